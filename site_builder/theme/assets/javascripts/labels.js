/* Escape takes the meaning of a label away until the pointer or the focus moves (WCAG 1.4.13). */

const page = document.documentElement
const off = "fs-hints-off"
addEventListener("keydown", ({ key }) => { if (key === "Escape") page.classList.add(off) })
for (const moved of ["pointerover", "focusin"]) {
  addEventListener(moved, ({ target }) => {
    if (!target.closest?.(".fs-kind, .fs-status")) page.classList.remove(off)
  })
}
