/* Have Escape hide the meaning of a label until the pointer or the focus moves (WCAG 1.4.13). */

const page = document.documentElement
const off = "fs-hints-off"
addEventListener("keydown", ({ key }) => { if (key === "Escape") page.classList.add(off) })

let last = null
for (const moved of ["pointerover", "focusin"]) {
  addEventListener(moved, ({ target }) => {
    const label = target.closest?.(".fs-kind, .fs-status")
    if (label !== last) page.classList.remove(off)
    last = label
  })
}

/* Material's header shows its second line, a page's title, once the heading has been scrolled away. */
const title = document.querySelector('meta[property="og:title"]')?.content
const site = document.querySelector(".md-header__topic")
if (title && site) {
  const topic = site.cloneNode(true)
  topic.firstElementChild.textContent = title
  site.after(topic)
}

/* Say that there is no search if its script does not arrive, or this browser is too old for it. */

const failed = document.querySelector("[data-search=failed]")
if (failed) {
  import("./search.js").catch(() => {
    failed.classList.remove("fs-search__late")
    document.querySelector("[data-search=start]").hidden = true
    // What was asked for stays, to be sent again.
    document.querySelector("[data-search=form] [name=q]").value ||= new URL(location).searchParams.get("q")
  })
}

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
