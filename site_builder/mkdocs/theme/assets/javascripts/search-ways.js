/* Other searches, for one that finds nothing: they are offered, and never taken as the answer in silence. */

import { MAX_WORDS } from "./search-engine.js"
import { lookalikes } from "./search-lookalikes.js"
import { cutIn, isInPhrase, typed } from "./search-query.js"
import { inResults } from "./search-results.js"
import { gettext, inWords } from "./words.js"

/* Unknown words for which others are offered, and clauses from which on none is offered alone. */
const MOST_MENDED = 8
const FEW = 8
/* Letters from which on a word is completed. */
const BEGINNING = 4
const NUMBER = /^\d+$/
/* What leaves out all filters. */
const UNFILTERED = { chosen: new Map(), from: "", to: "" }

/* What parts a word here, and perhaps not where it was printed: “cease-fire”, and at the end of a line. */
const HYPHEN = /(?<=\p{L})[-‐‑]\s*(?=\p{L})/gu
/* What refers to a note, and what stands for words that are left out. */
const NOTE = /\[\d+\]|(?<=[\p{L}\p{P}])[¹²³⁰⁴-⁹]+/gu
const OMISSION = /\s*(?:\[(?:…|\.{3})\]|\((?:…|\.{3})\)|…|\.{3})\s*/gu
const ENCODED = /(?:%[0-9a-f]{2})+/giu

/* What a search can have that comes from where it was copied, and what it is without that. */
const REWRITINGS = [
  [gettext("Without hyphens"), (query) => query.replace(HYPHEN, "")],
  [gettext("Without footnote marks"), (query) => query.replace(NOTE, "")],
  [
    gettext("The parts around what is left out"),
    (query) => query.replace(OMISSION, (all, at) => (isInPhrase(query.slice(0, at)) ? "” “" : all)),
  ],
  [gettext("Read as part of an address"), (query) => query.replace(ENCODED, decoded)],
]

/*
 * Return why an answer has no results, or others than may be meant; `lost` are the words of its phrases that nothing
 * has, `dates` what its words can be read as.
 */
export function why({ clauses, unknown, idle, results, isTooLong }, lost, dates) {
  if (isTooLong) {
    return gettext("A search can have %(most)s words; this one has %(number)s.", {
      most: inWords(MAX_WORDS),
      number: inWords(clauses.length),
    })
  }
  if (idle.length && results.length) {
    const words = listed(idle.map((clause) => ({ ...clause, isExcluded: false })))
    return gettext("Nothing here has %(words)s, so leaving it out changes nothing.", { words })
  }
  if (results.length && dates.length) {
    return gettext("“%(date)s” was searched for as words, not as a date.", { date: dates[0].text })
  }
  if (results.length) return gettext("“*” stands for nothing here. Words are found in all of their forms.")
  if (!unknown.length && !lost.length) return gettext("Nothing matches this search.")
  return gettext("Nothing here has %(words)s.", { words: listed([...unknown, ...lost]) })
}

/* Return the words of an answer's phrases that nothing has, each as a clause of its own. */
export async function lostWords(engine, state, { clauses, idle, results, isTooLong }) {
  const phrases = isTooLong ? [] : clauses.filter((one) => (results.length ? idle.includes(one) : !one.isExcluded))
  const words = phrases
    .filter(({ words: own }) => own.length > 1)
    .flatMap(({ text }) => engine.words.split(text).map(({ start, end }) => ({ text: text.slice(start, end) })))
  if (!words.length) return []
  const { unknown } = await engine.search({ ...state, ...UNFILTERED, ...asking(words) })
  return unknown
}

/*
 * Return searches that may be meant, all of which find something: pairs of what to say, and what to change. `lost` are
 * the words of phrases that nothing has, `dates` what words of the query can be read as.
 */
export async function waysOut(engine, state, answer, lost, dates) {
  if (answer.isTooLong) return []
  const inTime = await dated(engine, state, dates)
  const alike = await plain(engine, state, answer)
  const near = await mended(engine, state, answer, lost)
  const others = near.filter(([, { query }]) => alike.every(([, own]) => own.query !== query))
  if (answer.results.length) return [...inTime, ...alike, ...others]
  return [...inTime, ...alike, ...others, ...(await widened(engine, state, answer))]
}

/*
 * Return searches within what a query can be read as: within days, or within months if these days have nothing, or
 * within years.
 */
async function dated(engine, state, dates) {
  if (!dates.length) return []
  // It is there already, and most searches need none of it.
  const { days } = await import("./search-dates.js")
  for (const length of [10, 7, 4]) {
    const ways = []
    const fitting = dates.filter(({ date }) => date.length >= length)
    for (const [date, query] of new Map(fitting.map((one) => [one.date.slice(0, length), one.query]))) {
      const change = { query, ...days(date) }
      const found = (await engine.search({ ...state, ...change })).results.length
      const text = gettext("Dated %(date)s", { date })
      if (found) ways.push([`${text}: ${inResults(found)}`, change])
    }
    if (ways.length) return ways
  }
  return []
}

