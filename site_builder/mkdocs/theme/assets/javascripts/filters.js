/*
 * Filter the statements of a list: those on this page, and those on its other parts, which are loaded
 * for that. The choice is kept in the address, so that it can be shared. A statement may have several
 * themes, so the values of its data attributes are lists.
 */

import { fetched, rows, toldApart } from "./pages.js"
import { gettext, inWords, ngettext } from "./words.js"

for (const form of document.querySelectorAll("[data-fs-filter]")) {
  const { fsFilter, first, person } = form.dataset
  const [total, part, count] = [form.dataset.total, form.dataset.part ?? 1, form.dataset.parts ?? 1].map(Number)
  const scope = document.getElementById(fsFilter)
  const printed = [...scope.childNodes]
  const output = form.querySelector("output")
  const note = [...output.childNodes]
  const fields = [...form.elements].filter(({ name }) => name)
  const parts = new Map([[part, Promise.resolve(scope.cloneNode(true))]])
  const choices = new Map()
  let asked = 0

  /* The ids that can be chosen in a field, by what they are called, if the page has no options. */
  const choicesOf = (field) => {
    if (!choices.has(field)) {
      const loaded = rows(field.dataset.rows).then((all) => {
        const pairs = toldApart(all.map(([address, title]) => [address.split("/")[1], title]))
        field.list.replaceChildren(...pairs.map(([, title]) => new Option(title, title)))
        return new Map(pairs.map(([id, title]) => [title, id]))
      })
      choices.set(field, loaded)
      loaded.catch(() => choices.delete(field))
    }
    return choices.get(field)
  }

  /* What is chosen in a field; null if that is nothing known. */
  const valueOf = async (field) => {
    const typed = field.value.trim()
    return field.dataset.rows && typed ? ((await choicesOf(field)).get(typed) ?? null) : typed
  }

  const give = async (field, value) => {
    if (field.dataset.rows) {
      const known = value ? [...(await choicesOf(field))] : []
      field.value = known.find(([, id]) => id === value)?.[0] ?? ""
    } else {
      field.value = [...field.options].some((option) => option.value === value) ? value : ""
    }
  }

  /* The list on another part of this page. */
  const load = (number) => {
    if (!parts.has(number)) {
      const loaded = fetched(number === 1 ? first : `${first}page_${number}/`).then((page) => {
        const list = page.getElementById(fsFilter) ?? document.createElement("div")
        // The host may send another page. A joint statement is of several people.
        const isOwn = ({ dataset }) => !person || dataset.person.split(" ").includes(person)
        if (![...list.querySelectorAll("[data-kind]")].every(isOwn)) throw new Error("another's statements")
        return list
      })
      parts.set(number, loaded)
      loaded.catch(() => parts.delete(number))
    }
    return parts.get(number)
  }

  /* The parts that have what is chosen; null if these are too many. */
  const wanted = async (chosen) => {
    const own = await parts.get(part)
    const heading = `[id="in-${CSS.escape(chosen.get("month") ?? chosen.get("year"))}"]`
    if (own.querySelector(heading)) {
      // Statements of one month or year follow each other.
      const lists = [own]
      for (let at = part - 1; at >= 1 && (await load(at)).querySelector(heading); at--) lists.unshift(await load(at))
      for (let at = part + 1; at <= count && (await load(at)).querySelector(heading); at++) lists.push(await load(at))
      return lists
    }
    if (count > 1 && form.dataset.joined === undefined) return null
    const lists = await Promise.all(Array.from({ length: count }, (_, at) => load(at + 1)))
    // The parts may be of different days.
    if (count > 1 && inAll(lists) !== total) throw new Error("not all statements")
    return lists
  }

  const inAll = (lists) => lists.reduce((sum, list) => sum + list.querySelectorAll("[data-kind]").length, 0)

  const fits = (statement, chosen) =>
    [...chosen].every(([name, value]) =>
      name === "month"
        ? statement.closest("section").querySelector("[id]").id === `in-${value}`
        : statement.dataset[name].split(" ").includes(value),
    )

  /* Show what is chosen of some parts; return how many statements that is. */
  const show = (lists, chosen) => {
    const made = document.createDocumentFragment()
    for (const list of lists) {
      const copy = document.importNode(list, true)
      for (const one of copy.querySelectorAll("[data-kind]")) if (!fits(one, chosen)) one.remove()
      // Links to statements that are elsewhere in this list, under another theme.
      for (const further of copy.querySelectorAll(".fs-further")) further.remove()
      for (const one of [...copy.children]) {
        const statements = [...one.querySelectorAll("[data-kind]")]
        const id = one.matches("section") ? one.querySelector("[id]").id : ""
        const begun = id && [...made.children].find((other) => other.querySelector("[id]").id === id)
        if (id && !statements.length) continue
        if (begun) [...begun.querySelectorAll("[data-kind]")].at(-1).after(...statements)
        else made.append(one)
      }
    }
    const { length } = made.querySelectorAll("[data-kind]")
    scope.replaceChildren(made)
    return length
  }

  const remember = (chosen) => {
    const address = new URL(location)
    for (const { name } of fields) {
      if (chosen.has(name)) address.searchParams.set(name, chosen.get(name))
      else address.searchParams.delete(name)
    }
    history.replaceState(history.state, "", address)
  }

  const apply = async () => {
    const turn = (asked += 1)
    const values = await Promise.all(fields.map(valueOf))
    if (turn !== asked) return
    if (values.includes(null)) {
      output.textContent = gettext("Choose one from the list.")
      return
    }
    const chosen = new Map(fields.map(({ name }, at) => [name, values[at]]).filter(([, value]) => value))
    remember(chosen)
    if (!chosen.size) {
      scope.replaceChildren(...printed)
      output.replaceChildren(...note)
      return
    }
    output.textContent = count > 1 ? gettext("Loading…") : ""
    let failed = ""
    const lists = await wanted(chosen).catch(() => {
      failed = gettext("Not all parts could be loaded; these are from this part only.")
      return null
    })
    if (turn !== asked) return
    const shown = show(lists ?? [await parts.get(part)], chosen)
    const told =
      lists?.length === count
        ? ngettext("%(shown)s of %(num)s statement.", "%(shown)s of %(num)s statements.", inAll(lists), {
            shown: inWords(shown),
          })
        : `${ngettext("%(num)s statement", "%(num)s statements", shown)}.`
    output.replaceChildren(told, ...(lists ? [] : [" ", ...(failed ? [failed] : note)]))
  }

  const recall = async () => {
    const { searchParams } = new URL(location)
    await Promise.all(fields.map((field) => give(field, searchParams.get(field.name) ?? "")))
    await apply()
  }

  form.addEventListener("change", apply)
  for (const field of fields) if (field.dataset.rows) field.addEventListener("focus", () => choicesOf(field))
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    for (const field of fields) field.value = ""
    apply()
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("popstate", recall)

  form.hidden = false
  await recall()
  // What was above the anchor may be gone, and the anchor be another element.
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
}
