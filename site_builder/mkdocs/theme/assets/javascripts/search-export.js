/* Results as files: JSON exactly as published, CSV for spreadsheets, citations as their pages show them. */

import { entryOf } from "./citations.js"
import { isAltered } from "./search-cells.js"
import { get } from "./search-index.js"

/* Citations that are loaded at a time. */
const AT_ONCE = 8
const COLUMNS = [
  ...["status", "status_in_words", "address", "kind", "person", "title", "names", "date", "date_in_words", "date_basis"],
  ...["asked_by", "question", "words", "lang", "original", "spoken_lang", "translation", "noted", "beside", "text", "themes", "sources"],
  ...["source_addresses", "offices", "wording_of"],
]
/* Of each citation, in their order; an empty text where one has none. */
const OF_CITATIONS = ["source", "outlet", "locator", "url", "archive"]
const HEADER = [...COLUMNS, ...OF_CITATIONS.map((name) => `cited_${name}`)]
/* Dates are left to the spreadsheet, so that one can sort by them. */
const DATES = new Set(["date", "date_in_words"])
const GUARDED = "guarded: columns with an added apostrophe"

/* Return what an export has of what is `shown` of a document. */
export function exported(shown) {
  const citations = shown.citations ?? []
  const text = (name) => shown[name] ?? ""
  return {
    ...Object.fromEntries(COLUMNS.map((name) => [name, text(name)])),
    names: (shown.names ?? []).join(" · "),
    noted: (shown.noted ?? []).map((one) => `${one.told}: ${one.text} (${one.citations.map((it) => it.source).join("; ")})`),
    themes: shown.themes ?? [],
    sources: citations.map(({ source }) => source),
    source_addresses: citations.map(({ address }) => address),
    offices: shown.offices ?? [],
    citations: citations.map((citation) =>
      Object.fromEntries(OF_CITATIONS.filter((name) => name in citation).map((name) => [name, citation[name]])),
    ),
  }
}

/* Return a name for a file of results that says which site, which search and which day it is of. */
export function fileName({ query, chosen, from, to }, ending) {
  const site = document.querySelector('meta[property="og:site_name"]')?.content ?? location.hostname
  const asked = [query, ...[...chosen.values()].flatMap((values) => [...values]), from, to].join(" ")
  // In the form of ISO 8601, which Swedish has.
  const day = new Date().toLocaleDateString("sv")
  const parts = [site, "search", [...asked].slice(0, 60).join(""), day].map(slug)
  return `${parts.filter(Boolean).join("-")}.${ending}`
}

function slug(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "")
}

/* Return the records with absolute addresses, after what there is to say `about` the search. */
export function toJson(records, root, about) {
  const results = records.map((record) =>
    Object.fromEntries(
      Object.entries(absolute(record, root)).filter(([, value]) => value.length),
    ),
  )
  return `${JSON.stringify({ ...about, exported: results.length, results }, null, 2)}\n`
}

/*
 * Return CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel misreads letters. A cell
 * that a spreadsheet would alter gets an apostrophe in front; the last column names such cells.
 */
export function toCsv(records, root) {
  const rows = records.map((record) => {
    const whole = absolute(record, root)
    const cited = (name) => record.citations.map((citation) => citation[name] ?? "")
    const values = [...COLUMNS.map((name) => whole[name]), ...OF_CITATIONS.map(cited)]
    const guarded = []
    const cells = values.map((value, at) => {
      const cell = [value].flat().join("; ")
      if (DATES.has(HEADER[at]) || !isAltered(cell)) return cell
      guarded.push(HEADER[at])
      return `'${cell}`
    })
    return [...cells, guarded.join("; ")]
  })
  const lines = [[...HEADER, GUARDED], ...rows]
  return `\ufeff${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`
}

/*
 * Return the citations of statements in a format, which files of each person have: `ending` is that of
 * these files. `loaded` is told how many are there.
 */
export async function citations(statements, ending, loaded) {
  const files = new Map()
  const all = []
  for (let from = 0; from < statements.length; from += AT_ONCE) {
    const some = statements.slice(from, from + AT_ONCE)
    all.push(...(await Promise.all(some.map((statement) => citation(statement, ending, files)))))
    loaded(all.length)
  }
  if (ending !== "json") return `${all.join("\n\n")}\n`
  return `${JSON.stringify(all.map((text) => JSON.parse(text)), null, 1)}\n`
}

async function citation({ address, status }, ending, files) {
  const person = new URL("..", address)
  const name = status === "misattributed" ? status : "citations"
  const file = new URL(`${name}.${ending}`, person).href
  if (!files.has(file)) files.set(file, get(file).then((answer) => answer.text()))
  const [id, statement] = address.pathname.split("/").slice(-3)
  return entryOf(await files.get(file), ending, `${id}/${statement}`)
}

function quoted(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function absolute(record, root) {
  const whole = (address) => new URL(address, root).href
  const { address, wording_of: nearest, source_addresses: sources } = record
  const other = nearest && whole(nearest)
  return { ...record, address: whole(address), wording_of: other, source_addresses: sources.map(whole) }
}
