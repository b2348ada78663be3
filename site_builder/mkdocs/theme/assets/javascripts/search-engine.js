/*
 * Find the documents that a query asks for: every word of it, in one of its forms, is in each of
 * them. Count them by the values of facets, and put them into order.
 */

import { Index, documentsOf, eachDocument, fieldOf, places } from "./search-index.js"
import { PREFIXES, parse } from "./search-query.js"
import { Words } from "./search-words.js"

/* More words than anybody types; each may take a file of each segment. */
export const MAX_WORDS = 250
/* What a word counts for by the field it is in. */
const WEIGHTS = {
  title: 60,
  words: 30,
  original: 28,
  // Above what is only drawn from the source, below who said the words.
  headline: 15,
  by: 20,
  about: 10,
  office: 8,
  theme: 8,
  passage: 7,
  source: 5,
  outlet: 4,
  medium: 3,
  context: 3,
  text: 3,
}
/* What the very form that was typed counts more than any field does. */
const EXACT = 100
const MOST_NEAR = 3
/* Letters from which on a word may be wrong in one of them: any shorter one is much like all others. */
const SHORTEST = 3
/* … and in two of them. */
const LONG = 8
const MOST_COMPLETED = 5
/* Files of places that are asked for at once, for each segment. */
const FILES = 8
/* Days from 1 January of the year 1, which is day 1, to the epoch of JavaScript's dates. */
const EPOCH = 719163
const DAY = 86_400_000

export class Engine {
  /*
   * Open the index in the folder at `base`, an old one perhaps if it need not be the latest. `likely` is a
   * query that may come first.
   */
  static async open(base, likely = "", { isLatest = true } = {}) {
    const index = await Index.open(base, { isLatest })
    return new Engine(index, await Words.open(base, index.about, likely))
  }

  constructor(index, words) {
    this.index = index
    this.words = words
    const { fields } = index.about
    this.weights = Object.entries(WEIGHTS)
      .map(([name, weight]) => [1 << fields[name], weight])
      .sort(([, one], [, other]) => other - one)
    this.masks = Object.fromEntries(
      Object.entries(PREFIXES).map(([prefix, names]) => [
        prefix,
        names.reduce((mask, name) => mask | (1 << fields[name]), 0),
      ]),
    )
  }

  parse(query) {
    return parse(query, this.words)
  }

