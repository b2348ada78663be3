/* Copy ready-made texts at a click, and say so: citations, and statements with their sources. */

import { fetched, isShown } from "./pages.js"
import { gettext } from "./words.js"

/* Thrown where a page has other words than those that were shown here. */
class Differs extends Error {}

/*
 * Copy the text of a promise; if it fails, or the clipboard is refused, select what has it for the keyboard.
 * Nothing is copied that differs from what is shown.
 */
async function copy(said, text, shown) {
  try {
    // Given the promise, because Safari refuses what comes later than the click.
    const plain = text.then((copied) => new Blob([copied], { type: "text/plain" }))
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })])
    said.textContent = ` ${gettext("Copied.")}`
  } catch {
    const differs = await text.then(
      () => false,
      (error) => error instanceof Differs,
    )
    if (!differs) getSelection().selectAllChildren(shown)
    const told = differs
      ? gettext("Not copied: the statement has changed since this page was loaded. Reload the page.")
      : gettext("Selected. Press Ctrl+C or ⌘C to copy.")
    said.textContent = ` ${told}`
  }
}

/* Return a button of ours. A page has several of a name: read out alone, each says of what it is. */
export function newButton(name, of) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "fs-copy"
  button.textContent = name
  button.setAttribute("aria-label", `${name}: ${of}`)
  return button
}

/* Add a button that copies a citation. */
export function addCopy(cite) {
  const button = newButton(gettext("Copy"), cite.querySelector("summary").textContent)
  const said = document.createElement("output")
  const code = cite.querySelector("code")
  button.addEventListener("click", () => copy(said, Promise.resolve(code.textContent), code))
  cite.append(button, said)
}

document.querySelectorAll(".fs-cite").forEach(addCopy)

/* Return what the button of a statement's page copies: the citation below, with all of the words. */
function textOf(page) {
  const whole = page.querySelector(".fs-cite code").cloneNode(true)
  for (const cut of whole.querySelectorAll("data")) cut.replaceWith(cut.value)
  return whole.textContent
}

/* Return what a statement's own page copies, if that is what is shown of it here. */
async function textFrom(address, statement) {
  const page = await fetched(address)
  if (!isShown(statement, page)) throw new Differs()
  return textOf(page)
}

// Filters put copies of statements in their place.
document.addEventListener("click", ({ target }) => {
  const copying = target.closest(".fs-copying button")?.parentElement
  if (!copying) return
  const statement = copying.closest(".fs-statement")
  // A card has a link to the page, which has the text.
  const record = statement.querySelector(".fs-actions > a:not([rel])")
  const text = record ? textFrom(record.href, statement) : Promise.resolve(textOf(document))
  copy(copying.lastElementChild, text, statement)
})
