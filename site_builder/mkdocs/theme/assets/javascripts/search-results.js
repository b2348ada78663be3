/* Results as HTML elements. Text from the index becomes text nodes, never markup. */

import { gettext, ngettext } from "./words.js"

const KINDS = { Quote: "quote", Paraphrase: "paraphrase", Action: "action" }

/* What facets are called, by their names in the index. */
export const NAMES = {
  Person: gettext("Person"),
  Theme: gettext("Theme"),
  Kind: gettext("Kind"),
  Year: gettext("Year"),
  Country: gettext("Country"),
  Source: gettext("Source"),
  Language: gettext("Language"),
  Status: gettext("Status"),
  Evidence: gettext("Evidence"),
}
const VALUE_NAMES = {
  Kind: {
    Quote: gettext("Quote"),
    Paraphrase: gettext("Paraphrase"),
    Action: gettext("Action"),
    Person: gettext("Person"),
    Theme: gettext("Theme"),
    Source: gettext("Source"),
    Organisation: gettext("Organisation"),
  },
  Status: {
    Published: gettext("Published"),
    Disputed: gettext("Disputed"),
    Retracted: gettext("Retracted"),
    Misattributed: gettext("Misattributed"),
  },
  Evidence: {
    Exact: gettext("in our copy"),
    Typographic: gettext("in our copy, but for typography"),
    Ocr: gettext("in a machine-read copy"),
    Attested: gettext("compared by hand"),
    Changed: gettext("changed since"),
    "Other-language": gettext("copy in another language"),
    "Not-sought": gettext("copy held, not compared"),
    "No-copy": gettext("not checked"),
  },
}

/* Return what a value of a facet is called: kinds and statuses have the same names in every index. */
export function valueName(facet, value) {
  return VALUE_NAMES[facet]?.[value] ?? value
}

/* Return a number of results in words. */
export function inResults(number) {
  return ngettext("%(num)s result", "%(num)s results", number)
}

/* Make an element with attributes and children; empty ones are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value)
    else if (value === true) made.setAttribute(key, "")
    else if (value) made.setAttribute(key, value)
  }
  made.append(...children.filter(Boolean))
  return made
}

/*
 * Make a list item of what is `shown` of a document. `marks` says which words to mark, `site` has root
 * and lang.
 */
export function item(shown, marks, site) {
  return shown.words === undefined ? record(shown, marks, site) : statement(shown, marks, site)
}

function record(shown, marks, site) {
  const field = shown.kind === "Source" ? "headline" : "title"
  const title = marked(marks, shown.title, field, { isName: shown.kind === "Person" })
  return element(
    "li",
    { class: "fs-hit" },
    element(
      "p",
      { class: "fs-hit__who" },
      element("b", foreign(shown.lang, site), link(site, shown.address, ...title)),
      " ",
      label(valueName("Kind", shown.kind), "record"),
    ),
    shown.names &&
      element("p", { class: "fs-hit__beside" }, ...listed(marks, shown.names, " · ", "title", NAME)),
    shown.beside &&
      element("p", { class: "fs-hit__beside" }, ...marked(marks, shown.beside, "outlet", NAME)),
    shown.text && element("p", {}, ...marked(marks, shown.text, "text")),
  )
}

const NAME = { isName: true }

function statement(shown, marks, site) {
  const kind = KINDS[shown.kind]
  const mark = (text) => text && element("span", {}, text)
  const said = (text, [opening, closing] = ["", ""], lang, field) => {
    const parts = marked(marks, text, field)
    return kind === "quote"
      ? element(
          "blockquote",
          { class: "fs-words", ...foreign(lang, site) },
          mark(opening),
          ...parts,
          mark(closing),
        )
      : element("p", { class: "fs-words", ...foreign(lang, site) }, ...parts)
  }
  const name = marked(marks, shown.person, "by", NAME)
  return element(
    "li",
    { class: `fs-hit fs-hit--${kind}` },
    element(
      "p",
      { class: "fs-hit__who" },
      shown.status_in_words &&
        element("strong", { class: `fs-status fs-status--${shown.status}` }, shown.status_in_words),
      element("b", {}, link(site, shown.address, ...name, `, ${shown.date_in_words}`)),
      " ",
      label(shown.status === "misattributed" ? gettext("Attributed") : valueName("Kind", shown.kind), kind),
      ...(shown.wording_of ? [" ", label(gettext("another wording"), "record")] : []),
    ),
    ...asked(shown, marks, site),
    said(shown.words, shown.marks, shown.lang, "words"),
    shown.original &&
      element(
        "div",
        { class: "fs-original" },
        element("p", { class: "fs-original__label" }, gettext("In the original")),
        said(shown.original, shown.original_marks, shown.spoken_lang, "original"),
      ),
    element(
      "p",
      { class: "fs-hit__source" },
      ...(shown.citations ?? []).flatMap(({ source, address, outlet }, at) => [
        at ? "; " : "",
        element("cite", {}, link(site, address, ...marked(marks, source, "source"))),
        ...(outlet && outlet !== source ? [", ", ...marked(marks, outlet, "outlet", NAME)] : []),
      ]),
      shown.spoken && ` · ${shown.spoken}`,
    ),
    ...(shown.noted ?? []).map((one) => noted(one, site)),
    ...reasons(shown, marks).map(([what, parts]) =>
      element("p", { class: "fs-hit__beside" }, `${what}: `, ...parts),
    ),
  )
}

