/*
 * Filter the statements of a page. The choice is kept in the address, so that it can be shared. A
 * statement may have several themes, so the values of its data attributes are lists.
 */

import { inWords, ngettext } from "./words.js"

for (const form of document.querySelectorAll("[data-fs-filter]")) {
  const scope = document.getElementById(form.dataset.fsFilter)
  const statements = [...scope.querySelectorAll("[data-kind]")]
  const sections = [...scope.querySelectorAll("section")]
  // Links to statements that are on this page, or another, under another theme.
  const further = [...scope.querySelectorAll(".fs-further")]
  const output = form.querySelector("output")
  const note = [...output.childNodes]
  const fields = [...form.querySelectorAll("select")]

  const apply = () => {
    const chosen = fields.filter((field) => field.value)
    let shown = 0
    for (const statement of statements) {
      const fits = chosen.every(({ name, value }) => statement.dataset[name].split(" ").includes(value))
      statement.hidden = !fits
      shown += fits
    }
    for (const section of sections) {
      section.hidden = chosen.length > 0 && !section.querySelector("[data-kind]:not([hidden])")
    }
    for (const list of further) list.hidden = chosen.length > 0
    const { length } = statements
    const told = ngettext("%(shown)s of %(num)s statement.", "%(shown)s of %(num)s statements.", length, {
      shown: inWords(shown),
    })
    output.replaceChildren(...(chosen.length ? [`${told} `] : []), ...note)
  }

  const remember = () => {
    const address = new URL(location)
    for (const { name, value } of fields) {
      if (value) address.searchParams.set(name, value)
      else address.searchParams.delete(name)
    }
    history.replaceState(history.state, "", address)
  }

  const recall = () => {
    const { searchParams } = new URL(location)
    for (const field of fields) {
      const value = searchParams.get(field.name) ?? ""
      field.value = [...field.options].some((option) => option.value === value) ? value : ""
    }
    apply()
  }

  form.addEventListener("change", () => { apply(); remember() })
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    for (const field of fields) field.value = ""
    apply()
    remember()
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("popstate", recall)

  form.hidden = false
  recall()
  // What was above the anchor may be hidden now.
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
}
