/*
 * Show the statements of one speaker on a theme, or those of two side by side. They are taken from
 * the speakers' own pages, unchanged but for what belongs to those pages alone. The choice is kept in
 * the address. `Themes.rows` says what the list of speakers holds.
 */

import { fetched, rows, toldApart } from "./pages.js"
import { gettext, inWords, ngettext } from "./words.js"

for (const form of document.querySelectorAll("[data-fs-compare]")) {
  const { root, theme } = form.dataset
  const beside = document.getElementById(form.dataset.fsCompare)
  const output = form.querySelector("output")
  const fields = [...form.querySelectorAll("select")]
  const speakers = new Map()
  const sections = new Map()
  let asked = 0

  const said = (number) => ngettext("%(num)s statement", "%(num)s statements", number)

  const all = (number) => ngettext("All %(num)s statement", "All %(num)s statements", number)

  const element = (name, className, ...children) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...children)
    return made
  }

  const named = (name) => element("bdi", "", name)

  const link = (address, ...children) => {
    const made = element("a", "", ...children)
    made.href = address
    return made
  }

  /* A speaker's section on the theme, from the speaker's page, which knows how much there is. */
  const sectionOf = async (id) => {
    const { name, address } = speakers.get(id)
    const page = await fetched(address.split("#")[0])
    const section = page.querySelector(`h2[id="on_${theme}"]`).closest("section")
    // The list of speakers and the page may be of different days, or the host may send another page.
    const isOwn = ({ dataset }) => dataset.person.split(" ").includes(id)
    if (page.querySelector("h1").firstElementChild.textContent !== name) throw new Error("another speaker's page")
    if (![...section.querySelectorAll(".fs-statement")].every(isOwn)) throw new Error("another's statements")
    for (const own of section.querySelectorAll("h2, .fs-more, .fs-copying")) own.remove()
    for (const one of section.querySelectorAll("[id]")) one.removeAttribute("id")
    const count = Number(section.dataset.total)
    speakers.get(id).count = count
    const shown = section.querySelectorAll(".fs-statement, .fs-further li").length
    const head = element("h2", "", link(address, named(name)), " ", element("small", "", said(count)))
    const rest = shown < count ? [element("p", "fs-more", link(address, all(count)))] : []
    return element("section", "", head, ...document.importNode(section, true).childNodes, ...rest)
  }

  const load = (id) => {
    if (!sections.has(id)) sections.set(id, sectionOf(id))
    return sections.get(id)
  }

  const missing = (id) => {
    sections.delete(id)
    const { name, address } = speakers.get(id)
    const failed = gettext("This could not be loaded.")
    return element("p", "", `${failed} `, link(address, gettext("Statements by %(name)s", { name })))
  }

  const apply = async () => {
    const turn = (asked += 1)
    const chosen = [...new Set(fields.map((field) => field.value).filter(Boolean))]
    output.textContent = chosen.length ? gettext("Loading…") : ""
    const shown = await Promise.all(chosen.map((id) => load(id).catch(() => missing(id))))
    // Somebody else may have been chosen meanwhile.
    if (turn !== asked) return
    beside.replaceChildren(...shown)
    beside.hidden = chosen.length === 0
    output.textContent = chosen.map((id) => `${speakers.get(id).name}: ${said(speakers.get(id).count)}`).join("; ")
  }

  const remember = () => {
    const address = new URL(location)
    address.searchParams.delete("speaker")
    for (const { value } of fields) if (value) address.searchParams.append("speaker", value)
    history.replaceState(history.state, "", address)
  }

  const recall = () => {
    const wanted = new URL(location).searchParams.getAll("speaker").filter((id) => speakers.has(id))
    fields.forEach((field, at) => { field.value = wanted[at] ?? "" })
    return apply()
  }

  const start = async () => {
    const spoken = await rows(form.dataset.speakers)
    for (const [id, name, count, address] of spoken) speakers.set(id, { name, count, address: root + address })
    for (const [id, title] of toldApart(spoken)) {
      const label = `${title} (${inWords(speakers.get(id).count)})`
      for (const field of fields) field.add(new Option(label, id))
    }
    form.addEventListener("change", () => { remember(); apply() })
    form.addEventListener("reset", (event) => {
      event.preventDefault()
      for (const field of fields) field.value = ""
      remember()
      apply()
    })
    form.addEventListener("submit", (event) => event.preventDefault())
    addEventListener("popstate", recall)
    form.hidden = false
    await recall()
  }

  // Without its list it is no use.
  start().catch(() => form.remove())
}
