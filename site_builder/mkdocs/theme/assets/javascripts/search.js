/* The search page: reads the address, asks the engine, shows what it found. */

import { Marks } from "./search-marks.js"
import { isDoubtful, isInPhrase, typed } from "./search-query.js"
import { element, inResults, item, NAMES, valueName } from "./search-results.js"
import { arriving, find, FIRST_RESULTS, open, opening } from "./search-start.js"
import { read, write } from "./search-state.js"
import { gettext, inWords, ngettext } from "./words.js"

const MORE_RESULTS = 20
/* Facets that can have as many values as there are records: counted only when opened. */
const LARGE_FACETS = ["Person", "Theme", "Source"]
/* Bytes of a facet up to which it is counted at once all the same. */
const SMALL = 20_000
/* Documents whose texts are loaded at a time for an export. */
const EXPORTED = 2000
/* Statements whose citations are exported: each takes a page. */
const CITED = 500
/* The formats of citations: the ending of their files, and their media type. */
const FORMATS = { bib: "text/x-bibtex", ris: "application/x-research-info-systems", csl: "application/json" }
/* People who are asked for by a name of whom all names are loaded. */
const MOST_NAMED = 50
/*
 * Milliseconds without a letter after which texts are loaded, which is more than fast typists take for the
 * next one; and after which somebody has stopped typing.
 */
const LETTER = 70
const PAUSE = 120
/* Milliseconds before saying that a search is running. */
const SLOW = 400
/*
 * The first letters or digits of a word, in scripts in which they are hardly ever all of it: one, or two within
 * a phrase, where half of a word asks for most.
 */
const BEGUN = /(?<![\p{L}\p{M}\p{N}])[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]{1,2}$/u
/* What a query has that can be read as a date. */
const YEAR = /\d{4}/

const part = (name) => document.querySelector(`[data-search="${name}"]`)
const form = part("form")
const input = form.elements.q
const title = document.title
const site = {
  root: new URL(form.dataset.root, location.href),
  lang: document.documentElement.lang,
}

let engine
let names
let boxes
let state
/* What is shown: an answer, with the state that asked for it and the engine whose documents it numbers. */
let found = { clauses: [], results: [] }
/* Counts searches, so that a slow one never overwrites a later one. */
let turn = 0
/* Whether the last change was a letter. */
let isTyping = false
/* What waits for a pause after it. */
let pausing
/* Whether the browser's history has an entry for what is being typed. */
let hasEntry = false

/*
 * Search for what `state` says, unless that is being `sought`, and show `many` results. Each letter is
 * searched at once; whatever else there is to load or to say waits for a pause.
 */
async function search(many = FIRST_RESULTS, sought = null) {
  const mine = ++turn
  const isWanted = () => mine === turn
  const pause = isTyping ? PAUSE : 0
  const letter = isTyping && after(LETTER)
  const wanted = async () => {
    await letter
    return isWanted()
  }
  const waiting = setTimeout(() => isWanted() && say(gettext("Searching…")), SLOW)
  showChosen()
  const asked = { state, engine }
  const { answer, shown } = await (sought ?? find(engine, state, many, wanted))
  clearTimeout(waiting)
  const { length } = answer.results
  // Half of a word is nowhere, mostly.
  if (pause && !length) await after(pause)
  if (!isWanted()) return
  found = { ...answer, ...asked }
  for (const name of ["failed", "partly"]) part(name).hidden = true
  showResults(shown)
  part("start").hidden = answer.isAsked
  part("bar").hidden = !length
  part("nothing").hidden = length > 0 || !answer.isAsked
  say(answer.isAsked ? inResults(length) : "")
  await Promise.all([
    markAgain(shown, mine, pause).then(() => nameSpeakers(answer, shown, mine, pause)),
    showCounts(answer, mine, pause),
    answer.isAsked && showWaysOut(answer, mine, pause),
  ])
}

function after(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds))
}

/*
 * Mark results anew if they have characters that are not known yet. Without these, they have nearly all of
 * their marks, so nobody waits for a further file.
 */
async function markAgain(shown, mine, pause) {
  const text = JSON.stringify(shown)
  const { words } = found.engine
  if (words.knows(text)) return
  await after(pause)
  if (mine !== turn) return
  await words.learn(text)
  if (mine === turn && part("results").children.length === shown.length) showResults(shown)
}

/*
 * Show the names of speakers by which statements were found, where they show another one. A statement's address
 * begins with that of its speaker, whose record has all names.
 */
