/* Load what the search needs while the page is still being parsed. */

import { Engine } from "./search-engine.js"

const base = new URL("../../find/", import.meta.url)

/* Open the index, anew if it has been published anew since; `asked` is an answer to ask for its root. */
export function open(asked) {
  return Engine.open(base, new URL(location).searchParams.get("q") ?? "", asked)
}

// The page has asked before any script was there, unless the project has a `main.html` of its own.
export const opening = open(window.askedForIndex)
// The page reports a failure, where it awaits the engine.
opening.catch(() => {})
