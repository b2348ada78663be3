/*
 * The search, as it is written in the address: `?q=words&person=Name&year=2024&sort=newest`.
 * A state is { query, sort, chosen }, where `chosen` maps names of facets to sets of values.
 */

const SORTS = ["relevance", "newest", "oldest"]

/* Return the state in an address; `facets` are names. */
export function read(address, facets) {
  const parameters = new URL(address).searchParams
  const sort = parameters.get("sort")
  return {
    query: parameters.get("q") ?? "",
    sort: SORTS.includes(sort) ? sort : SORTS[0],
    chosen: new Map(facets.map((name) => [name, new Set(parameters.getAll(name.toLowerCase()))])),
  }
}

/* Return the address of the same page with another state. */
export function write(address, { query, sort, chosen }) {
  const url = new URL(address)
  url.search = ""
  url.hash = ""
  if (query.trim()) url.searchParams.set("q", query.trim())
  for (const [name, values] of chosen) {
    for (const value of values) url.searchParams.append(name.toLowerCase(), value)
  }
  if (sort !== SORTS[0]) url.searchParams.set("sort", sort)
  return url.href
}
