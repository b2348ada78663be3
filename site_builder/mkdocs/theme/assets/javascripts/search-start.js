/* Load what the search needs while the page is still being parsed. */

import { Engine } from "./search-engine.js"

const base = new URL("../../find/", import.meta.url)

/* Open the index, anew if it has been published anew since. */
export function open({ isLatest = true } = {}) {
  return Engine.open(base, new URL(location).searchParams.get("q") ?? "", { isLatest })
}

// The page asks for its root before any script is there, and a cache may answer that.
export const opening = open({ isLatest: false })
// The page reports a failure, where it awaits the engine.
opening.catch(() => {})