async function nameSpeakers({ clauses }, shown, mine, pause) {
  const marks = new Marks(found.engine.words, clauses)
  const asked = clauses.filter(({ prefix, isExcluded }) => prefix === "by" && !isExcluded)
  const unmarked = shown.filter(({ person }) => person && !marks.in(person, "by", { isName: true }).length)
  if (!asked.length || !unmarked.length) return
  await after(pause)
  if (mine !== turn) return
  const { index } = found.engine
  const chosen = new Map([["Kind", new Set(["Person"])]])
  const named = asked.map((clause) => ({ query: typed({ ...clause, prefix: "" }), chosen, sort: "relevance" }))
  const answers = await Promise.all(named.map((one) => found.engine.search(one)))
  const people = await index.shown([...new Set(answers.flatMap(({ results: all }) => all.slice(0, MOST_NAMED)))])
  if (mine !== turn) return
  const withNames = shown.map((one) => {
    const speaker = unmarked.includes(one) && people.find(({ address }) => one.address.startsWith(address))
    return speaker ? { ...one, speaker_names: speaker.names } : one
  })
  if (part("results").children.length === shown.length) showResults(withNames)
}

/* Count the values of the facets, once the browser has painted the results, and after a pause. */
async function showCounts(answer, mine, pause) {
  await new Promise((done) => requestAnimationFrame(done))
  await after(pause)
  if (mine !== turn) return
  boxes ??= facetBoxes()
  boxes.catch(() => (boxes = null))
  const all = await boxes
  if (mine !== turn) return
  const counted = all.filter(({ isCounted }) => isCounted).map(({ name }) => name)
  const counts = await engine.count(answer, counted)
  if (mine !== turn) return
  for (const box of all) box.show(counts[box.name] ?? new Map(), state.chosen.get(box.name))
}

/* Show results: below those that are there if they are `further` ones, else in their place. */
function showResults(shown, { further = false } = {}) {
  const marks = new Marks(found.engine.words, found.clauses)
  const items = shown.map((one) => item(one, marks, site))
  const list = part("results")
  // The list is replaced; the result that has the focus keeps it.
  const held = !further && list.contains(document.activeElement) && document.activeElement.href
  if (further) list.append(...items)
  else list.replaceChildren(...items)
  if (held) list.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus()
  const left = found.results.length - list.children.length
  part("more").hidden = left <= 0
  const more = Math.min(left, MORE_RESULTS)
  part("more").textContent = ngettext("Show %(num)s more", "Show %(num)s more", more)
  showForPaper(list.children.length, left)
}

/* Say in words what fields and buttons say on the screen. */
function showForPaper(number, left) {
  const query = found.state.query.trim()
  const all = { shown: inWords(number), all: inWords(number + left) }
  const said = [
    query && gettext("Search: %(query)s", { query }),
    number && part("sort").selectedOptions[0].text,
    left > 0 && gettext("Shown: %(shown)s of %(all)s", all),
  ]
  part("printed").textContent = said.filter(Boolean).join(" · ")
}

function say(text) {
  part("count").textContent = text
}

function showChosen() {
  const filter = (label, remove) => button(label, remove, { "aria-label": gettext("Remove filter %(filter)s", { filter: label }) })
  const chosen = [...state.chosen].flatMap(([name, values]) =>
    [...values].map((value) => filter(`${NAMES[name]}: ${valueName(name, value)}`, () => choose(name, value))),
  )
  if (state.from) chosen.push(filter(gettext("From %(day)s", { day: state.from }), () => go({ from: "" })))
  if (state.to) chosen.push(filter(gettext("Until %(day)s", { day: state.to }), () => go({ to: "" })))
  if (chosen.length > 1) chosen.push(button(gettext("Remove all filters"), removeFilters))
  part("chosen").replaceChildren(...chosen)
}

/* Say why nothing was found, or left out, and offer searches that may be meant. */
async function showWaysOut(answer, mine, pause) {
  const asked = state
  const isFound = answer.results.length > 0
  part("why").textContent = ""
  part("ways").replaceChildren()
  const isDated = YEAR.test(asked.query)
  const isClear = isFound && !isDoubtful(answer, asked)
  if (isClear && !isDated) return
  if (isFound) await after(pause)
  const all = isDated ? (await import("./search-dates.js")).datesIn(asked.query) : []
  // Where something has a year among its words, that is what is meant, mostly.
  const dates = isFound ? all.filter(({ date }) => date.length > 4) : all
  if (mine !== turn || (isClear && !dates.length)) return
  const { lostWords, waysOut, why } = await import("./search-ways.js")
  const lost = await lostWords(engine, asked, answer)
  if (mine !== turn) return
  part("why").textContent = why(answer, lost, dates)
  part("browse").hidden = isFound
  part("nothing").hidden = false
  const ways = await waysOut(engine, asked, answer, lost, dates)
  if (mine !== turn) return
  part("ways").replaceChildren(...ways.map(([text, change]) => element("li", {}, button(text, () => go(change)))))
}

