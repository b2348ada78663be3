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

/* Have what each statement of a list has say of which one it is, when it is read out alone (WCAG 2.4.9). */

function nameControls() {
  for (const one of document.querySelectorAll("[data-kind]:not([data-named])")) {
    // The link to its page does, with who said what and when.
    const record = one.querySelector(".fs-actions > a:not([rel])[aria-label]")
    const which = record?.getAttribute("aria-label").slice(record.textContent.length)
    const alike = one.querySelectorAll(".fs-copying > button, .fs-actions > a[rel], .fs-details > summary")
    if (which) for (const control of alike) control.setAttribute("aria-label", control.textContent + which)
    one.dataset.named = ""
  }
}

nameControls()
// Filters and comparisons put other statements in the place of these.
const main = document.querySelector("article")
if (main) new MutationObserver(nameControls).observe(main, { childList: true, subtree: true })

/* Say on paper whose page this is, and where; a statement's own page has both in its citation. */

if (main && site && !main.querySelector(".fs-statement--whole")) {
  const where = document.createElement("p")
  where.className = "fs-printed"
  main.prepend(where)
  const own = document.querySelector('meta[property="og:url"]')?.content ?? location.href
  // What a filter shows is part of the address, which changes with it.
  const say = () => {
    where.textContent = `${site.textContent.trim()} · ${new URL(location.search, own)}`
  }
  say()
  addEventListener("beforeprint", say)
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
