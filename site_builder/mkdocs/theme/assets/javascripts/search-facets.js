/* A facet: its values, to choose from. */

import { element, NAMES, valueName } from "./search-results.js"
import { gettext, inWords } from "./words.js"

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
    const find = {
      Person: gettext("Find a person"),
      Theme: gettext("Find a theme"),
      Kind: gettext("Find a kind"),
      Year: gettext("Find a year"),
      Country: gettext("Find a country"),
      Source: gettext("Find a source"),
      Language: gettext("Find a language"),
      Status: gettext("Find a status"),
      Evidence: gettext("Find by evidence"),
    }[name]
    this.finder = element("input", {
      type: "search",
      placeholder: find,
      "aria-label": find,
      input: () => this.#list(),
    })
    this.element = element(
      "details",
      { class: "fs-facet", open: isOpen },
      element("summary", {}, NAMES[name], this.number),
      element("div", { role: "group", "aria-label": NAMES[name] }, this.finder, this.list),
    )
    this.element.addEventListener("toggle", () => this.element.open && opened(this))
  }

  /* `counts` maps values to numbers of results, and is empty if they are not known; `chosen` is a set. */
  show(counts, chosen) {
    this.counts = counts
    this.chosen = chosen
    const told = gettext("(%(number)s chosen)", { number: inWords(chosen.size) })
    this.number.textContent = chosen.size ? ` ${told}` : ""
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
      .filter(([value]) => valueName(this.name, value).toLowerCase().includes(wanted))
      .sort(this.name === "Year" ? latestFirst : mostFirst)
    const most = wanted ? VALUES_FOUND : VALUES
    const shown = listed.filter(([value], at) => at < most || this.chosen.has(value))
    const left = listed.length - shown.length
    // The list is replaced; the value that has the focus keeps it.
    const held = this.list.contains(document.activeElement) && document.activeElement.value
    this.list.replaceChildren(
      ...shown.map(([value, count]) => this.#item(value, count)),
      ...(left ? [element("li", {}, gettext("and %(number)s more", { number: inWords(left) }))] : []),
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
    const number = element("small", {}, count ? inWords(count) : "")
    return element("li", {}, element("label", {}, box, element("span", {}, valueName(this.name, value)), number))
  }
}

function mostFirst([one, ofOne], [other, ofOther]) {
  return ofOther - ofOne || one.localeCompare(other)
}

function latestFirst([one], [other]) {
  return other.localeCompare(one)
}
