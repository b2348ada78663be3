/* Copy ready-made texts at a click, and say so: citations, and statements with their sources. */

import { gettext } from "./words.js"

/* Copy a text; if the clipboard is refused, select what has it for the keyboard. */
async function copy(said, text, shown) {
  try {
    await navigator.clipboard.writeText(text)
    said.textContent = ` ${gettext("Copied.")}`
  } catch {
    getSelection().selectAllChildren(shown)
    said.textContent = ` ${gettext("Selected. Press Ctrl+C or ⌘C to copy.")}`
  }
}

/* Return a button of ours. */
export function newButton(name) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "fs-copy"
  button.textContent = name
  return button
}

/* Add a button that copies a citation. */
export function addCopy(cite) {
  const button = newButton(gettext("Copy"))
  const said = document.createElement("output")
  const code = cite.querySelector("code")
  button.addEventListener("click", () => copy(said, code.textContent, code))
  cite.append(button, said)
}

document.querySelectorAll(".fs-cite").forEach(addCopy)

for (const copying of document.querySelectorAll("[data-fs-copy]")) copying.hidden = false

// A statement's page has the text already, in the citation below, unless the words are long.
const cited = document.querySelector(".fs-cite code")
// Filters put copies of statements in their place.
document.addEventListener("click", ({ target }) => {
  const copying = target.closest("[data-fs-copy] button")?.parentElement
  if (!copying) return
  const text = copying.dataset.fsCopy || cited.textContent
  copy(copying.lastElementChild, text, copying.closest(".fs-statement"))
})
