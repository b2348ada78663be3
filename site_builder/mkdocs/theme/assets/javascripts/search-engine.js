/*
 * Ask Pagefind, whose bundle the build has made, and add what it lacks: phrases together with words,
 * other languages, and facets that are counted only when they are opened.
 */

const PHRASE = /["“”„‟«»]([^"“”„‟«»]*)(?:["“”„‟«»]|$)/gu
/* Pagefind's time for counting grows with the square of the records, so larger sites count on demand. */
const FEW_RECORDS = 5000
/* Milliseconds after the first results until a reader sees what else was found so far. */
const PATIENCE = 100
/* How many indexes are loaded at a time. With all at once, the first would come as late as the last. */
const AHEAD = 3
/* The names that `pagefind.py` gives to what is never found, and to what has no date. */
const VOCABULARY = /_v$/
const UNDATED = /_(u\d+|v)$/
/* Pagefind's list of indexes is loaded once for each page view. */
const OPENED = String(Date.now())
/* Scripts that Unicode counts as several. */
const SCRIPTS = { Hans: ["Hani"], Hant: ["Hani"], Jpan: ["Hira", "Kana", "Hani"], Kore: ["Hang"] }

/*
 * Split a query into the parts that Pagefind takes: each phrase in straight quotation marks, and the rest.
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
  /*
   * `bundle` is the address of Pagefind's folder, `lang` the site's language. What a search for
   * `state` needs first is loaded too.
   */
  static async open(bundle, lang, state) {
    // Pagefind loads its files one after another; this loads them at once, into the browser's cache.
    fetch(new URL("pagefind-worker.js", bundle)).catch(() => {})
    load(bundle, lang).catch(() => {})
    const answer = await fetch(new URL(`pagefind-entry.json?ts=${OPENED}`, bundle))
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
    const engine = new Engine(bundle, lang, (await answer.json()).languages)
    engine.prepare(state)
    return engine
  }

  constructor(bundle, lang, indexes) {
    this.bundle = bundle
    this.lang = lang
    // The names of a language's indexes, in order of time: `en-x-1`, `en-x-2-1998` …, or only `en`.
    this.names = Map.groupBy(Object.keys(indexes).sort(inTime), (name) => name.split("-x-")[0])
    const own = this.names.get(lang) ?? []
    const records = own.reduce((sum, name) => sum + indexes[name].page_count, 0)
    this.isSmall = records <= FEW_RECORDS
    this.opened = new Map()
    this.programs = new Map()
    this.counted = new Set()
  }

  /* Return the language whose indexes to search: one of another script, if the query has that script. */
  languageOf(query) {
    const written = (script) => new RegExp(`\\p{Script=${script}}`, "u").test(query)
    const others = [...this.names.keys()].filter((other) => other !== this.lang)
    return (
      others.find((other) => {
        const { script } = new Intl.Locale(other).maximize()
        return (SCRIPTS[script] ?? [script]).some(written)
      }) ?? this.lang
    )
  }

  /* Return Pagefind for one index of a language, loaded on first use. */
  #open(lang, name) {
    if (!this.opened.has(name)) {
      const opened = this.#load(lang, name, this.programs.get(lang))
      this.opened.set(name, opened)
      if (!this.programs.has(lang)) this.programs.set(lang, opened)
    }
    return this.opened.get(name)
  }

  async #load(lang, name, program) {
    // The first index of a language loads the program that all of them run on. None may reload it
    // while another runs.
    await program
    return open(await load(this.bundle, lang), name)
  }

  /* Load what a search needs first. */
  prepare({ query, sort, chosen }) {
    const lang = this.languageOf(query)
    const [first] = inTurn(this.names.get(lang) ?? [], sort, chosen)
    if (first) this.#open(lang, first).catch(() => {})
  }

  /* Count the values of a facet from the next search on. */
  count(name) {
    this.counted.add(name)
  }

  /*
   * Find all results of a query, and count them by the values of facets. A facet is counted as if
   * nothing were chosen in it, so that a second value can be added. `chosen` holds sets of values by
   * facet; without a query or a choice there are no results, but all values if the site is small.
   *
   * Yield what was found so far whenever a reader has waited long enough, and finally everything:
   * only this `isWhole`, and has counts.
   */
  async *search({ query, sort, chosen }) {
    const lang = this.languageOf(query)
    const wanted = parts(query)
    const filters = Object.fromEntries([...chosen].filter(([, values]) => values.size).map(any))
    const names = this.names.get(lang) ?? []
    if (!wanted.length && !Object.keys(filters).length) {
      const indexes = await Promise.all(names.map((name) => this.#open(lang, name)))
      const counts = this.isSmall ? sum(await Promise.all(indexes.map((index) => index.filters()))) : {}
      yield { lang, results: [], counts, isWhole: true }
      return
    }
    const start = performance.now()
    const loaded = Object.fromEntries([...this.counted, ...Object.keys(filters)].map((name) => [name, []]))
    const terms = wanted.length ? wanted : [null]
    const ready = async (name) => {
      const index = await this.#open(lang, name)
      await Promise.all(terms.map((term) => index.preload(term, { filters: loaded })))
      return index
    }
    const found = []
    const counts = []
    const answer = (isWhole) => ({
      lang,
      results: inOrder(found.flat(), sort),
      counts: isWhole ? sum(counts) : {},
      isWhole,
    })
    const ordered = inTurn(names, sort, chosen)
    const unwanted = sort === "relevance" ? VOCABULARY : UNDATED
    // The first index alone, so that its answer comes sooner.
    const indexes = ordered.slice(0, 1).map(ready)
    let patience = 0
    for (const at of ordered.keys()) {
      if (at) indexes.push(...ordered.slice(indexes.length, at + AHEAD).map(ready))
      const index = await indexes[at]
      const answers = await Promise.all(terms.map((term) => index.search(term, { filters })))
      found.push(common(answers).filter(({ id }) => !unwanted.test(id)))
      const isLast = at === ordered.length - 1
      if (!isLast && performance.now() - start > patience && found.some(({ length }) => length)) {
        yield answer(false)
        patience = Math.max(PATIENCE, 4 * patience)
      }
      // Counting takes further searches, so it waits until the results are shown.
      if (terms.length === 1) counts.push(await this.#counts(index, terms[0], filters, answers[0]))
    }
    yield answer(true)
  }

  /* Return how many results a query has when nothing is chosen. */
  async number(state) {
    let number
    const unfiltered = { ...state, chosen: new Map() }
    for await (const { results } of this.search(unfiltered)) number = results.length
    return number
  }

  async #counts(index, query, filters, answer) {
    const counts = { ...answer.filters }
    for (const name of Object.keys(filters)) {
      const { [name]: _, ...others } = filters
      if (Object.keys(others).length) {
        counts[name] = (await index.search(query, { filters: others })).filters[name]
      } else if (query !== null) {
        counts[name] = answer.totalFilters[name]
      } else if (this.isSmall) {
        counts[name] = (await index.filters())[name]
      }
    }
    return counts
  }
}

/* Load Pagefind's module: one for each language, because it has the inflections of one. */
function load(bundle, lang) {
  return import(new URL(`pagefind.js?lang=${lang}`, bundle))
}

/* Return Pagefind for one index. */
async function open(pagefind, name) {
  // Pagefind reads the page's language while it makes an instance, and takes no other setting.
  const page = document.documentElement
  const own = page.lang
  page.lang = name
  const instance = pagefind.createInstance({ metaCacheTag: OPENED })
  page.lang = own
  // An instance is ready once it has answered.
  await instance.search("")
  return instance
}

/* Return indexes in the order of searching: by date, those first that can have a chosen year. */
function inTurn(names, sort, chosen) {
  const ordered = sort === "oldest" ? names : names.toReversed()
  const years = [...(chosen.get("Year") ?? [])].map(Number)
  if (!years.length) return ordered
  const starts = [...names.map(start), Infinity]
  const canHave = (name) => {
    const at = names.indexOf(name)
    return years.some((year) => starts[at] <= year && year <= starts[at + 1])
  }
  const { true: first = [], false: others = [] } = Object.groupBy(ordered, canHave)
  return [...first, ...others]
}

/* Return the year of an index's first record, with which its name ends if the record has a date. */
function start(name) {
  const year = name.split("-x-")[1]?.split("-")[1]
  return year ? Number(year) : -Infinity
}

function inTime(one, other) {
  return one.localeCompare(other, "en", { numeric: true })
}

/* Put results into the requested order; they come by date, the latest index first. */
function inOrder(results, sort) {
  if (sort === "relevance") return results.sort((one, other) => other.score - one.score)
  const sign = sort === "oldest" ? 1 : -1
  return results.sort((one, other) => sign * inTime(one.id, other.id))
}

/* Add up counts of values by facet. */
function sum(parts) {
  const whole = {}
  for (const counts of parts) {
    for (const [name, values] of Object.entries(counts)) {
      whole[name] ??= {}
      for (const [value, count] of Object.entries(values ?? {})) {
        whole[name][value] = (whole[name][value] ?? 0) + count
      }
    }
  }
  return whole
}

function any([name, values]) {
  return [name, { any: [...values] }]
}

/* Return the results that all answers share, in the order of the first, with the places of all. */
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
