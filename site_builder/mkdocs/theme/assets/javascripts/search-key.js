/* Have the key `/` go to the search field, on every page, and the search load while somebody types there. */

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input, textarea, select, [contenteditable]")) return
  const fields = [...document.querySelectorAll("[role=search] [name=q]")]
  const seen = fields.find((field) => field.checkVisibility())
  if (!seen) return
  event.preventDefault()
  seen.focus()
})

addEventListener("focusin", ({ target }) => {
  // The page that the field leads to has all of this in its cache then, and says so if it fails.
  if (target.matches("[role=search] [name=q]")) import("./search-start.js").catch(() => {})
})
