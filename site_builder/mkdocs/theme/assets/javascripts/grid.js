/*
 * Find any person and any theme in the grid of the first page, which shows those with the most
 * statements. The whole grid is loaded on first use; `home.py` says what it holds. The choice is kept
 * in the address.
 */

import { rows } from "./pages.js"
import { gettext, inWords } from "./words.js"

const SHADES = 5

for (const form of document.querySelectorAll("[data-fs-grid]")) {
  const { root } = form.dataset
  const table = document.getElementById(form.dataset.fsGrid)
  const printed = [...table.children]
  const output = form.querySelector("output")
  const buttons = [...form.querySelectorAll("[data-axis]")]
  const size = { people: table.tBodies[0].rows.length, themes: table.tHead.rows[0].cells.length - 1 }
  const state = { people: { q: "", page: 0 }, themes: { q: "", page: 0 } }
  let grid
  let asked = 0

  const load = () => {
    grid ??= rows(form.dataset.rows).then(([themes, people]) => {
      let most = 1
      const cells = people.map(([, , numbers]) => {
        const own = new Map()
        for (let at = 0; at < numbers.length; at += 3) {
          own.set(numbers[at], { count: numbers[at + 1], part: numbers[at + 2] })
          most = Math.max(most, numbers[at + 1])
        }
        return own
      })
      return { themes, people, cells, most }
    })
    grid.catch(() => { grid = undefined })
    return grid
  }

  /* The places of what is found in a list by words of its names. */
  const matching = (list, q) => {
    const wanted = q.toLocaleLowerCase().split(/\s+/)
    const fits = ([, name]) => wanted.every((word) => name.toLocaleLowerCase().includes(word))
    return [...list.keys()].filter((at) => fits(list[at]))
  }

  /* What is found; those with the most statements first, counted among what is found alone. */
  const ranked = ({ people, themes, cells }) => {
    const found = { people: matching(people, state.people.q), themes: matching(themes, state.themes.q) }
    const [ofPerson, ofTheme] = [new Map(), new Map()]
    const isFound = new Set(found.themes)
    const add = (sums, at, count) => sums.set(at, (sums.get(at) ?? 0) + count)
    for (const person of found.people) {
      for (const [at, { count }] of cells[person]) {
        if (!isFound.has(at)) continue
        add(ofPerson, person, count)
        add(ofTheme, at, count)
      }
    }
    // All of it has the order of its file, as the first page of the grid was printed.
    if (!state.people.q && !state.themes.q) return found
    const byCount = (sums) => (one, other) => (sums.get(other) ?? 0) - (sums.get(one) ?? 0)
    return { people: found.people.sort(byCount(ofPerson)), themes: found.themes.sort(byCount(ofTheme)) }
  }

  const link = (address, text) => Object.assign(document.createElement("a"), { href: root + address, textContent: text })

  const head = (scope, address, name) => {
    const made = document.createElement("th")
    made.scope = scope
    made.append(link(address, name))
    return made
  }

  const print = ({ themes, people, cells, most }, shown) => {
    const top = document.createElement("tr")
    top.append(
      document.createElement("td"),
      ...shown.themes.map((at) => head("col", `themes/${themes[at][0]}/`, themes[at][1])),
    )
    const body = shown.people.map((person) => {
      const [id, name] = people[person]
      const row = document.createElement("tr")
      row.append(head("row", `people/${id}/`, name))
      for (const at of shown.themes) {
        const cell = row.insertCell()
        const own = cells[person].get(at)
        if (!own) continue
        const part = own.part > 1 ? `page_${own.part}/` : ""
        const made = link(`people/${id}/${part}#on_${themes[at][0]}`, inWords(own.count))
        made.className = `fs-shade-${Math.ceil((own.count * SHADES) / most)}`
        made.ariaLabel = `${inWords(own.count)}: ${name}, ${themes[at][1]}`
        cell.append(made)
      }
      return row
    })
    const [thead, tbody] = ["thead", "tbody"].map((name) => document.createElement(name))
    thead.append(top)
    tbody.append(...body)
    table.replaceChildren(thead, tbody)
  }

  const isAsPrinted = () => Object.values(state).every(({ q, page }) => !q && !page)

  const showButtons = (last) => {
    for (const button of buttons) {
      const { axis, step } = button.dataset
      const page = state[axis].page + Number(step)
      button.disabled = page < 0 || (last !== undefined && page > last[axis])
    }
  }

  const apply = async () => {
    const turn = (asked += 1)
    if (isAsPrinted()) {
      table.replaceChildren(...printed)
      output.textContent = ""
      showButtons()
      return
    }
    output.textContent = gettext("Loading…")
    let all
    try {
      all = await load()
    } catch {
      output.textContent = gettext("This could not be loaded.")
      return
    }
    if (turn !== asked) return
    const places = ranked(all)
    const last = {}
    const shown = {}
    for (const axis of ["people", "themes"]) {
      last[axis] = Math.max(0, Math.ceil(places[axis].length / size[axis]) - 1)
      state[axis].page = Math.min(state[axis].page, last[axis])
      const from = state[axis].page * size[axis]
      shown[axis] = places[axis].slice(from, from + size[axis])
    }
    print(all, shown)
    showButtons(last)
    const range = (axis) => ({
      from: inWords(Math.min(state[axis].page * size[axis] + 1, places[axis].length)),
      to: inWords(state[axis].page * size[axis] + shown[axis].length),
      all: inWords(places[axis].length),
    })
    output.textContent = [
      gettext("People %(from)s–%(to)s of %(all)s.", range("people")),
      gettext("Themes %(from)s–%(to)s of %(all)s.", range("themes")),
    ].join(" ")
  }

  const remember = () => {
    const address = new URL(location)
    for (const [axis, { q, page }] of Object.entries(state)) {
      for (const [name, value] of [[axis, q], [`${axis}-page`, page ? page + 1 : ""]]) {
        if (value) address.searchParams.set(name, value)
        else address.searchParams.delete(name)
      }
    }
    history.replaceState(history.state, "", address)
  }

  const recall = () => {
    const { searchParams } = new URL(location)
    for (const axis of ["people", "themes"]) {
      const page = Number(searchParams.get(`${axis}-page`) ?? 1)
      state[axis] = { q: searchParams.get(axis) ?? "", page: Number.isInteger(page) && page > 0 ? page - 1 : 0 }
      form.elements[axis].value = state[axis].q
    }
    return apply()
  }

  form.addEventListener("input", ({ target }) => {
    state[target.name] = { q: target.value.trim(), page: 0 }
    remember()
    apply()
  })
  for (const button of buttons) {
    button.addEventListener("click", async () => {
      const { axis, step } = button.dataset
      state[axis].page += Number(step)
      await apply()
      remember()
    })
  }
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    for (const axis of ["people", "themes"]) {
      state[axis] = { q: "", page: 0 }
      form.elements[axis].value = ""
    }
    remember()
    apply()
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("popstate", recall)

  form.hidden = false
  recall()
}
