/*
 * Sort and filter a list. The rows of a list with several parts are loaded on first use; `lists.py`
 * says what they hold. The choice is kept in the address.
 */

import { ngettext } from "./words.js"

const SHOWN = 100
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" })

for (const form of document.querySelectorAll("[data-fs-list]")) {
  const table = document.getElementById(form.dataset.fsList)
  const body = table.tBodies[0]
  const asPrinted = [...body.rows]
  const heads = [...table.tHead.rows[0].cells]
  const input = form.querySelector("input")
  const output = form.querySelector("output")
  const parts = [...document.querySelectorAll(".fs-parts, .fs-letters")]
  const state = { q: "", by: 0, down: false }
  let rows

  const print = (address, title, lang, dir, beside, count) => {
    const row = document.createElement("tr")
    const head = document.createElement("th")
    head.scope = "row"
    const link = document.createElement("a")
    Object.assign(link, { href: address, textContent: title, lang, dir })
    head.append(link)
    row.append(head, ...[...beside, [count]].map(([text, order]) => {
      const cell = document.createElement("td")
      cell.textContent = text
      if (order) cell.dataset.order = order
      return cell
    }))
    row.lastChild.className = "fs-number"
    return row
  }

  const load = async () => {
    rows ??= form.dataset.rows
      ? (await (await fetch(form.dataset.rows)).json()).map(
          ([address, title, lang, dir, beside, count]) => ({
            cells: [title, ...beside.map(([text]) => text), count],
            orders: [title, ...beside.map(([text, order]) => order || text), count],
            element: () => print(form.dataset.root + address, title, lang, dir, beside, count),
          }),
        )
      : asPrinted.map((row) => ({
          cells: [...row.cells].map((cell) => cell.textContent),
          orders: [...row.cells].map((cell) => cell.dataset.order ?? cell.textContent),
          element: () => row,
        }))
    return rows
  }

  const isAsPrinted = () => !state.q && state.by === 0 && !state.down

  const apply = async () => {
    heads.forEach((head, at) => {
      if (at === state.by) head.ariaSort = state.down ? "descending" : "ascending"
      else head.removeAttribute("aria-sort")
    })
    for (const part of parts) part.hidden = !isAsPrinted()
    if (isAsPrinted()) {
      body.replaceChildren(...asPrinted)
      output.textContent = ""
      return
    }
    const wanted = state.q.toLocaleLowerCase().split(/\s+/)
    const found = (await load()).filter(({ cells }) => {
      const text = cells.join(" ").toLocaleLowerCase()
      return wanted.every((word) => text.includes(word))
    })
    // Rows are printed in alphabetical order, and sorting keeps it among equals.
    if (state.by) found.sort((a, b) => collator.compare(a.orders[state.by], b.orders[state.by]))
    if (state.down) found.reverse()
    body.replaceChildren(...found.slice(0, SHOWN).map(({ element }) => element()))
    const { length } = found
    output.textContent =
      length > SHOWN
        ? ngettext(
            "%(num)s found; the first %(shown)s are shown.",
            "%(num)s found; the first %(shown)s are shown.",
            length,
            { shown: SHOWN },
          )
        : ngettext("%(num)s found.", "%(num)s found.", length)
  }

  const remember = () => {
    const address = new URL(location)
    const set = (name, value) => {
      if (value) address.searchParams.set(name, value)
      else address.searchParams.delete(name)
    }
    set("q", state.q)
    set("sort", state.by || state.down ? `${state.down ? "-" : ""}${state.by}` : "")
    history.replaceState(history.state, "", address)
  }

  const recall = () => {
    const { searchParams } = new URL(location)
    const [, down, by] = /^(-?)(\d+)$/.exec(searchParams.get("sort") ?? "") ?? []
    state.q = searchParams.get("q") ?? ""
    state.by = heads[by] ? Number(by) : 0
    state.down = Boolean(down)
    input.value = state.q
    return apply()
  }

  heads.forEach((head, at) => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "fs-sort"
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => {
      // Numbers begin with the largest.
      const falls = head.classList.contains("fs-number")
      state.down = state.by === at ? !state.down : falls
      state.by = at
      remember()
      apply()
    })
  })
  input.addEventListener("input", () => {
    state.q = input.value.trim()
    remember()
    apply()
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("popstate", recall)

  form.hidden = false
  recall()
}