/* Return searches without letters that only look like those around them. */
async function plain(engine, state, { idle }) {
  const ways = []
  for (const query of lookalikes(state.query)) {
    const other = await engine.search({ ...state, ...UNFILTERED, query })
    if (!other.results.length || (idle.length && other.idle.length >= idle.length)) continue
    // Both look the same, so the reason is said.
    ways.push([gettext("With letters of one alphabet: %(words)s", { words: query }), { query }])
  }
  return ways
}

/*
 * Return searches for words that are written much like those that nothing has, or that begin like them: each in
 * the place of one, within a phrase too.
 */
async function mended(engine, state, answer, lost) {
  const ways = []
  const cut = new Set(wordsOf(engine, cutIn(state.query)))
  const unknown = [...answer.unknown, ...answer.idle.filter(({ words }) => words.length === 1), ...lost]
  const wanted = new Set([...cut, ...unknown.flatMap(({ words }) => words)].slice(0, MOST_MENDED))
  for (const clause of answer.clauses) {
    for (const [at, word] of clause.words.entries()) {
      if (!wanted.has(word)) continue
      for (const near of await likely(engine, word, cut.has(word))) {
        const { start, end } = engine.words.split(clause.text)[at]
        const other = { ...clause, text: clause.text.slice(0, start) + near + clause.text.slice(end) }
        // Something has this word, but perhaps not where the prefix looks, or beside the others of a phrase.
        const isSure = !clause.prefix && clause.words.length === 1
        if (!isSure && !(await finds(engine, state, asking([{ ...other, isExcluded: false }])))) continue
        const change = asking(answer.clauses.map((one) => (one === clause ? other : one)))
        ways.push([gettext("Did you mean %(words)s?", { words: typed(other) }), change])
      }
    }
  }
  return ways
}

/* Return words that may be meant by one. Another number is none of them: 2024 is not 2020. */
async function likely(engine, word, isCut) {
  const near = isCut || NUMBER.test(word) ? [] : await engine.near(word)
  return near.length || word.length < BEGINNING ? near : engine.complete(word)
}

function wordsOf(engine, texts) {
  return texts.flatMap((text) => engine.words.split(text).slice(-1)).map(({ word }) => word)
}

/* Return whether a search finds anything without filters. */
async function finds(engine, state, change) {
  const { results } = await engine.search({ ...state, ...UNFILTERED, ...change })
  return results.length > 0
}

/* Return searches that ask for less, of those that find something. */
async function widened(engine, state, answer) {
  const { clauses, unknown } = answer
  const ways = []
  const offer = async (text, change) => {
    const found = await engine.search({ ...state, ...change })
    const { length } = found.results
    if (length) ways.push([`${text}: ${inResults(length)}`, change])
    return found
  }
  const isFiltered = [...state.chosen.values()].some(({ size }) => size) || state.from || state.to
  if (isFiltered) await offer(gettext("Without filters"), UNFILTERED)
  for (const [text, rewritten] of REWRITINGS) {
    const query = rewritten(state.query)
    if (query !== state.query) await offer(text, { query })
  }
  const known = clauses.filter((clause) => !unknown.includes(clause))
  let last = answer
  if (unknown.length && known.length) {
    last = await offer(gettext("Without %(words)s", { words: listed(unknown) }), asking(known))
  }
  const loose = known.flatMap((clause) =>
    clause.isPhrase && !clause.isExcluded
      ? clause.words.map((word) => ({ ...clause, words: [word], text: word, isPhrase: false }))
      : [clause],
  )
  if (loose.length > known.length) last = await offer(gettext("The words in any order"), asking(loose))
  // What somebody has pasted may differ in a few words from what is here.
  const lacking = last.clauses.filter((clause) => !last.nearest.includes(clause))
  const missing = [...new Set([...unknown, ...lacking])]
  const some = last.nearest.filter(({ isExcluded }) => !isExcluded).length
  if (!last.results.length && some > 1 && some >= missing.length) {
    const all = { some: inWords(some), all: inWords(some + missing.length) }
    const text =
      missing.length < FEW
        ? gettext("Without %(words)s", { words: listed(missing) })
        : gettext("With %(some)s of %(all)s words", all)
    await offer(text, asking(last.nearest))
  }
  if (!unknown.length && known.length > 1 && known.length < FEW) {
    for (const clause of known.filter(({ isExcluded }) => !isExcluded)) {
      await offer(gettext("Only %(words)s", { words: typed(clause) }), asking([clause]))
    }
  }
  return ways
}

/* Return the characters that some bytes of an address stand for; these as they are if they are none. */
function decoded(bytes) {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes
  }
}

/* Return what makes a search one for some clauses. */
function asking(clauses) {
  return { query: clauses.map(typed).join(" ") }
}

function listed(clauses) {
  return new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" }).format(
    clauses.map((clause) => (clause.prefix ? typed(clause) : `“${clause.text}”`)),
  )
}
