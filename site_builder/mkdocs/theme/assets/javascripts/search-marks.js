/* Where in a text the words are that a reader has asked for. */

import { PREFIXES } from "./search-query.js"

export class Marks {
  constructor(words, clauses) {
    this.words = words
    this.clauses = clauses.filter(({ isExcluded }) => !isExcluded)
    this.stems = new Map()
  }

  /*
   * Return the ranges of a text to mark: pairs of start and end, neighbours joined. `field` is where
   * the text was searched; a name has only the forms that are written, if its letters are Latin.
   */
  in(text, field, { isName = false } = {}) {
    const split = this.words.split(text ?? "")
    const marked = new Set()
    for (const { words, spelled, prefix, isPhrase } of this.clauses) {
      if (prefix && !PREFIXES[prefix].includes(field)) continue
      for (let at = 0; at + words.length <= split.length; at++) {
        const fits = words.every((word, next) => {
          const other = split[at + next]
          return other.word === word || (!isPhrase && this.#isForm(other, { word, spelled: spelled[next] }, isName))
        })
        if (fits) words.forEach((_, next) => marked.add(at + next))
      }
    }
    const ranges = []
    let last = -2
    for (const at of [...marked].sort((one, other) => one - other)) {
      const { start, end } = split[at]
      if (at === last + 1) ranges.at(-1)[1] = end
      else ranges.push([start, end])
      last = at
    }
    return ranges
  }

  #isForm(one, other, isName) {
    if (isName && /^[a-z]/u.test(one.word)) return false
    const own = this.#stemsOf(one)
    return this.#stemsOf(other).some(([stem, lang]) =>
      own.some(([its, ofIt]) => ofIt === lang && (its === stem || its === other.word || stem === one.word)),
    )
  }

  #stemsOf({ word, spelled }) {
    if (!this.stems.has(spelled)) this.stems.set(spelled, this.words.stems(word, spelled))
    return this.stems.get(spelled)
  }
}
