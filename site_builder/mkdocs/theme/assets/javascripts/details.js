/* Show all evidence of a statement below it, at a click: its own page has it. */

import { fetched, isShown } from "./pages.js"
import { gettext } from "./words.js"

// At the document, because filters put copies of statements in their place.
document.addEventListener(
  "toggle",
  ({ target }) => {
    const statement = target.closest(".fs-statement")
    if (statement && target.open && target.children.length === 1) show(target, statement)
  },
  true,
)

async function show(details, statement) {
  const record = statement.querySelector(".fs-actions > a:not([rel])")
  try {
    const page = await fetched(record.href)
    // Evidence for other words, or without a status that they have since, would be shown as theirs.
    if (!isShown(statement, page)) {
      const told = document.createElement("p")
      told.textContent = gettext("The statement has changed since this page was loaded. Reload the page.")
      details.append(told)
    }
    else details.append(document.importNode(page.querySelector(".fs-facts"), true))
  } catch {
    details.append(record.cloneNode(true))
  }
}