  /*
   * Find all results of a state, { query, sort, chosen, from, to }: `chosen` holds sets of values by
   * facet, `from` and `to` are days such as 2024-11-06, or empty.
   *
   * Return { clauses, isAsked, unknown, idle, nearest, results, parts }: `unknown` are the clauses of single
   * words that no document has, `idle` those that exclude nothing, because no document has it, `nearest` those that the
   * document with most of them has, if none has all; `results` are numbers of documents in order, `parts` are
   * for `count`.
   */
  async search({ query, sort, chosen, from, to }) {
    await this.words.prepare(query)
    const clauses = this.parse(query)
    const filters = [...chosen].filter(([, values]) => values.size)
    const isAsked = clauses.length > 0 || filters.length > 0 || Boolean(from || to)
    if (clauses.length > MAX_WORDS) return { clauses, isAsked, isTooLong: true, unknown: [], idle: [], nearest: [], results: [], parts: [] }
    const asked = { clauses, filters, days: days(from, to) }
    const parts = await Promise.all(this.index.segments.map((segment) => this.#inSegment(segment, asked)))
    const nowhere = clauses.filter((_, at) => !parts.some(({ found }) => found[at]))
    const idle = nowhere.filter(({ isExcluded }) => isExcluded)
    const unknown = nowhere.filter(({ isExcluded, words }) => !isExcluded && words.length === 1)
    const results = isAsked ? inOrder(parts, sort) : []
    const nearest = results.length ? [] : mostOf(parts.map((part) => part.nearest))
    return { clauses, isAsked, unknown, idle, nearest: nearest.map((at) => clauses[at]), results, parts }
  }

  async #inSegment(segment, { clauses, filters, days: range }) {
    const [hits, columns, dates] = await Promise.all([
      Promise.all(clauses.map((clause) => this.#clause(segment, clause))),
      Promise.all(filters.map(([name]) => segment.facet(name))),
      range && segment.dates(),
    ])
    const scores = new Uint32Array(segment.size).fill(1)
    const nearest = []
    for (const [at, own] of hits.entries()) {
      const { isExcluded } = clauses[at]
      for (let document = 0; document < scores.length; document++) {
        if (!scores[document]) continue
        const hit = own ? own[document] : 0
        if (Boolean(hit) === isExcluded) scores[document] = 0
        else scores[document] += isExcluded ? 0 : hit
      }
    }
    if (!scores.some(Boolean)) nearest.push(...nearestOf(hits, clauses, segment.size))
    if (range) {
      // What may be of any day of a year is of no day between its end and its beginning.
      const isRange = range[0] <= range[1]
      for (let document = 0; document < scores.length; document++) {
        const isWithin = dates && isRange && dates.first[document] <= range[1] && range[0] <= dates.last[document]
        if (!isWithin) scores[document] = 0
      }
    }
    // How many filters a document fails, and which one it failed last.
    const failures = new Uint8Array(segment.size)
    const failed = new Uint8Array(segment.size)
    for (const [at, [, values]] of filters.entries()) {
      const { known, starts, values: numbers } = columns[at] ?? none(segment)
      const isChosen = known.map((value) => values.has(value))
      for (let document = 0; document < failures.length; document++) {
        if (!scores[document]) continue
        let has = false
        for (let next = starts[document]; next < starts[document + 1]; next++) has ||= isChosen[numbers[next]]
        if (!has) {
          failures[document]++
          failed[document] = at
        }
      }
    }
    const names = filters.map(([name]) => name)
    return { segment, scores, failures, failed, nearest, filters: names, found: hits.map(Boolean) }
  }

  /*
   * Count the results of an answer by the values of some facets: of each facet as if nothing were chosen
   * in it, so that a second value can be added. Return, by facet, numbers by value.
   */
  async count({ parts }, names) {
    const counts = Object.fromEntries(names.map((name) => [name, new Map()]))
    const load = ({ segment }) => Promise.all(names.map((name) => segment.facet(name)))
    const columns = await Promise.all(parts.map(load))
    for (const [number, { segment, scores, failures, failed, filters }] of parts.entries()) {
      for (const [at, name] of names.entries()) {
        const { known, starts, values } = columns[number][at] ?? none(segment)
        const own = filters.indexOf(name)
        const tally = new Uint32Array(known.length)
        for (let document = 0; document < scores.length; document++) {
          if (!scores[document] || failures[document] > 1) continue
          if (failures[document] && failed[document] !== own) continue
          for (let next = starts[document]; next < starts[document + 1]; next++) tally[values[next]]++
        }
        const sums = counts[name]
        for (const [which, value] of known.entries()) sums.set(value, (sums.get(value) ?? 0) + tally[which])
      }
    }
    return counts
  }

  /* Return what each document of a segment scores for a clause, or null if none has it. */
  async #clause(segment, { words, spelled, prefix, isPhrase }) {
    const mask = prefix ? this.masks[prefix] : -1
    return isPhrase ? this.#phrase(segment, words, mask) : this.#word(segment, words[0], spelled[0], mask)
  }

  async #word(segment, word, spelled, mask) {
    const hits = new Uint16Array(segment.size)
    let any = false
    for (const term of await this.#forms(segment, word, spelled)) {
      const exact = term.form === word ? EXACT : 0
      eachDocument(term, (document, fields) => {
        if (!(fields & mask)) return
        any = true
        const score = exact + this.#weight(fields & mask)
        if (score > hits[document]) hits[document] = score
      })
    }
    return any ? hits : null
  }

  /* Return the terms of a segment that are forms of a word. */
  async #forms(segment, word, spelled) {
    const groups = this.words.forms(word, spelled).map(async ({ lang, stem, only }) => {
      const terms = await segment.forms(stem, lang)
      return only === null ? terms : terms.filter(({ form }) => form === only)
    })
    return (await Promise.all(groups)).flat()
  }

  /* Return all terms that are written like a word, in whatever language. */
  async #written(segment, word) {
    return (await this.#forms(segment, word)).filter(({ form }) => form === word)
  }

