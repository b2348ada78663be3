/* Load what the search needs while the page is still being parsed. */

import { Engine } from "./search-engine.js"
import { read } from "./search-state.js"

const bundle = new URL("../../pagefind/", import.meta.url)
// This decides which indexes are searched first; the page's other facets are not known yet.
const state = read(location.href, ["Year"])

export const opening = Engine.open(bundle, document.documentElement.lang, state)
// The page reports a failure, where it awaits the engine.
opening.catch(() => {})
