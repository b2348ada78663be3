/* Copy ready-made texts at a click, and say so: citations, and statements with their sources. */

import { gettext } from "./words.js"

/* Have a button copy a text; if the clipboard is refused, select what has it for the keyboard. */
function copies(button, said, text, shown) {
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text())
      said.textContent = ` ${gettext("Copied.")}`
    } catch {
      getSelection().selectAllChildren(shown)
      said.textContent = ` ${gettext("Selected. Press Ctrl+C or ⌘C to copy.")}`
    }
  })
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
  copies(button, said, () => code.textContent, code)
  cite.append(button, said)
}

document.querySelectorAll(".fs-cite").forEach(addCopy)

/* A statement's page has the text already, in the citation below, unless the words are long. */
const cited = document.querySelector(".fs-cite code")
for (const copying of document.querySelectorAll("[data-fs-copy]")) {
  const [button, said] = copying.children
  const text = copying.dataset.fsCopy || cited.textContent
  copies(button, said, () => text, copying.closest(".fs-statement"))
  copying.hidden = false
}
