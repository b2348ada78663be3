/*
 * The search, as it is written in the address: `?q=words&person=Name&from=2024-01-01&sort=newest`.
 * A state is { query, sort, chosen, from, to }, where `chosen` maps names of facets to sets of values,
 * and `from` and `to` are days or empty.
 */

const SORTS = ["relevance", "newest", "oldest"]
const DAY = /^\d{4}-\d\d-\d\d$/

/* Return the state in an address; `facets` are names. */
export function read(address, facets) {
  const parameters = new URL(address).searchParams
  const sort = parameters.get("sort")
  const day = (name) => {
    const value = parameters.get(name) ?? ""
    // A day that does not exist, as 30 February, is read as another one.
    return DAY.test(value) && iso(value) === value ? value : ""
  }
  return {
    query: parameters.get("q") ?? "",
    sort: SORTS.includes(sort) ? sort : SORTS[0],
    chosen: new Map(facets.map((name) => [name, new Set(parameters.getAll(name.toLowerCase()))])),
    from: day("from"),
    to: day("to"),
  }
}

function iso(value) {
  const time = Date.parse(value)
  return Number.isNaN(time) ? "" : new Date(time).toISOString().slice(0, 10)
}

/* Return the address of the same page with another state. */
export function write(address, { query, sort, chosen, from, to }) {
  const url = new URL(address)
  url.search = ""
  url.hash = ""
  if (query.trim()) url.searchParams.set("q", query.trim())
  for (const [name, values] of chosen) {
    for (const value of values) url.searchParams.append(name.toLowerCase(), value)
  }
  if (from) url.searchParams.set("from", from)
  if (to) url.searchParams.set("to", to)
  if (sort !== SORTS[0]) url.searchParams.set("sort", sort)
  return url.href
}
