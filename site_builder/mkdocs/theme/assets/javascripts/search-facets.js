/* A facet: its values, to choose from. */

import { element } from "./search-results.js"

const VALUES = 8
const VALUES_FOUND = 40

export class FacetBox {
  /*
   * `choose(name, value)` adds a value to the choice, or removes it; `opened()` is called when the
   * facet is opened, to have it counted and `show`n.
   */
  constructor(name, isOpen, choose, opened) {
    this.name = name
    this.choose = choose
    this.counts = new Map()
    /* Whether its counts are known, or will be with the next answer. */
    this.isCounted = false
    this.chosen = new Set()
    this.list = element("ul", { class: "fs-facet__values" })
    this.number = element("span", { class: "fs-facet__number" })
    this.finder = element("input", {
      type: "search",
      placeholder: `Find a ${name.toLowerCase()}`,
      "aria-label": `Find a ${name.toLowerCase()}`,
      input: () => this.#list(),
    })
    this.element = element(
      "details",
      { class: "fs-facet", open: isOpen },
      element("summary", {}, name, this.number),
      element("div", { role: "group", "aria-label": name }, this.finder, this.list),
    )
    this.element.addEventListener("toggle", () => this.element.open && opened(this))
  }

  /* `counts` maps values to numbers of results, and is empty if they are not known; `chosen` is a set. */
  show(counts, chosen) {
    this.counts = counts
    this.chosen = chosen
    this.number.textContent = chosen.size ? ` (${chosen.size} chosen)` : ""
    this.#list()
  }

  #list() {
    const wanted = this.finder.value.trim().toLowerCase()
    const known = [...this.counts].filter(([, count]) => count)
    const values = new Map([...[...this.chosen].map((value) => [value, 0]), ...known])
    // Nothing that could be chosen is not shown, but what may not be counted yet is.
    this.element.hidden = this.isCounted && !values.size
    this.finder.hidden = values.size <= VALUES
    const listed = [...values]
      .filter(([value]) => value.toLowerCase().includes(wanted))
      .sort(this.name === "Year" ? latestFirst : mostFirst)
    const most = wanted ? VALUES_FOUND : VALUES
    const shown = listed.filter(([value], at) => at < most || this.chosen.has(value))
    const left = listed.length - shown.length
    // The list is replaced; the value that has the focus keeps it.
    const held = this.list.contains(document.activeElement) && document.activeElement.value
    this.list.replaceChildren(
      ...shown.map(([value, count]) => this.#item(value, count)),
      ...(left ? [element("li", {}, `and ${left.toLocaleString("en")} more`)] : []),
    )
    if (held) this.list.querySelector(`input[value="${CSS.escape(held)}"]`)?.focus()
  }

  #item(value, count) {
    const box = element("input", {
      type: "checkbox",
      value,
      checked: this.chosen.has(value),
      change: () => this.choose(this.name, value),
    })
    const number = element("small", {}, count ? count.toLocaleString("en") : "")
    return element("li", {}, element("label", {}, box, element("span", {}, value), number))
  }
}

function mostFirst([one, ofOne], [other, ofOther]) {
  return ofOther - ofOne || one.localeCompare(other)
}

function latestFirst([one], [other]) {
  return other.localeCompare(one)
}