function button(text, click, attributes = {}) {
  return element("button", { type: "button", class: "fs-search__button", click, ...attributes }, text)
}

/* Change the search, and the address too; not with each letter, because browsers refuse that. */
function go(change, { typing = false } = {}) {
  clearTimeout(pausing)
  // The last letter may not have been searched yet.
  state = { ...state, query: input.value, ...change }
  if (state.chosen.size < names.length) {
    state.chosen = new Map(names.map((name) => [name, state.chosen.get(name) ?? new Set()]))
  }
  isTyping = typing
  if (!typing) {
    keep()
    part("suggestions").replaceChildren()
  }
  showState()
  return run()
}

/* Put the search into the address. All that is typed in a row is one entry in the browser's history. */
function keep() {
  const address = write(location.href, state)
  if (address !== location.href) {
    if (isTyping && hasEntry) history.replaceState(null, "", address)
    else history.pushState(null, "", address)
  }
  hasEntry = isTyping
}

function choose(name, value) {
  const values = new Set(state.chosen.get(name))
  if (!values.delete(value)) values.add(value)
  return go({ chosen: new Map(state.chosen).set(name, values) })
}

function removeFilters() {
  input.focus()
  return go({ chosen: new Map(), from: "", to: "" })
}

/* Take the state from the address, on arriving or going back. */
function restore(sought) {
  clearTimeout(pausing)
  state = read(location.href, names)
  isTyping = hasEntry = false
  showState()
  return run(history.state?.shown, sought)
}

function showState() {
  if (input.value.trim() !== state.query.trim()) input.value = state.query
  part("sort").value = state.sort
  for (const name of ["from", "to"]) part(name).value = state[name]
  document.title = state.query.trim() ? `${state.query.trim()} – ${title}` : title
}

async function suggest() {
  const query = input.value
  const { suggestions } = await import("./search-suggestions.js")
  const offered = await suggestions(engine, query)
  if (input.value !== query) return
  part("suggestions").replaceChildren(
    ...offered.map(({ text, kind, query: own }) =>
      element(
        "li",
        {},
        button(kind ? `${text} (${valueName("Kind", kind)})` : text, () => {
          input.focus()
          go({ query: own })
        }),
      ),
    ),
  )
}

/* Most readers export nothing. */
const exports = () => import("./search-export.js")

async function download({ results: all, ...from }, ending, type, text) {
  const { exported } = await exports()
  const records = []
  for (let at = 0; at < all.length; at += EXPORTED) {
    const shown = await from.engine.index.shown(all.slice(at, at + EXPORTED))
    records.push(...shown.map(exported))
    if (all.length > EXPORTED) {
      part("exporting").textContent = gettext("Loaded %(results)s…", { results: inResults(records.length) })
    }
  }
  await save(from.state, ending, type, text(records))
}

/* Export the citations of the first statements among the results. */
async function cite(from, format) {
  const shown = await from.engine.index.shown(from.results.slice(0, 2 * CITED))
  const statements = shown.filter(({ words }) => words !== undefined).slice(0, CITED)
  const cited = statements.map(({ address, status }) => ({ address: new URL(address, site.root), status }))
  const ending = format === "csl" ? "json" : format
  const { citations } = await exports()
  const text = await citations(cited, ending, (number) => {
    part("exporting").textContent = gettext("Loaded %(number)s of %(all)s citations…", {
      number: inWords(number),
      all: inWords(cited.length),
    })
  })
  await save(from.state, format === "csl" ? "csl.json" : format, FORMATS[format], text)
}

async function save(asked, ending, type, text) {
  const { fileName } = await exports()
  part("exporting").textContent = ""
  const address = URL.createObjectURL(new Blob([text], { type }))
  element("a", { href: address, download: fileName(asked, ending) }).click()
  URL.revokeObjectURL(address)
}

/*
 * Do what a button of the export is for, with what is shown now: somebody may search on meanwhile. A
 * failure is said beside it.
 */
async function exporting(what) {
  try {
    await what(found)
  } catch (error) {
    part("exporting").textContent = gettext("This could not be exported. Reload the page, and try again.")
    throw error
  }
}

