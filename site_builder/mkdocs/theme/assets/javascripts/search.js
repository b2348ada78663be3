/* The search page: reads the address, asks the engine, shows what it found. */

import { parts } from "./search-engine.js"
import { fileName, toCsv, toJson } from "./search-export.js"
import { FacetBox } from "./search-facets.js"
import { element, item, NAMES, record, valueName } from "./search-results.js"
import { opening } from "./search-start.js"
import { read, write } from "./search-state.js"
import { gettext, inWords, ngettext } from "./words.js"

const FIRST_RESULTS = 10
/* Results shown while more are being found: about a screenful. */
const SIGHT = 5
const MORE_RESULTS = 20
const EXPORTED = 1000
/* Facets that can have as many values as there are records: counted only when opened. */
const LARGE_FACETS = ["Person", "Source"]
/* Milliseconds to wait for the next letter, and before saying that a search is running. */
const TYPING = 200
const SLOW = 400

const part = (name) => document.querySelector(`[data-search="${name}"]`)
const form = part("form")
const input = form.elements.q
const title = document.title
const names = part("facets").dataset.names.split(" ")
const site = {
  root: new URL(form.dataset.root, location.href),
  lang: document.documentElement.lang,
}

let engine
let boxes
let state
let found = { lang: site.lang, results: [] }
/* Counts searches, so that a slow one never overwrites a later one. */
let turn = 0
/* Whether the next letter begins a new entry in the browser's history. */
let settled = true

/* Search for what `state` says, and show `many` results. */
async function search(many = FIRST_RESULTS) {
  const mine = ++turn
  const waiting = setTimeout(() => mine === turn && say(gettext("Searching…")), SLOW)
  const asked = parts(state.query).length > 0
  const filtered = [...state.chosen.values()].some(({ size }) => size)
  showChosen()
  for await (const answer of engine.search(state)) {
    clearTimeout(waiting)
    if (mine !== turn) return
    found = answer
    await showResults(answer.isWhole ? many : SIGHT, mine)
    if (mine !== turn) return
    const { length } = answer.results
    part("start").hidden = asked || filtered
    part("bar").hidden = !length
    part("nothing").hidden = length > 0 || !(asked || filtered)
    for (const name of ["csv", "json"]) part(name).disabled = !answer.isWhole
    if (!answer.isWhole) {
      say(gettext("Searching… %(results)s so far", { results: results(length) }))
      continue
    }
    for (const box of boxes) box.show(answer.counts[box.name] ?? {}, state.chosen.get(box.name))
    say(asked || filtered ? results(length) : "")
    if (!length) await showWaysOut(filtered, mine)
  }
}

/* Show the results up to `many`; those before `from` are shown already, and stay. */
async function showResults(many, mine = turn, from = 0) {
  const records = await Promise.all(found.results.slice(from, many).map(record))
  if (mine !== turn) return
  const items = records.map((one) => item(one, found.lang, site))
  const list = part("results")
  // The list is replaced; the result that has the focus keeps it.
  const held = !from && list.contains(document.activeElement) && document.activeElement.href
  if (from) list.append(...items)
  else list.replaceChildren(...items)
  if (held) list.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus()
  const left = found.results.length - list.children.length
  part("more").hidden = left <= 0 || !found.isWhole
  const more = Math.min(left, MORE_RESULTS)
  part("more").textContent = ngettext("Show %(num)s more", "Show %(num)s more", more)
}

function say(text) {
  part("count").textContent = text
}

function results(number) {
  return ngettext("%(num)s result", "%(num)s results", number)
}

function showChosen() {
  const chosen = [...state.chosen].flatMap(([name, values]) =>
    [...values].map((value) => {
      const filter = `${NAMES[name]}: ${valueName(name, value)}`
      const label = gettext("Remove filter %(filter)s", { filter })
      return button(filter, () => choose(name, value), { "aria-label": label })
    }),
  )
  if (chosen.length > 1) chosen.push(button(gettext("Remove all filters"), removeFilters))
  part("chosen").replaceChildren(...chosen)
}

