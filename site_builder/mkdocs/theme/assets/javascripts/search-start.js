/* Load what the search needs while the page is still being parsed. */

import { Engine } from "./search-engine.js"

const base = new URL("../../find/", import.meta.url)

/* Open the index, anew if it has been published anew since. */
export function open() {
  return Engine.open(base, new URL(location).searchParams.get("q") ?? "")
}

export const opening = open()
// The page reports a failure, where it awaits the engine.
opening.catch(() => {})
