/* Results as data and as HTML elements. Text from the index becomes text nodes, never markup. */

import { gettext } from "./words.js"

const KINDS = { Quote: "quote", Paraphrase: "paraphrase", Action: "action" }

/* What facets are called, by their names in the index. */
export const NAMES = {
  Person: gettext("Person"),
  Theme: gettext("Theme"),
  Kind: gettext("Kind"),
  Year: gettext("Year"),
  Country: gettext("Country"),
  Source: gettext("Source"),
}
const KIND_NAMES = {
  Quote: gettext("Quote"),
  Paraphrase: gettext("Paraphrase"),
  Action: gettext("Action"),
  Person: gettext("Person"),
  Theme: gettext("Theme"),
  Source: gettext("Source"),
}

/* Return what a value of a facet is called: kinds have the same names in every index. */
export function valueName(facet, value) {
  return facet === "Kind" ? (KIND_NAMES[value] ?? value) : value
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
 * Return what `search/index.py` says about a result, with every text as it was written. `places`
 * are the positions of the query's words in `content`, counted in words.
 */
export async function record(result) {
  const { raw_url: path, meta, filters, content, locations } = await result.data()
  const text = (key) => (key in meta ? JSON.parse(`"${meta[key]}"`) : "")
  const one = (key) => filters[key]?.[0] ?? ""
  const marks = (key) => (filters[key]?.[0] ?? " ").split(" ")
  return {
    marks: marks("marks"),
    originalMarks: marks("original_marks"),
    shown: {
      status: one("status"),
      status_in_words: one("status_in_words"),
      // The first folder is the language of the index.
      address: path.replace(/^\/?[^/]+\//, ""),
      kind: one("Kind"),
      person: one("Person"),
      title: text("title") || text("headline"),
      names: text("names"),
      date: one("date"),
      date_in_words: text("date"),
      date_basis: one("date_basis"),
      words: text("words"),
      lang: one("lang"),
      original: text("original"),
      spoken_lang: one("spoken_lang"),
      translation: one("translation"),
      beside: text("beside"),
      text: text("text"),
      themes: filters.Theme ?? [],
      sources: filters.Source ?? [],
      source_addresses: filters.source ?? [],
      offices: JSON.parse(one("offices") || "[]"),
      citations: JSON.parse(one("citations") || "[]"),
    },
    content: content.split(/\s+/),
    places: new Set([...locations, ...result.words]),
  }
}

/* Make a list item; `lang` is the language of the index that found it, `site` has root and lang. */
export function item({ shown, marks, originalMarks, content, places }, lang, site) {
  const to = (address, ...text) => element("a", { href: new URL(address, site.root).href }, ...text)
  const link = (...text) => to(shown.address, ...text)
  const foreign = (other) => (other && other !== site.lang ? { lang: other, dir: "auto" } : {})
  const words = new Set([...places].map((at) => bare(content[at] ?? "").toLowerCase()))
  const marked = (text) => highlight(text, (word) => words.has(word.toLowerCase()))
  // A record's first text comes first in the index, so its places are known.
  const inPlace = (text) => highlight(text, (word, at) => places.has(at))
  const label = element("span", { class: `fs-kind fs-kind--${KINDS[shown.kind] ?? "record"}` }, valueName("Kind", shown.kind))
  if (!shown.words) {
    return element(
      "li",
      { class: "fs-hit" },
      element("p", { class: "fs-hit__who" }, element("b", foreign(shown.lang), link(...marked(shown.title))), " ", label),
      shown.names && element("p", { class: "fs-hit__beside" }, ...marked(shown.names)),
      shown.beside && element("p", { class: "fs-hit__beside" }, ...marked(shown.beside)),
      shown.text && element("p", {}, ...marked(shown.text)),
    )
  }
  const kind = KINDS[shown.kind]
  const mark = (text) => text && element("span", { class: "fs-mark" }, text)
  const said = (text, [opening, closing], other, isFirst) => {
    const parts = isFirst ? inPlace(text) : marked(text)
    return kind === "quote"
      ? element(
          "blockquote",
          { class: "fs-words fs-words--quote", ...foreign(other) },
          element("p", {}, mark(opening), ...parts, mark(closing)),
        )
      : element("p", { class: `fs-words fs-words--${kind}`, ...foreign(other) }, ...parts)
  }
  const byOriginal = lang !== site.lang && Boolean(shown.original)
  return element(
    "li",
    { class: `fs-hit fs-hit--${kind}` },
    element(
      "p",
      { class: "fs-hit__who" },
      element("b", {}, link(...marked(shown.person), `, ${shown.date_in_words}`)),
      " ",
      label,
      shown.status_in_words &&
        element("strong", { class: `fs-status fs-status--${shown.status}` }, shown.status_in_words),
    ),
    said(shown.words, marks, shown.lang, !byOriginal),
    shown.original &&
      element(
        "div",
        { class: "fs-original" },
        element("p", { class: "fs-original__label" }, gettext("In the original")),
        said(shown.original, originalMarks, shown.spoken_lang, byOriginal),
      ),
    element(
      "p",
      { class: "fs-hit__source" },
      ...shown.sources.flatMap((source, at) => [
        at ? "; " : "",
        element("cite", {}, to(shown.source_addresses[at], source)),
      ]),
    ),
  )
}

function bare(word) {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")
}

/* Mark the words of a text for which `isMarked(word, number)` holds, neighbours as one. */
function highlight(text, isMarked) {
  const ranges = []
  for (const [at, { 0: word, index }] of [...text.matchAll(/\S+/gu)].entries()) {
    const core = bare(word)
    if (!core || !isMarked(core, at)) continue
    const start = index + word.indexOf(core)
    const last = ranges.at(-1)
    if (last?.at === at - 1) Object.assign(last, { end: start + core.length, at })
    else ranges.push({ start, end: start + core.length, at })
  }
  const nodes = []
  let done = 0
  for (const { start, end } of ranges) {
    nodes.push(text.slice(done, start), element("mark", {}, text.slice(start, end)))
    done = end
  }
  return [...nodes, text.slice(done)]
}
