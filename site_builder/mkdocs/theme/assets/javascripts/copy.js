/* Add a button to each ready-made citation that copies its text and says so. */

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
      // If the clipboard is refused, select the text for the keyboard to copy.
      getSelection().selectAllChildren(text)
      said.textContent = " Selected. Press Ctrl+C or ⌘C to copy."
    }
  })
  cite.append(button, said)
}