/* Arrow keys move from the field to suggestions and results, between them, and back. */
function moveBetweenResults(event) {
  const links = [...document.querySelectorAll("[data-search=suggestions] button, .fs-hit__who a")]
  const at = event.target === input ? -1 : links.indexOf(event.target)
  if (event.target !== input && at < 0) return
  if (event.key === "Escape" && at >= 0) input.focus()
  else if (event.key === "ArrowDown") links[at + 1]?.focus()
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus()
  else return
  event.preventDefault()
}

function listen() {
  input.addEventListener("input", () => {
    const type = () => go({}, { typing: true })
    const begun = BEGUN.exec(input.value)?.[0].length ?? 0
    const isBegun = begun === 1 || (begun === 2 && isInPhrase(input.value))
    // Nobody wants an answer to fewer letters any more.
    turn++
    clearTimeout(pausing)
    if (!isBegun) type()
    pausing = setTimeout(() => {
      if (isBegun) type()
      keep()
      suggest().catch(() => {})
    }, PAUSE)
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    go({})
  })
  part("sort").addEventListener("change", ({ target }) => go({ sort: target.value }))
  for (const name of ["from", "to"]) {
    part(name).addEventListener("change", ({ target }) => go({ [name]: target.value }))
  }
  part("more").addEventListener("click", async () => {
    const from = part("results").children.length
    const mine = found
    let shown
    try {
      shown = await mine.engine.index.shown(mine.results.slice(from, from + MORE_RESULTS))
      await mine.engine.words.learn(JSON.stringify(shown))
    } catch (error) {
      if (mine === found) fail(error)
      return
    }
    if (mine !== found) return
    part("partly").hidden = true
    showResults(shown, { further: true })
    history.replaceState({ shown: part("results").children.length }, "")
    part("results").children[from]?.querySelector("a").focus()
  })
  const onClick = (name, what) => part(name).addEventListener("click", () => exporting(what))
  onClick("csv", async (from) => {
    const { toCsv } = await exports()
    return download(from, "csv", "text/csv", (records) => toCsv(records, site.root))
  })
  onClick("json", async (from) => {
    const { toJson } = await exports()
    const about = { search: write(location.href, from.state), found: from.results.length }
    return download(from, "json", "application/json", (records) => toJson(records, site.root, about))
  })
  for (const format of Object.keys(FORMATS)) onClick(format, (from) => cite(from, format))
  document.addEventListener("keydown", moveBetweenResults)
  addEventListener("popstate", () => restore())
}

/* Make the facets' boxes, which no result waits for. */
async function facetBoxes() {
  const { FacetBox } = await import("./search-facets.js")
  const made = names.map((name) => facetBox(name, FacetBox))
  part("facets").append(...made.map(({ element: box }) => box))
  return made
}

function facetBox(name, FacetBox) {
  const bytes = engine.index.about.segments.reduce((sum, { facets }) => sum + (facets[name] ?? 0), 0)
  const box = new FacetBox(name, !LARGE_FACETS.includes(name), choose, () => {
    if (box.isCounted) return
    box.isCounted = true
    run(part("results").children.length || FIRST_RESULTS)
  })
  box.isCounted = bytes <= SMALL || !LARGE_FACETS.includes(name)
  return box
}

/*
 * Search. If a file is gone, or there is another index by now, the site has been published anew: open
 * that index, and search again. A failure is said.
 */
async function run(many, sought) {
  try {
    await search(many, sought).catch(() => searchAnew(many))
    if (await engine.index.isOutdated()) await searchAnew(many)
  } catch (error) {
    fail(error)
  }
}

async function searchAnew(many) {
  engine = await open()
  await search(many)
}

/*
 * Say that something could not be loaded. Results stay if only something else of their search is missing, and
 * not if they are those of another search.
 */
function fail(error) {
  part("start").hidden = true
  if (state && found.state === state) {
    part("partly").hidden = false
  } else {
    part("results").replaceChildren()
    part("printed").textContent = ""
    say("")
    for (const name of ["bar", "more", "nothing", "partly"]) part(name).hidden = true
    const said = part("failed")
    said.classList.remove("fs-search__late")
    said.hidden = false
  }
  // The page says that something is missing; the browser's console has to say what, and why.
  throw error
}

try {
  engine = await opening
  names = engine.index.about.facets
  part("failed").hidden = true
  part("filters").open = matchMedia("(min-width: 60em)").matches
  part("filters").hidden = false
  state = read(location.href, names)
  listen()
  // What somebody has typed while all of this was loading goes before what is in the address.
  const early = input.value.trim()
  if (early) await go({ query: early })
  else if (history.state?.shown) await restore()
  else await restore(arriving)
} catch (error) {
  fail(error)
}
