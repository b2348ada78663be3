/* Show all evidence of a statement below it, at a click: its own page has it. */

// At the document, because filters put copies of statements in their place.
document.addEventListener(
  "toggle",
  ({ target }) => {
    const statement = target.closest(".fs-statement")
    if (statement && target.open && target.children.length === 1) show(target, statement)
  },
  true,
)

async function show(details, statement) {
  const record = statement.querySelector(".fs-actions > a:not([rel])")
  try {
    const answer = await fetch(record.href)
    if (!answer.ok) throw new Error(answer.statusText)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const facts = document.importNode(page.querySelector(".fs-facts"), true)
    for (const link of facts.querySelectorAll("a")) {
      link.href = new URL(link.getAttribute("href"), answer.url).href
    }
    details.append(facts)
  } catch {
    details.append(record.cloneNode(true))
  }
}
