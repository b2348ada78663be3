/* What a reader asks for: words, phrases in quotation marks, what to leave out, and where to look. */

const QUOTES = "\"“”„‟«»＂"
/* A part begins where the last one has ended or after a space. The prefix of a field is optional. */
const PART = new RegExp(
  `(?<sign>(?<![^\\s${QUOTES}])-)?(?:(?<prefix>[a-zA-Z]+):(?=[^\\s]))?` +
    `(?:[${QUOTES}](?<phrase>[^${QUOTES}]*)(?:[${QUOTES}]|$)|(?<words>[^\\s${QUOTES}]+))`,
  "gu",
)
/* The fields in which a prefix looks. */
export const PREFIXES = {
  by: ["by"],
  office: ["office"],
  about: ["about"],
  in: ["outlet", "medium"],
  theme: ["theme"],
  source: ["headline", "source", "outlet"],
}
/* What other searches complete: “sanction*”. */
const CUT = /(?<![\p{L}\p{M}\p{N}'’])[\p{L}\p{M}\p{N}'’]+(?=\*)/gu
/* Signs by which a person or a keyboard writes “-” before a word. */
const MINUS = /(?<=^|\s)[−‑‐](?=\S)/gu

/*
 * Return the clauses of a query, all of which a result fulfils. `words` are those of one phrase, or
 * a single one that can have any form, and are `spelled` with their accents; `prefix` names the fields
 * to look in, if not all; `text` is what the reader has typed.
 */
export function parse(query, words) {
  const clauses = new Map()
  const add = (clause) => clauses.set(JSON.stringify({ ...clause, text: "" }), clause)
  for (const { groups } of query.replace(MINUS, "-").matchAll(PART)) {
    const lower = groups.prefix?.toLowerCase()
    const isKnown = lower && Object.hasOwn(PREFIXES, lower)
    const prefix = isKnown ? lower : ""
    const isExcluded = Boolean(groups.sign)
    if (groups.prefix && !isKnown) {
      add(clause(words.split(groups.prefix), groups.prefix, "", isExcluded, false))
    }
    const text = groups.phrase ?? groups.words
    const found = words.split(text)
    // Of what is left out, all words that were written together belong together.
    if (groups.phrase !== undefined || (isExcluded && found.length > 1)) {
      add(clause(found, text.trim(), prefix, isExcluded, true))
      continue
    }
    for (const run of runs(found)) {
      const typed = text.slice(run[0].start, run.at(-1).end)
      add(clause(run, typed, prefix, isExcluded, run[0].isSingle))
    }
  }
  return [...clauses.values()].filter(({ words: own }) => own.length)
}

/*
 * Return whether an answer with results may differ from what was meant: what is to be left out is nowhere, or
 * a word was cut with a sign that stands for nothing here.
 */
export function isDoubtful({ idle }, { query }) {
  return idle.length > 0 || cutIn(query).length > 0
}

/* Return the words of a query that were cut with a sign that stands for nothing here. */
export function cutIn(query) {
  return query.match(CUT) ?? []
}

/* Return whether a query ends within a phrase. */
export function isInPhrase(query) {
  return [...query].filter((character) => QUOTES.includes(character)).length % 2 === 1
}

function clause(words, text, prefix, isExcluded, isPhrase) {
  return {
    words: words.map(({ word }) => word),
    spelled: words.map(({ spelled }) => spelled),
    text,
    prefix,
    isExcluded,
    isPhrase,
  }
}

/* Return words one by one; characters of a script without spaces that touch are one run. */
function runs(found) {
  const all = []
  for (const word of found) {
    const last = all.at(-1)?.at(-1)
    if (last?.isSingle && word.isSingle && last.end === word.start) all.at(-1).push(word)
    else all.push([word])
  }
  return all
}

/* Return a clause as a reader would type it. */
export function typed({ text, prefix, isExcluded, isPhrase }) {
  const quoted = isPhrase ? `“${text}”` : text
  return `${isExcluded ? "-" : ""}${prefix ? `${prefix}:` : ""}${quoted}`
}
