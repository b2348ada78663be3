/*
 * Letters that look like those of another script, as in words that were copied from mixed-up texts: “sаnctions”
 * with a Cyrillic “а”. From Unicode's confusables (UTS #39), those that look the same in most typefaces. The check warns
 * of the same pairs in content (`content/values/lookalikes.py`).
 */

const LATIN = /\p{Script=Latin}/u
const WORD = /[\p{L}\p{M}]+/gu
/* Of other scripts: their letters, and below each the Latin one. */
const OTHERS = [
  { script: /\p{Script=Cyrillic}/u, letters: "АВЕЅІЈКМНОРСТУХаеорсухѕіјһԁԛԝѵ", latin: "ABESIJKMHOPCTYXaeopcyxsijhdqwv" },
  { script: /\p{Script=Greek}/u, letters: "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ", latin: "ABEZHIKMNOPTYXaivopu" },
]

/* Return a query with its mixed words in one script each: by Latin letters first, by those of another next. */
export function lookalikes(query) {
  const changed = OTHERS.flatMap(({ script, letters, latin }) => {
    const isMixed = (word) => LATIN.test(word) && script.test(word)
    return [
      [script, letters, latin],
      [LATIN, latin, letters],
    ].map(([from, some, others]) =>
      query.replace(WORD, (word) => (isMixed(word) ? rewritten(word, from, [...some], [...others]) : word)),
    )
  })
  return [...new Set(changed)].filter((one) => one !== query)
}

/* Return a word with all letters of a script as others; as it is if one of them has no like. */
function rewritten(word, script, some, others) {
  const letters = [...word].map((letter) => (script.test(letter) ? others[some.indexOf(letter)] : letter))
  return letters.includes(undefined) ? word : letters.join("")
}
