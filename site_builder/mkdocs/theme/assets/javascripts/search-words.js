/*
 * The words of a text as the search compares them: folded, and cut to their stems. The other half is
 * `site_builder/search/words.py`; both read the same tables.
 */

import { get } from "./search-index.js"

/* The fewest letters that an ending leaves. */
const STEM = 3
/* Texts that have no other characters, which is quickly seen, and their words. */
const ASCII = /^[\0-\x7f]*$/
const ASCII_WORD = /[a-z0-9]+(?:'[a-z0-9]+)*/g

/* The modules of stemmers by their addresses. */
const modules = new Map()

/* Return the module of a stemmer. One that is asked for again is there at once, with no turn of a busy page. */
export function imported(address) {
  if (!modules.has(address)) {
    modules.set(address, import(address))
    modules.get(address).catch(() => modules.delete(address))
  }
  return modules.get(address)
}

export class Words {
  /* Have the words of an index, and load what a `likely` query needs. */
  static async open(base, { folding, tables, languages, scripts }, likely) {
    const json = async (name) => (await get(new URL(tables[name], base))).json()
    const stemmer = async (file) => {
      if (!file) {
        const table = await json("ukrainian")
        return (word) => withoutEndings(word, table)
      }
      // All of them need the second one, which would else be asked for only then.
      const own = new URL(file, base)
      const [{ default: stemmer }] = await Promise.all([own, new URL("base.js", own)].map(({ href }) => imported(href)))
      return (word) => stemmer.stemWord(word)
    }
    const words = new Words({ folding, scripts, languages }, () => json("folding-rare"), stemmer)
    await words.prepare(likely)
    return words
  }

  /*
   * `rare` returns the table of the characters that `folding` does not cover; `stemmer` the function that
   * stems, for the file that an index names with a language.
   */
  constructor({ folding, scripts, languages }, rare, stemmer) {
    this.scripts = scripts
    this.languages = Object.entries(languages)
    this.load = { rare, stemmer }
    this.loading = new Map()
    this.stemmers = []
    this.covered = new RegExp(`^[${characters(folding.covers)}]*$`, "u")
    this.isWhole = false
    this.folded = new Map()
    this.spelled = new Map()
    this.ranges = { words: [], unspaced: [] }
    this.#fold(folding)
  }

  #fold(table) {
    for (const name of ["words", "unspaced"]) this.ranges[name].push(...table[name])
    this.word = new RegExp(`^[${characters(this.ranges.words)}]$`, "u")
    this.unspaced = new RegExp(`^[${characters(this.ranges.unspaced)}]$`, "u")
    const to = [...table.to]
    for (const [at, character] of [...table.from].entries()) this.folded.set(character, to[at])
    for (const pair of Object.entries(table.others)) this.folded.set(...pair)
    const spelled = [...table.spelled]
    for (const [at, character] of [...table.accented].entries()) this.spelled.set(character, spelled[at])
  }

  /* Return whether a text can be split into words: all of its characters are the usual ones, or known. */
  knows(text) {
    return this.isWhole || this.covered.test(text)
  }

  /* Load what the words of a text need before it can be split. */
  async learn(text) {
    if (this.knows(text)) return
    const table = await this.#once("rare", this.load.rare)
    if (!this.isWhole) this.#fold(table)
    this.isWhole = true
  }

  /* Load the same, and the stemmers for the scripts of a query; without them, its words have no forms. */
  async prepare(query) {
    const known = this.learn(query)
    const wanted = new Set([...query.toLowerCase()].map((character) => this.#scriptOf(character)))
    const stemmers = this.languages.filter(([, [script]]) => wanted.has(script))
    await Promise.all([
      known,
      ...stemmers.map(([lang, [script, file]]) =>
        this.#once(lang, async () => {
          const stem = await this.load.stemmer(file)
          this.stemmers.push({ lang, script, stem })
        }),
      ),
    ])
  }

  /* Return what `load` returns, called once; again only after a failure. */
  #once(name, load) {
    if (!this.loading.has(name)) {
      this.loading.set(name, load())
      this.loading.get(name).catch(() => this.loading.delete(name))
    }
    return this.loading.get(name)
  }

  /*
   * Return the words of a text: each folded, and spelled with its accents; where it starts and ends
   * there; and whether it is a single character of a script without spaces.
   */
  split(text) {
    if (ASCII.test(text)) {
      const lower = text.toLowerCase().replaceAll("`", "'")
      return [...lower.matchAll(ASCII_WORD)].map(({ 0: word, index: start }) => {
        return { word, spelled: word, start, end: start + word.length, isSingle: false }
      })
    }
    const found = []
    let open = null
    let apostrophe = false
    let start = 0
    for (const character of text) {
      const end = start + character.length
      // What is not yet spelled of an accented letter.
      let accented = this.spelled.get(character)
      const all = this.folded.get(character) ?? character
      // An accent on its own, or a sign that nobody sees, is part of what it follows.
      if (!all && found.at(-1)?.end === start) found.at(-1).end = end
      for (const folded of all) {
        if (this.unspaced.test(folded)) {
          found.push({ word: folded, spelled: folded, start, end, isSingle: true })
          open = null
        } else if (!this.word.test(folded)) {
          if (folded === "'" && open && !apostrophe) apostrophe = true
          else open = null
          continue
        } else if (open) {
          const between = apostrophe ? "'" : ""
          open.word += between + folded
          open.spelled += between + (accented ?? folded)
          open.end = end
        } else {
          open = { word: folded, spelled: accented ?? folded, start, end, isSingle: false }
          found.push(open)
        }
        apostrophe = false
        if (accented) accented = ""
      }
      start = end
    }
    return found
  }

  /* Return the stems that a word can have, as it is spelled and without accents: with their languages. */
  stems(word, spelled) {
    return this.#stemmersOf(word).flatMap(({ lang, stem }) =>
      this.#bothStems(word, spelled, stem).map((own) => [own, lang]),
    )
  }

  /*
   * Return where the forms of a word are: for each language, empty for none, the stems whose words are
   * all forms of it, and those of which only one word is. Two words are forms of each other if they
   * share a stem, or if one is a stem of the other: the surname “Песков” has the stem “песк”, and all of
   * its other cases “песков”.
   */
  forms(word, spelled = word) {
    const places = [{ lang: "", stem: word, only: null }]
    for (const { lang, stem } of this.#stemmersOf(word)) {
      const own = this.#bothStems(word, spelled, stem)
      const whole = new Set([...own, word])
      for (const one of whole) places.push({ lang, stem: one, only: null })
      for (const one of own) {
        if (!whole.has(stem(one))) places.push({ lang, stem: stem(one), only: one })
      }
    }
    return places
  }

  #bothStems(word, spelled, stem) {
    const plain = stem(word)
    if (spelled === word) return [plain]
    const folded = [...stem(spelled)].map((character) => this.folded.get(character) ?? character)
    return [...new Set([folded.join(""), plain])]
  }

  #stemmersOf(word) {
    const script = this.#scriptOf(word)
    return this.stemmers.filter((stemmer) => stemmer.script === script)
  }

  #scriptOf(word) {
    const point = word.codePointAt(0)
    return this.scripts.find(([, first, last]) => first <= point && point <= last)?.[0] ?? ""
  }
}

function withoutEndings(word, { endings: steps, stems }) {
  let rest = word
  for (const endings of steps) {
    const fitting = endings.filter((one) => rest.endsWith(one) && rest.length - one.length >= STEM)
    const longest = Math.max(0, ...fitting.map(({ length }) => length))
    rest = rest.slice(0, rest.length - longest)
  }
  return Object.hasOwn(stems, rest) ? stems[rest] : rest
}

function characters(ranges) {
  const one = (point) => `\\u{${point.toString(16)}}`
  return ranges.map(([first, last]) => `${one(first)}-${one(last)}`).join("")
}
