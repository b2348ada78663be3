/* Add a button to each citation in a file's format that downloads it: the page has all of it. */

import { gettext } from "./words.js"

for (const cite of document.querySelectorAll("[data-file]")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "fs-copy"
  button.textContent = gettext("Download")
  button.addEventListener("click", () => {
    const text = `${cite.querySelector("code").textContent}\n`
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
    link.download = cite.dataset.file
    link.click()
    URL.revokeObjectURL(link.href)
  })
  cite.append(" ", button)
}
