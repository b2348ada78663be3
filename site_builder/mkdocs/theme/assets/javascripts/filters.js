/*
 * Filter the statements of a list: those on this page, and those on its other parts. A file says how
 * the statements of all parts are filed (`filters.py`), so that all are counted, and only parts that
 * have what is chosen are loaded, as many at a time as anybody reads. The choice is kept in the
 * address, so that it can be shared. A statement may have several themes, so the values of its data
 * attributes are lists.
 */

import { fetched, rows, toldApart } from "./pages.js"
import { gettext, inWords, ngettext } from "./words.js"

const SHOWN = 100

for (const form of document.querySelectorAll("[data-fs-filter]")) {
  const { fsFilter, first, person, state } = form.dataset
  const part = Number(form.dataset.part ?? 1)
  const scope = document.getElementById(fsFilter)
  const printed = [...scope.childNodes]
  const output = form.querySelector("output")
  const more = Object.assign(document.createElement("button"), {
    type: "button",
    className: "fs-copy",
    hidden: true,
  })
  const fields = [...form.elements].filter(({ name }) => name)
  const parts = new Map([[part, Promise.resolve(scope.cloneNode(true))]])
  const choices = new Map()
  let asked = 0
  let table

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

  /* A statement may have moved to the next part since another day: it would be missing, or there twice. */
  const refuseOther = (found) => {
    if (found !== state) throw new Error("of another day")
  }

  /* The list on another part of this page. */
  const load = (number) => {
    if (!parts.has(number)) {
      const loaded = fetched(number === 1 ? first : `${first}page_${number}/`).then((page) => {
        const list = page.getElementById(fsFilter) ?? document.createElement("div")
        // The host may send another page. A joint statement is of several people.
        const isOwn = ({ dataset }) => !person || dataset.person.split(" ").includes(person)
        if (![...list.querySelectorAll("[data-kind]")].every(isOwn)) throw new Error("another's statements")
        refuseOther(page.querySelector(`[data-fs-filter="${fsFilter}"]`)?.dataset.state)
        return list
      })
      parts.set(number, loaded)
      loaded.catch(() => parts.delete(number))
    }
    return parts.get(number)
  }

  /* How the statements of all parts are filed. */
  const filed = () => {
    table ??= rows(`${first}filed.json`).then((found) => {
      refuseOther(found.state)
      return found
    })
    table.catch(() => (table = undefined))
    return table
  }

  const statementsOf = (list) => [...list.querySelectorAll("[data-kind]")]

  const fits = (statement, chosen) =>
    [...chosen].every(([name, value]) =>
      name === "month"
        ? statement.closest("section").querySelector("[id]").id === `in-${value}`
        : statement.dataset[name].split(" ").includes(value),
    )

  const chosenOf = (list, chosen) => statementsOf(list).filter((one) => fits(one, chosen)).length

  /* For each part, how many statements it has, and how many of them are chosen. */
  const counted = async (chosen) => {
    if (!first) {
      const own = await parts.get(part)
      return [{ number: part, size: statementsOf(own).length, has: chosenOf(own, chosen) }]
    }
    const { values, parts: listed } = await filed()
    const wanted = Object.keys(values).map((name) => chosen.has(name) && values[name].indexOf(chosen.get(name)))
    const isChosen = (one) => one.every((at, column) => wanted[column] === false || [at].flat().includes(wanted[column]))
    return listed.map((all, at) => ({ number: at + 1, size: all.length, has: all.filter(isChosen).length }))
  }

  /* A part, if it has what it should: it may not have arrived whole. */
  const sound = async ({ number, size, has }, chosen) => {
    const list = await load(number)
    if (statementsOf(list).length !== size || chosenOf(list, chosen) !== has) throw new Error("not whole")
    return list
  }

  /* Show what is chosen of a part, or some of that, below what is shown already. */
  const append = (list, chosen, begin, end) => {
    const copy = document.importNode(list, true)
    const taken = new Set(statementsOf(copy).filter((one) => fits(one, chosen)).slice(begin, end))
    for (const one of statementsOf(copy)) if (!taken.has(one)) one.remove()
    // Links to statements that are elsewhere in this list, under another theme, and numbers of all statements.
    for (const other of copy.querySelectorAll(".fs-further, :is(h2, h3) > small")) other.remove()
    for (const one of [...copy.children]) {
      const statements = statementsOf(one)
      const id = one.matches("section") ? one.querySelector("[id]").id : ""
      const begun = id && [...scope.children].find((other) => other.querySelector("[id]")?.id === id)
      if (id && !statements.length) continue
      if (begun) statementsOf(begun).at(-1).after(...statements)
      else scope.append(one)
    }
  }

  /* Show what is chosen, from the parts that have it, and say how much of all that is. */
  const showAll = async (chosen, isDue) => {
    const all = await counted(chosen)
    const left = all.filter(({ has }) => has)
    const [total, found] = ["size", "has"].map((what) => all.reduce((sum, one) => sum + one[what], 0))
    let shown = 0
    let begun = 0
    let said = ""
    /* The parts that have the next statements, with where these begin and end among the chosen ones of each. */
    const cut = () => {
      const slices = []
      let room = SHOWN
      for (const part of left) {
        const begin = slices.length ? 0 : begun
        const end = Math.min(part.has, begin + room)
        room -= end - begin
        slices.push({ part, begin, end })
        if (!room) break
      }
      return slices
    }
    const next = async () => {
      const slices = cut()
      const lists = await Promise.all(slices.map(({ part }) => sound(part, chosen)))
      if (!isDue()) return
      if (!shown) scope.replaceChildren()
      slices.forEach(({ part, begin, end }, at) => {
        append(lists[at], chosen, begin, end)
        shown += end - begin
        begun = end
        if (end === part.has) {
          left.shift()
          begun = 0
        }
      })
      const values = { shown: inWords(found) }
      const told = ngettext("%(shown)s of %(num)s statement.", "%(shown)s of %(num)s statements.", total, values)
      const first = ngettext("The first one is shown.", "The first %(num)s are shown.", shown)
      said = left.length ? `${told} ${first}` : told
      output.textContent = said
      more.hidden = !left.length
      more.textContent = gettext("Show more (%(num)s left)", { num: inWords(found - shown) })
    }
    more.onclick = async () => {
      const before = statementsOf(scope).length
      more.disabled = true
      await next().catch(() => {
        if (isDue()) output.textContent = `${said} ${gettext("The next ones could not be loaded.")}`
      })
      more.disabled = false
      if (isDue()) statementsOf(scope)[before]?.querySelector("a")?.focus({ preventScroll: true })
    }
    await next()
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
    form.classList.toggle("fs-filter--chosen", chosen.size > 0)
    more.hidden = true
    if (!chosen.size) {
      scope.replaceChildren(...printed)
      output.textContent = ""
      return
    }
    output.textContent = first ? gettext("Loading…") : ""
    try {
      await showAll(chosen, () => turn === asked)
    } catch {
      if (turn !== asked) return
      const own = await parts.get(part)
      scope.replaceChildren()
      append(own, chosen)
      const shown = ngettext("%(num)s statement", "%(num)s statements", chosenOf(own, chosen))
      output.textContent = `${shown}. ${gettext("Not all parts could be loaded; these are from this part only.")}`
    }
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

  scope.after(more)
  form.hidden = false
  await recall()
  // What was above the anchor may be gone, and the anchor be another element.
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
}
