/* What may be meant while a reader is still typing: people, themes, and words that there are. */

import { PREFIXES } from "./search-query.js"

const MOST_NAMES = 4
const MOST = 6
/* The fewest letters that words are completed from. */
const FEWEST = 2
/* The last part of a query, if it is a word: a prefix, perhaps incomplete, and what is after it. */
const LAST = /(?<before>^|.*\s)(?<sign>-?)(?:(?<prefix>[a-z]+):)?(?<word>[^\s"“”„‟«»:]*)$/su
/* The kind of record whose names a prefix is completed by. */
const KINDS = { by: "Person", about: "Person", theme: "Theme" }

/* Return what to offer for a query: each with the query that it makes. */
export async function suggestions(engine, query) {
  const { before, sign, prefix, word } = LAST.exec(query)?.groups ?? {}
  if (word === undefined) return []
  const start = `${before}${sign}`
  if (prefix === undefined && word.length >= 1) {
    const prefixes = Object.keys(PREFIXES).filter((one) => one.startsWith(word) && word.length > 1)
    const own = prefixes.map((one) => ({ text: `${one}:`, kind: "", query: `${start}${one}:` }))
    const named = await names(engine, word, "", start, query)
    return [...named, ...own, ...(await words(engine, word, start))].slice(0, MOST)
  }
  if (!Object.hasOwn(PREFIXES, prefix ?? "")) return []
  const from = `${start}${prefix}:`
  return KINDS[prefix] ? names(engine, word, KINDS[prefix], from, query) : words(engine, word, from)
}

/* Return the names that have a word that begins with `word`, of one kind if it is given. */
async function names(engine, word, kind, start, query) {
  const all = await engine.names()
  await engine.words.learn(query)
  const wanted = engine.words.split(word).map(({ word: own }) => own)
  const whole = engine.words.split(query).map(({ word: own }) => own)
  if (!wanted.length && !kind) return []
  const [last] = wanted.slice(-1)
  const others = kind ? [] : whole.slice(0, -1)
  const found = []
  for (const { kind: own, called, name, words: parts } of all) {
    if (kind && own !== kind) continue
    const fits = !last || parts.some((one) => one.startsWith(last))
    if (!fits) continue
    const quoted = /\s/u.test(name) ? `“${name}”` : name
    // The words before the last one may be the beginning of the name.
    const isBegun = others.length > 0 && others.every((one) => parts.includes(one))
    found.push({ text: called, kind: own, query: isBegun ? quoted : `${start}${quoted}` })
    if (found.length === MOST_NAMES) break
  }
  return found
}

async function words(engine, word, start) {
  await engine.words.learn(word)
  const last = engine.words.split(word).at(-1)
  if (!last || last.word.length < FEWEST || last.end < word.length) return []
  const found = await engine.complete(last.word)
  return found.map((form) => ({ text: form, kind: "", query: `${start}${form}` }))
}