/* Return why words have a status, or what others found of them, and where. */
function noted({ told, text, lang, citations }, site) {
  const sources = citations.flatMap(({ source, address }) => ["; ", element("cite", {}, link(site, address, source))])
  return element(
    "p",
    { class: "fs-hit__noted" },
    element("b", {}, `${told}:`),
    " ",
    element("span", foreign(lang, site), text),
    " (",
    ...sources.slice(1),
    ")",
  )
}

/* Return the question that a statement answers, under the name of whoever asked. */
function asked(shown, marks, site) {
  if (!shown.question) return []
  const [opening, closing] = shown.question_marks ?? ["", ""]
  const words = [opening, ...marked(marks, shown.question, "passage"), closing]
  return [
    element(
      "div",
      { class: "fs-question" },
      element("p", { class: "fs-question__by" }, gettext("Asked by %(name)s", { name: shown.asked_by })),
      element("p", { class: "fs-question__words", ...foreign(shown.question_lang, site) }, ...words),
    ),
  ]
}

/* Return why else a statement was found: what has a word of the query, and is not shown otherwise. */
function reasons(shown, marks) {
  const around = (shown.citations ?? []).flatMap(({ prefix = "", suffix = "" }) => {
    if (!prefix && !suffix) return []
    const start = joined(prefix, shown.words)
    const whole = joined(start, suffix)
    const [from, to] = [start.length - shown.words.length, start.length]
    const outside = marks.in(whole, "passage").some(([start, end]) => start < from || to < end)
    return outside ? [[gettext("Passage in the source, not all of it the speaker’s words"), [whole], "passage"]] : []
  })
  // Whose it was, of several speakers, stands before it, and has been marked among them.
  const offices = (shown.offices ?? []).map((text, at) => [text.slice(shown.holders?.[at]?.length), shown.holders?.[at]])
  const others = [
    ...around.slice(0, 1),
    [gettext("Also called"), shown.speaker_names, "by", NAME],
    [gettext("Office"), offices, "office"],
    [gettext("Called by the source"), [shown.as_printed], "office"],
    [gettext("Theme"), shown.themes, "theme"],
    [gettext("About whom"), shown.about, "about"],
    [gettext("Where"), [shown.medium, shown.place], "medium"],
    [gettext("Context, in the editors’ words"), [shown.context], "context"],
    [gettext("On"), shown.matters, "context"],
  ]
  return others
    .map(([what, texts, ...where]) => [what, (texts ?? []).filter(Boolean), ...where])
    .filter(([, texts, ...where]) => texts.some((text) => marks.in([text].flat()[0], ...where).length))
    .map(([what, texts, ...where]) => [what, listed(marks, texts, "; ", ...where)])
}

/* Return two texts as one, with a space between them where there is one in print. */
function joined(one, other) {
  const touch = !one || !other || OPEN.test(one) || CLOSING.test(other) || SPACELESS.test(one.slice(-1) + other[0])
  return touch ? one + other : `${one} ${other}`
}

const OPEN = /[\p{Ps}\p{Pi}„"]$/u
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}"]/u
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

function label(text, kind) {
  return element("span", { class: `fs-kind fs-kind--${kind}` }, text)
}

function link(site, address, ...text) {
  return element("a", { href: new URL(address, site.root).href }, ...text)
}

function foreign(lang, site) {
  return lang && lang !== site.lang ? { lang, dir: "auto" } : {}
}

/* Return the nodes of several texts, each of which is marked on its own; one may have a beginning that is not. */
function listed(marks, texts, between, ...where) {
  return texts.flatMap((it, at) => {
    const [text, before = ""] = [it].flat()
    return [at ? between : "", before, ...marked(marks, text, ...where)]
  })
}

/* Return the nodes of a text in which the words of the query are marked. */
function marked(marks, text, field, options) {
  const nodes = []
  let done = 0
  for (const [start, end] of marks.in(text, field, options)) {
    nodes.push(text.slice(done, start), element("mark", {}, text.slice(start, end)))
    done = end
  }
  return [...nodes, text.slice(done)]
}
