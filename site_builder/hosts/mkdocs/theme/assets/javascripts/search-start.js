/* Loads what the search runs on while the page is still being read. */

import { Engine } from "./search-engine.js"
import { read } from "./search-state.js"

const bundle = new URL("../../pagefind/", import.meta.url)
// Which indexes are asked first follows from these; the page has yet to say what else can be chosen.
const state = read(location.href, ["Year"])

export const opening = Engine.open(bundle, document.documentElement.lang, state)
// Said where it is waited for.
opening.catch(() => {})
