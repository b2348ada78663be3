/* Copy ready-made texts at a click, and say so: citations, and statements with their sources. */

import { gettext } from "./words.js"

/* Have a button copy a text; if the clipboard is refused, select what has it for the keyboard. */
function copies(button, said, text, shown) {
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text)
      said.textContent = ` ${gettext("Copied.")}`
    } catch {
      getSelection().selectAllChildren(shown)
      said.textContent = ` ${gettext("Selected. Press Ctrl+C or ⌘C to copy.")}`
    }
  })
}

for (const cite of document.querySelectorAll(".fs-cite")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "fs-copy"
  button.textContent = gettext("Copy")
  const said = document.createElement("output")
  const code = cite.querySelector("code")
  copies(button, said, code.textContent, code)
  cite.append(button, said)
}

for (const copying of document.querySelectorAll("[data-fs-copy]")) {
  const [button, said] = copying.children
  copies(button, said, copying.dataset.fsCopy, copying.closest(".fs-statement"))
  copying.hidden = false
}
