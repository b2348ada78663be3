/* Have the key `/` go to the search field, on every page. */

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input, textarea, select, [contenteditable]")) return
  const fields = [...document.querySelectorAll("[role=search] [name=q]")]
  const seen = fields.find((field) => field.checkVisibility())
  if (!seen) return
  event.preventDefault()
  seen.focus()
})
