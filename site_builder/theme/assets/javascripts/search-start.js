/* Loads what the search runs on while the page is still being read. */

import { Engine } from "./search-engine.js"

const bundle = new URL("../../pagefind/", import.meta.url)
const query = new URL(location.href).searchParams.get("q") ?? ""

export const opening = Engine.open(bundle, document.documentElement.lang, query)
// Said where it is waited for.
opening.catch(() => {})
