/* Cut the citation of a statement out of the file that has those of all its speaker's statements. */

/* How an entry begins and ends, by the ending of its file; no words within an entry can look so. */
const EDGES = {
  bib: (key) => [`@misc{${key.replace("/", ":")},\n`, "\n}"],
  ris: (key) => [`TY  - ELEC\nID  - ${key}\n`, "\nER  - "],
  json: (key) => [`{\n "id": ${JSON.stringify(key)},\n`, "\n}"],
}

/* Return the entry of a statement, by its key `person/statement`. */
export function entryOf(text, ending, key) {
  const [begin, end] = EDGES[ending](key)
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`no citation of ${key}`)
  return text.slice(from, to + end.length)
}

/* Return an entry as it stands in a file of its own, without the line break at its end. */
export function asFile(entry, ending) {
  return ending === "json" ? `[${entry}]` : entry
}
