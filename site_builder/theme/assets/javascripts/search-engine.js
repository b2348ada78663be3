/*
 * Asks Pagefind, whose bundle the build has made, and mends what it leaves to do: phrases beside
 * words, other languages, and facets that are counted only as far as somebody looks.
 */

const PHRASE = /["“”„‟«»]([^"“”„‟«»]*)(?:["“”„‟«»]|$)/gu
/* Counting facets takes Pagefind time with the square of the records, so larger sites count on demand. */
const FEW_RECORDS = 5000
/* Scripts that Unicode counts as several. */
const SCRIPTS = { Hans: ["Hani"], Hant: ["Hani"], Jpan: ["Hira", "Kana", "Hani"], Kore: ["Hang"] }

/*
 * A query in the parts that Pagefind takes: each phrase in straight quotation marks, and the rest.
 */
export function parts(query) {
  const phrases = []
  const rest = query.replace(PHRASE, (_, phrase) => {
    if (/[\p{L}\p{N}]/u.test(phrase)) phrases.push(`"${phrase.trim()}"`)
    return " "
  })
  return /[\p{L}\p{N}]/u.test(rest) ? [...phrases, rest.trim()] : phrases
}

export class Engine {
  /* `bundle` is the address of Pagefind's folder, `lang` the site's language. */
  static async open(bundle, lang) {
    const answer = await fetch(new URL("pagefind-entry.json", bundle), { cache: "no-cache" })
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
    return new Engine(bundle, lang, (await answer.json()).languages)
  }

  constructor(bundle, lang, languages) {
    this.bundle = bundle
    this.lang = lang
    this.others = Object.keys(languages).filter((other) => other !== lang)
    this.isSmall = (languages[lang]?.page_count ?? 0) <= FEW_RECORDS
    this.opened = new Map()
    this.counted = new Set()
  }

  /* The language whose index to ask: of a script other than the site's, where the query has it. */
  languageOf(query) {
    const written = (script) => new RegExp(`\\p{Script=${script}}`, "u").test(query)
    return (
      this.others.find((other) => {
        const { script } = new Intl.Locale(other).maximize()
        return (SCRIPTS[script] ?? [script]).some(written)
      }) ?? this.lang
    )
  }

  /* Pagefind for one language, loaded when it is first needed. */
  #of(lang) {
    if (!this.opened.has(lang)) this.opened.set(lang, this.#load(lang))
    return this.opened.get(lang)
  }

  async #load(lang) {
    // Each language has a module of its own, as a module holds the inflections of one.
    const pagefind = await import(new URL(`pagefind.js?lang=${lang}`, this.bundle))
    // Pagefind takes the page's language, and nothing else, while it makes an instance.
    const page = document.documentElement
    const own = page.lang
    page.lang = lang
    const instance = pagefind.createInstance()
    page.lang = own
    await instance.init()
    return instance
  }

  /* Have the values of a facet counted from the next search on. */
  count(name) {
    this.counted.add(name)
  }

  /*
   * All results of a query, and the values of facets with how many they have. A facet is counted as
   * if nothing were chosen in it, so that a second value can be added. `chosen` holds sets of values
   * by facet; without a query or a choice there is no result, but all values where the site is small.
   */
  async search(query, chosen, sort) {
    const lang = this.languageOf(query)
    const pagefind = await this.#of(lang)
    const wanted = parts(query)
    const active = Object.fromEntries([...chosen].filter(([, values]) => values.size).map(any))
    const names = new Set([...this.counted, ...Object.keys(active)])
    if (!wanted.length && !Object.keys(active).length) {
      return { lang, results: [], unfiltered: 0, counts: this.isSmall ? await pagefind.filters() : {} }
    }
    if (names.size) {
      const empty = Object.fromEntries([...names].map((name) => [name, []]))
      await pagefind.preload(null, { filters: empty })
    }
    const options = { filters: active, sort: sort === "relevance" ? {} : { date: ORDERS[sort] } }
    const answers = await Promise.all(
      (wanted.length ? wanted : [null]).map((part) => pagefind.search(part, options)),
    )
    const [first] = answers
    const counts = answers.length === 1 ? await this.#counts(pagefind, wanted[0] ?? null, active, first) : {}
    return { lang, results: common(answers), unfiltered: first.unfilteredResultCount, counts }
  }

  async #counts(pagefind, query, active, answer) {
    const counts = { ...answer.filters }
    for (const name of Object.keys(active)) {
      const { [name]: _, ...others } = active
      if (Object.keys(others).length) {
        counts[name] = (await pagefind.search(query, { filters: others })).filters[name]
      } else if (query !== null) {
        counts[name] = answer.totalFilters[name]
      } else if (this.isSmall) {
        counts[name] = (await pagefind.filters())[name]
      }
    }
    return counts
  }
}

const ORDERS = { newest: "desc", oldest: "asc" }

function any([name, values]) {
  return [name, { any: [...values] }]
}

/* The results that all answers have, as the first orders them, with the places of all. */
function common(answers) {
  const [first, ...others] = answers.map(({ results }) => results)
  if (!others.length) return first
  const known = others.map((results) => new Map(results.map((result) => [result.id, result])))
  return first.flatMap((result) => {
    const same = known.map((results) => results.get(result.id))
    if (same.includes(undefined)) return []
    return [{ ...result, data: result.data, words: [result, ...same].flatMap(({ words }) => words) }]
  })
}