  async #phrase(segment, words, mask) {
    const all = await Promise.all(
      units(words, segment.common).map(async ({ at, word }) => ({ at, terms: await this.#written(segment, word) })),
    )
    // The rarest first: the fewer documents are left, the fewer places are asked for.
    const number = ({ terms }) => terms.reduce((sum, { count }) => sum + count, 0)
    const parts = all.toSorted((one, other) => number(one) - number(other))
    // Of each document the fields that have all parts, as a mask.
    let common = new Int32Array(segment.size).fill(mask)
    for (const { terms } of parts) {
      const fields = new Int32Array(segment.size)
      for (const { documents, masks } of terms.map(documentsOf)) {
        for (let next = 0; next < documents.length; next++) {
          fields[documents[next]] |= masks[next] & common[documents[next]]
        }
      }
      common = fields
    }
    if (parts.length > 1 && common.some(Boolean)) common = await this.#inARow(parts, common)
    const hits = new Uint32Array(segment.size)
    let any = false
    for (let document = 0; document < hits.length; document++) {
      if (!common[document]) continue
      any = true
      hits[document] = words.length * (EXACT + this.#weight(common[document]))
    }
    return any ? hits : null
  }

  /*
   * Return of each document the fields in which all `parts` of a phrase are where the phrase has them; `common` has
   * the fields that have all of them anywhere. Places are asked for of the two rarest parts first, because those of
   * the others are then needed for fewer documents, and of further ones that add few files, which take less time than
   * a second turn.
   */
  async #inARow(parts, common) {
    let first = 0
    for (let files = 0; first < parts.length; first++) {
      files += parts[first].terms.reduce((sum, { where }) => sum + Math.max(0, where.length - 1), 0)
      if (first >= 2 && files > FILES) break
    }
    let left = common
    let starts = null
    for (const turn of [parts.slice(0, first), parts.slice(first)]) {
      const loaded = await Promise.all(
        turn.map(({ terms }) => Promise.all(terms.map((term) => places(term, left)))),
      )
      for (const [next, { at }] of turn.entries()) starts = follow(starts, loaded[next], at)
      left = new Int32Array(common.length)
      for (const [document, own] of starts) {
        for (const one of own) left[document] |= 1 << fieldOf(one)
      }
    }
    return left
  }

  #weight(mask) {
    return this.weights.find(([bit]) => mask & bit)?.[1] ?? 1
  }

  /* Return words that documents have and that are written much like an unknown one, the nearest first. */
  async near(word) {
    if (word.length < SHORTEST) return []
    const [first, second = "", ...rest] = word
    const starts = [word, second + rest.join(""), second + first + rest.join("")].filter(Boolean)
    const counts = await this.#counts((segment) =>
      starts.flatMap((start) => {
        const at = segment.shardOf(start)
        return [at - 1, at, at + 1]
      }),
    )
    const most = word.length < LONG ? 1 : 2
    return [...counts]
      .map(([form, count]) => ({ form, count, distance: distance(word, form, most) }))
      .filter((one) => one.distance > 0 && one.distance <= most)
      .sort((one, other) => one.distance - other.distance || other.count - one.count)
      .slice(0, MOST_NEAR)
      .map(({ form }) => form)
  }

  /* Return words that documents have and that begin with `start`, the commonest first. */
  async complete(start) {
    const counts = await this.#counts((segment) => {
      const at = segment.shardOf(start)
      return [at, at + 1]
    })
    return [...counts]
      .filter(([form]) => form.startsWith(start) && form !== start)
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_COMPLETED)
      .map(([form]) => form)
  }

  /* Return how many documents have each word of some shards of every segment. */
  async #counts(shardsOf) {
    const counts = new Map()
    const load = async (segment) => {
      const numbers = new Set(shardsOf(segment).filter((at) => at >= 0 && at < segment.shards.length))
      for (const groups of await Promise.all([...numbers].map((at) => segment.shard(at)))) {
        for (const { form, count } of [...groups.values()].flat()) {
          // Pairs of words have a space.
          if (!form.includes(" ")) counts.set(form, (counts.get(form) ?? 0) + count)
        }
      }
    }
    await Promise.all(this.index.segments.map(load))
    return counts
  }

  /*
   * Return all people, organisations and themes: of each its kind, what pages call it, its names, and the
   * words of these. Loaded once.
   */
  names() {
    this.naming ??= this.#names()
    this.naming.catch(() => (this.naming = null))
    return this.naming
  }

  async #names() {
    const named = this.index.segments.filter(({ hasNames }) => hasNames)
    const files = await Promise.all(named.map((segment) => segment.load("names")))
    const all = files.flatMap(({ head }) => head)
    await this.words.learn(all.flat().join(" "))
    return all.map(([kind, called, ...names]) => {
      const words = names.flatMap((name) => this.words.split(name).map(({ word }) => word))
      return { kind, called, name: names[0], words }
    })
  }
}

