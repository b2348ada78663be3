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

/* The header shows a page's title once its heading has been scrolled away. */
const title = document.querySelector('meta[property="og:title"]')?.content
const topic = document.querySelector('[data-md-component="header-topic"] > .md-ellipsis')
if (title && topic) topic.textContent = title
