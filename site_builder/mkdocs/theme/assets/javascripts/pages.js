/* Other pages of this site, and files of rows, to show parts of them on this page. */

/* Return a page, with links that hold anywhere. Parsed documents run no scripts. */
export async function fetched(address) {
  const answer = await sound(address)
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  for (const one of page.querySelectorAll("a[href]")) {
    one.setAttribute("href", new URL(one.getAttribute("href"), answer.url))
  }
  return page
}

/* Check whether a statement is shown with the words and the status that its own page has. */
export function isShown(statement, page) {
  return saidIn(statement) === saidIn(page.querySelector(".fs-statement--whole"))
}

/* Return the words of a statement as they are shown, those in the original too, and its status. */
function saidIn(statement) {
  const words = [...statement.querySelectorAll(".fs-words")].map(({ textContent }) => textContent.replace(/\s+/g, " ").trim())
  // The heading of its own page has the beginning of long words.
  const isCut = statement.querySelector(".fs-title small")
  const status = statement.querySelector(".fs-status")?.firstChild.textContent ?? ""
  return JSON.stringify([status, ...words.slice(isCut ? 1 : 0)])
}

/* Return a file of rows. */
export async function rows(address) {
  return (await sound(address)).json()
}

async function sound(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(answer.statusText)
  return answer
}

/* Return pairs of ids and titles; if several have one title, with the id in it. */
export function toldApart(pairs) {
  const count = new Map()
  for (const [, title] of pairs) count.set(title, (count.get(title) ?? 0) + 1)
  return pairs.map(([id, title]) => [id, count.get(title) > 1 ? `${title} (${id})` : title])
}
