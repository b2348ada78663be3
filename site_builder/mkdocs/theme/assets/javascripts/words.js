/*
 * The scripts' words in the site's language, as GNU gettext has them. The build of a site in another
 * language than English replaces these two lines (`words/scripts.py`).
 */
const messages = {}
const form = (n) => n !== 1
/* Made here, because that takes long, and scripts wait for files now. */
const numbers = new Intl.NumberFormat(document.documentElement.lang)

/* Return a message with its values in place of `%(name)s`. */
export function gettext(message, values = {}) {
  return filled(messages[message]?.[0] ?? message, values)
}

/* Return the form of a message that goes with a number, which is also its `%(num)s`. */
export function ngettext(one, many, number, values = {}) {
  const forms = messages[one] ?? [one, many]
  return filled(forms[Number(form(number))], { num: inWords(number), ...values })
}

/* Return a number with the language's separators. */
export function inWords(number) {
  return numbers.format(number)
}

function filled(message, values) {
  return message.replace(/%\((\w+)\)s/g, (_, name) => values[name])
}
