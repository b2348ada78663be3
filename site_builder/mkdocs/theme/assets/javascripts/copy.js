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

for (const cite of document.querySelectorAll(".fs-cite")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "fs-copy"
  button.textContent = gettext("Copy")
  const said = document.createElement("output")
  const code = cite.querySelector("code")
  button.addEventListener("click", () => copy(said, code.textContent, code))
  cite.append(button, said)
}

for (const copying of document.querySelectorAll("[data-fs-copy]")) copying.hidden = false

// Filters put copies of statements in their place.
document.addEventListener("click", ({ target }) => {
  const copying = target.closest("[data-fs-copy] button")?.parentElement
  if (copying) copy(copying.lastElementChild, copying.dataset.fsCopy, copying.closest(".fs-statement"))
})
