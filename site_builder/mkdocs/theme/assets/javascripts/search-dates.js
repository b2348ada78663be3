/* The dates that a query has as words: a day, a month or a year, as people write them. */

import { isInPhrase } from "./search-query.js"

const YEAR = "(?<year>[12]\\d{3})"
const DAY = "(?<day>\\d{1,2})(?:\\.|st|nd|rd|th)?"
const NAME = "(?<name>\\p{L}{3,})[.,]?"
/* “de” or “of” */
const OF = "(?:\\p{L}{2}\\s+)?"
const FORMS = [
  // 8 November 2024, 8. November 2024, 8 de noviembre de 2024, November 2024
  `(?:${DAY}\\s+${OF})?${NAME}\\s+${OF}${YEAR}(?:\\s+(?:г|года?|р|року)(?![\\p{L}]))?`,
  // November 8, 2024
  `${NAME}\\s+${DAY},?\\s+${YEAR}`,
  // 08.11.2024, 8. 11. 2024, 8/11/2024, 11.2024
  `(?:(?<day>\\d{1,2})(?<sign>[./-])\\s?)?(?<month>\\d{1,2})[./-]\\s?${YEAR}`,
  // 2024-11-08, 2024-11, 2024
  `${YEAR}(?:[./-](?<month>\\d{1,2})(?:[./-](?<day>\\d{1,2}))?)?`,
].map((form) => new RegExp(`(?<=^|\\s)["“”„«]?${form}[.,;]?["“”»]?(?=\\s|$)`, "giu"))
/* How languages write a month: alone, cut, and with a day (“ноябрь”, “ноября”). */
const WRITTEN = [{ month: "long" }, { month: "short" }, { month: "long", day: "numeric" }]

/*
 * Return the dates that the first one in a query can be: of each `date`, such as 2024-11-08, 2024-11 or 2024; `text`,
 * how it was typed; and `query`, the rest. 8/11/2024 can be two.
 */
export function datesIn(query) {
  for (const form of FORMS) {
    for (const { 0: text, index, groups } of query.matchAll(form)) {
      const rest = [query.slice(0, index), query.slice(index + text.length)]
      // Without its date, a phrase is another one.
      if (isInPhrase(rest[0]) || isInPhrase(text)) continue
      const about = { text, query: rest.map((one) => one.trim()).filter(Boolean).join(" ") }
      const dates = readings(groups)
      if (dates.length) return dates.map((date) => ({ date, ...about }))
    }
  }
  return []
}

/* Return the first and the last day of a date. */
export function days(date) {
  const [year, month = 12] = date.split("-")
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return { from: date + "-01-01".slice(date.length - 4), to: date + last.slice(date.length) }
}

function readings({ year, name, month = name && monthOf(name), day, sign }) {
  if (!month) return name ? [] : [year]
  const dayFirst = isoDate(year, month, day)
  const monthFirst = sign && (sign === "/" || !dayFirst) && isoDate(year, day, month)
  return [...new Set([dayFirst, monthFirst])].filter(Boolean)
}

/* Return a date that exists, or an empty text. */
function isoDate(...parts) {
  const date = parts
    .filter(Boolean)
    .map((part) => String(part).padStart(2, "0"))
    .join("-")
  const time = Date.parse(date)
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(date) ? "" : date
}

/* Return the number of a month that is named in the site's language, in the reader's, or in English. */
function monthOf(name) {
  const langs = [document.documentElement.lang, ...navigator.languages, "en-GB", "en"]
  const formats = langs.flatMap((lang) => WRITTEN.map((one) => new Intl.DateTimeFormat(lang, { ...one, timeZone: "UTC" })))
  const plain = (text) => text.toLowerCase().replace(".", "")
  const isNamed = (format, month) =>
    format.formatToParts(Date.UTC(2024, month, 1)).some(({ type, value }) => type === "month" && plain(value) === plain(name))
  return [...Array(12).keys()].find((month) => formats.some((format) => isNamed(format, month))) + 1
}
