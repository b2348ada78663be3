/* Load and search while the page is still being parsed and laid out. */

import { Engine } from "./search-engine.js"
import { read } from "./search-state.js"
import { imported } from "./search-words.js"

export const FIRST_RESULTS = 10

const base = new URL("../../find/", import.meta.url)

/* Open the index, anew if it has been published anew since. */
export function open({ isLatest = true } = {}) {
  return Engine.open(base, new URL(location).searchParams.get("q") ?? "", { isLatest })
}

/* Return the answer to a search and, if that is `wanted` by then, what is shown of its first results. */
export async function find(engine, state, many, wanted = async () => true) {
  const answer = await engine.search(state)
  return { answer, shown: (await wanted()) ? await engine.index.shown(answer.results.slice(0, many)) : [] }
}

// Those for most searches, which the page names: imported later, they would wait until it is laid out.
for (const { href } of document.querySelectorAll("link[data-search=stemmer]")) imported(href).catch(() => {})

// The page asks for its root before any script is there, and a cache may answer that.
export const opening = open({ isLatest: false })
// What the address asks for, which the page shows as soon as it can.
export const arriving = opening.then((engine) =>
  find(engine, read(location.href, engine.index.about.facets), FIRST_RESULTS),
)
// The page reports a failure, where it awaits these.
for (const promise of [opening, arriving]) promise.catch(() => {})
