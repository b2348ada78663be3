/* A button on each ready-made citation that copies its text, and says that it has. */

for (const cite of document.querySelectorAll(".fs-cite")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "fs-copy"
  button.textContent = "Copy"
  const said = document.createElement("output")
  button.addEventListener("click", async () => {
    const text = cite.querySelector("code")
    try {
      await navigator.clipboard.writeText(text.textContent)
      said.textContent = " Copied."
    } catch {
      // Where the clipboard is refused, the text is selected: the keyboard copies it.
      getSelection().selectAllChildren(text)
      said.textContent = " Selected. Press Ctrl+C or ⌘C to copy."
    }
  })
  cite.append(button, said)
}
