/* Show the citation of a statement in each format, to copy and to download, where links lead to files of all. */

import { asFile, entryOf } from "./citations.js"
import { addCopy, newButton } from "./copy.js"
import { gettext } from "./words.js"

for (const list of document.querySelectorAll("[data-fs-key]")) {
  const key = list.dataset.fsKey
  list.replaceWith(...[...list.querySelectorAll("a")].map((link) => citation(link, key)))
}

function citation(link, key) {
  const ending = link.pathname.split(".").pop()
  const cite = document.createElement("details")
  cite.className = "fs-details fs-cite"
  cite.innerHTML = "<summary></summary><pre><code></code></pre>"
  const [summary, pre] = cite.children
  const code = pre.firstChild
  summary.textContent = link.textContent
  const show = async () => {
    try {
      const answer = await fetch(link.href)
      if (!answer.ok) throw new Error(answer.statusText)
      code.textContent = asFile(entryOf(await answer.text(), ending, key), ending)
      addCopy(cite)
      cite.append(" ", download(code, `${key.replace("/", "-")}.${ending}`, link.textContent))
    } catch {
      pre.replaceWith(link)
    }
  }
  cite.addEventListener("toggle", show, { once: true })
  return cite
}

function download(code, name, format) {
  const button = newButton(gettext("Download"), format)
  button.addEventListener("click", () => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([`${code.textContent}\n`], { type: "text/plain" }))
    link.download = name
    link.click()
    URL.revokeObjectURL(link.href)
  })
  return button
}
