/* Results as files: JSON exactly as published, CSV for spreadsheets. */

const COLUMNS = [
  ...["status", "status_in_words", "address", "kind", "person", "title", "names", "date", "date_basis"],
  ...["words", "lang", "original", "spoken_lang", "translation", "beside", "text", "themes", "sources"],
  "source_addresses",
]
/* What a spreadsheet would run as a formula (OWASP, “CSV Injection”). */
const FORMULA = /^[=+\-@\t\r]/
const GUARDED = "guarded: columns with an added apostrophe, because they begin like a formula"

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
 * that begins like a formula gets an apostrophe in front; the last column names such cells.
 */
export function toCsv(records, root) {
  const rows = records.map((record) => {
    const whole = absolute(record, root)
    const guarded = []
    const cells = COLUMNS.map((name) => {
      const cell = [whole[name]].flat().join("; ")
      if (!FORMULA.test(cell)) return cell
      guarded.push(name)
      return `'${cell}`
    })
    return [...cells, guarded.join("; ")]
  })
  const lines = [[...COLUMNS, GUARDED], ...rows]
  return `\ufeff${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`
}

function quoted(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function absolute(record, root) {
  const whole = (address) => new URL(address, root).href
  const { address, source_addresses: sources } = record
  return { ...record, address: whole(address), source_addresses: sources.map(whole) }
}
