/* Show all evidence of a statement below it, at a click: its own page has it. */

for (const details of document.querySelectorAll(".fs-statement > .fs-details")) {
  const record = details.parentElement.querySelector(".fs-actions > a:not(.fs-open)")
  details.addEventListener("toggle", () => show(details, record), { once: true })
  details.hidden = false
}

async function show(details, record) {
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