/*
 * Return the fewest parts that make up a phrase and have places, each with where in the phrase it is: words, and pairs
 * of neighbours of which one is common.
 */
function units(words, common) {
  const parts = []
  const add = (at, ...own) => parts.push({ at, word: own.length > 1 ? ` ${own.join(" ")}` : own[0] })
  for (let at = 0; at < words.length; at++) {
    const [word, next] = words.slice(at, at + 2)
    const isPaired = next !== undefined && (common.has(word) || common.has(next))
    if (isPaired) add(at++, word, next)
    else if (common.has(word) && at > 0) add(at - 1, words[at - 1], word)
    else add(at, word)
  }
  return parts
}

/* Return the numbers of the clauses that the document with most of them has; what it must not have counts. */
function nearestOf(hits, clauses, size) {
  const counts = new Int32Array(size)
  for (const [at, own] of hits.entries()) {
    if (!own) continue
    const worth = clauses[at].isExcluded ? -clauses.length : 1
    for (let document = 0; document < size; document++) if (own[document]) counts[document] += worth
  }
  const most = counts.reduce((one, other) => Math.max(one, other), 0)
  const best = counts.lastIndexOf(most)
  return most ? [...clauses.keys()].filter((at) => clauses[at].isExcluded || hits[at]?.[best]) : []
}

function mostOf(lists) {
  return lists.reduce((most, one) => (one.length > most.length ? one : most), [])
}

function none({ size }) {
  return { known: [], starts: new Uint32Array(size + 1), values: new Uint32Array() }
}

/*
 * Return, by document, where a phrase can start: those of `starts`, or any if it is null, for which the part at the
 * place `at` of the phrase is where it has to be. `found` has the places of its terms.
 */
function follow(starts, found, at) {
  const fitting = new Map()
  for (const [document, places] of found.flatMap((one) => [...one])) {
    const before = starts && new Set(starts.get(document))
    const fit = places.map((place) => place - at).filter((start) => !before || before.has(start))
    if (fit.length) fitting.set(document, [...(fitting.get(document) ?? []), ...fit])
  }
  return fitting
}

/* Return the results of all segments in order; those without a date come last where scores tie. */
function inOrder(parts, sort) {
  const dated = parts.filter(({ segment }) => segment.isDated)
  const undated = parts.filter(({ segment }) => !segment.isDated)
  const ordered = { oldest: dated, newest: dated.toReversed() }[sort === "oldest" ? sort : "newest"]
  // Documents by their score, or all in one list.
  const lists = new Map()
  const add = ({ segment, scores, failures }, at) => {
    if (!scores[at] || failures[at]) return
    const score = sort === "relevance" ? scores[at] : 0
    if (!lists.has(score)) lists.set(score, [])
    lists.get(score).push(segment.first + at)
  }
  for (const part of ordered) {
    const { size } = part.segment
    for (let at = 0; at < size; at++) add(part, sort === "oldest" ? at : size - 1 - at)
  }
  for (const part of undated) {
    for (let at = 0; at < part.segment.size; at++) add(part, at)
  }
  return [...lists].sort(([one], [other]) => other - one).flatMap(([, documents]) => documents)
}

/* Return a range of days as numbers, open where a date is empty or none; null if both are. */
function days(from, to) {
  const [first, last] = [from, to].map((date) => Math.round(Date.parse(date) / DAY) + EPOCH)
  return Number.isNaN(first) && Number.isNaN(last) ? null : [first || 0, last || Infinity]
}

/* Return how many letters to change, leave out, add or swap; any number above `most` if they are more. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let at = 1; at <= other.length; at++) {
      const cost = one[row - 1] === other[at - 1] ? 0 : 1
      next[at] = Math.min(next[at - 1] + 1, last[at] + 1, last[at - 1] + cost)
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
      if (isSwapped) next[at] = Math.min(next[at], before[at - 2] + 1)
    }
    ;[before, last] = [last, next]
  }
  return last[other.length]
}