/* Offer searches that may find something. */
async function showWaysOut(filtered, mine) {
  const unfiltered = filtered ? await engine.number(state) : 0
  if (mine !== turn) return
  const asked = parts(state.query)
  const ways = []
  const offer = (text, query) => ways.push(button(text, () => go({ query })))
  const loose = asked.join(" ").replaceAll('"', "")
  if (unfiltered) {
    const text = gettext("Without filters: %(results)s", { results: results(unfiltered) })
    ways.push(button(text, removeFilters))
  }
  if (loose !== asked.join(" ")) {
    offer(gettext("The words in any order: %(words)s", { words: loose }), loose)
  }
  const words = loose.split(/\s+/).filter(Boolean)
  if (words.length > 1) {
    for (const word of words) offer(gettext("Only: %(word)s", { word }), word)
  }
  part("ways").replaceChildren(...ways.map((way) => element("li", {}, way)))
}

function button(text, click, attributes = {}) {
  return element("button", { type: "button", class: "fs-search__button", click, ...attributes }, text)
}

/* Change the search, in the address too. */
function go(change, { typing = false } = {}) {
  state = { ...state, ...change }
  const address = write(location.href, state)
  if (address !== location.href) {
    if (typing && !settled) history.replaceState(null, "", address)
    else history.pushState(null, "", address)
  }
  settled = !typing
  showState()
  return search()
}

function choose(name, value) {
  const values = new Set(state.chosen.get(name))
  if (!values.delete(value)) values.add(value)
  return go({ chosen: new Map(state.chosen).set(name, values) })
}

function removeFilters() {
  input.focus()
  return go({ chosen: new Map(names.map((name) => [name, new Set()])) })
}

/* Take the state from the address, on arriving or going back. */
function restore() {
  state = read(location.href, names)
  settled = true
  showState()
  return search(history.state?.shown)
}

function showState() {
  if (input.value.trim() !== state.query.trim()) input.value = state.query
  part("sort").value = state.sort
  document.title = state.query.trim() ? `${state.query.trim()} – ${title}` : title
}

async function download(ending, type, text) {
  const records = await Promise.all(found.results.slice(0, EXPORTED).map(record))
  const address = URL.createObjectURL(new Blob([text(records.map(({ shown }) => shown))], { type }))
  element("a", { href: address, download: fileName(state, ending) }).click()
  URL.revokeObjectURL(address)
}

/* Arrow keys move from the field to the results, between results, and back. */
function moveBetweenResults(event) {
  const links = [...part("results").querySelectorAll(".fs-hit__who a")]
  const at = event.target === input ? -1 : links.indexOf(event.target)
  if (event.target !== input && at < 0) return
  if (event.key === "Escape" && at >= 0) input.focus()
  else if (event.key === "ArrowDown") links[at + 1]?.focus()
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus()
  else return
  event.preventDefault()
}

function listen() {
  let waiting
  input.addEventListener("input", () => {
    engine.prepare({ ...state, query: input.value })
    clearTimeout(waiting)
    waiting = setTimeout(() => go({ query: input.value }, { typing: true }), TYPING)
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    clearTimeout(waiting)
    go({ query: input.value })
  })
  part("sort").addEventListener("change", ({ target }) => go({ sort: target.value }))
  part("more").addEventListener("click", async () => {
    const shown = part("results").children.length
    await showResults(shown + MORE_RESULTS, turn, shown)
    history.replaceState({ shown: part("results").children.length }, "")
    part("results").children[shown]?.querySelector("a").focus()
  })
  part("csv").addEventListener("click", () =>
    download("csv", "text/csv", (records) => toCsv(records, site.root)),
  )
  part("json").addEventListener("click", () => {
    const about = { search: location.href, found: found.results.length }
    download("json", "application/json", (records) => toJson(records, site.root, about))
  })
  document.addEventListener("keydown", moveBetweenResults)
  addEventListener("popstate", restore)
}

function facetBox(name) {
  const open = engine.isSmall && !LARGE_FACETS.includes(name)
  if (open) engine.count(name)
  return new FacetBox(name, open, choose, () => {
    engine.count(name)
    search(part("results").children.length || FIRST_RESULTS)
  })
}

try {
  engine = await opening
  boxes = names.map(facetBox)
  part("facets").replaceChildren(...boxes.map(({ element: box }) => box))
  part("filters").open = matchMedia("(min-width: 60em)").matches
  listen()
  await restore()
} catch (error) {
  part("start").hidden = true
  part("failed").hidden = false
  throw error
}
