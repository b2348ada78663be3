/* Add buttons to each ready-made citation: copy its text, or download it as a file. */

for (const cite of document.querySelectorAll(".fs-cite")) {
  const text = cite.querySelector("code")
  const said = document.createElement("output")
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text.textContent)
      said.textContent = " Copied."
    } catch {
      // If the clipboard is refused, select the text for the keyboard to copy.
      getSelection().selectAllChildren(text)
      said.textContent = " Selected. Press Ctrl+C or ⌘C to copy."
    }
  }
  const download = () => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([`${text.textContent}\n`], { type: "text/plain" }))
    link.download = cite.dataset.file
    link.click()
    URL.revokeObjectURL(link.href)
  }
  cite.append(button("Copy", copy), " ")
  if (cite.dataset.file) cite.append(button("Download", download), " ")
  cite.append(said)
}

function button(label, click) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "fs-copy"
  made.textContent = label
  made.addEventListener("click", click)
  return made
}
