/*
 * Read the files of the search index. docs/search-index.md describes them; `site_builder/search/`
 * writes them.
 */

const FORMAT = 6
/* Digits of the digest in the name of a file. */
const DIGEST = 9
/* How many files of texts share a digest. */
const TOGETHER = 4
const NUMBER_BYTES = 4
/* More than any place within a field. */
const FIELD = 2 ** 24
/* Milliseconds for which an index is taken to be the latest. */
const LASTING = 2_000

export class Index {
  /* Load what every search needs; `base` is the address of the index's folder. */
  static async open(base, { isLatest }) {
    const answer = await ask(base, { isLatest })
    const text = await answer.text()
    const about = JSON.parse(text)
    if (about.format !== FORMAT) throw new Error(`The index has format ${about.format}, not ${FORMAT}.`)
    return new Index(base, about, text, isLatest ? performance.now() : -Infinity)
  }

  constructor(base, about, text, seen) {
    this.base = base
    this.about = about
    this.text = text
    /* When it was the latest. */
    this.seen = seen
    let first = 0
    this.segments = about.segments.map((one) => {
      const segment = new Segment(new URL(`${one.folder}/`, base), one, first)
      first += one.documents
      return segment
    })
    this.documents = first
  }

  /*
   * Return whether the site has another index by now; looked at again only after some time. Nobody knows
   * without a connection: what was found stays then.
   */
  async isOutdated() {
    if (performance.now() - this.seen < LASTING) return false
    this.seen = performance.now()
    try {
      const answer = await ask(this.base, { isLatest: true })
      return (await answer.text()) !== this.text
    } catch {
      return false
    }
  }

  /* Return the segment of a document, and the document's number in it. */
  find(document) {
    const segment = this.segments.findLast(({ first }) => first <= document)
    return [segment, document - segment.first]
  }

  /* Return what is shown of some documents. */
  async shown(documents) {
    return Promise.all(
      documents.map(async (document) => {
        const [segment, at] = this.find(document)
        const { shown: size } = segment
        const number = Math.floor(at / size)
        const { head } = await segment.load("shown", number, Math.floor(number / TOGETHER))
        return head[at % size]
      }),
    )
  }
}

class Segment {
  constructor(base, { common, digests, documents, facets, shards, shown }, first) {
    this.base = base
    /* The digests of the files of each kind, one after the other. */
    this.digests = digests
    this.isDated = "dates" in digests
    this.hasNames = "names" in digests
    this.size = documents
    /* The bytes of the facets that have files of their own. */
    this.facets = facets
    /* How many documents share a file of what is shown. */
    this.shown = shown
    /* The words that have places only in pairs. */
    this.common = new Set(common)
    this.shards = shards
    /* The number of its first document among all. */
    this.first = first
    this.loaded = new Map()
  }

  /*
   * Return the JSON of a kind's file and the bytes after it; `at` is the place of its digest. Each file is
   * loaded once.
   */
  load(kind, number = 0, at = number, digests = this.digests[kind]) {
    const name = `${kind}-${number}-${digests.slice(at * DIGEST, (at + 1) * DIGEST)}.bin`
    if (!this.loaded.has(name)) {
      const loading = unpack(new URL(name, this.base))
      this.loaded.set(name, loading)
      loading.catch(() => this.loaded.delete(name))
    }
    return this.loaded.get(name)
  }

  /* Return the number of the shard that has a stem, if any has. */
  shardOf(stem) {
    let low = 0
    let high = this.shards.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.shards[middle] <= stem) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  /* Return the words of a shard by stem and language: `Map` of `[form, …]` with their places. */
  async shard(number) {
    const file = await this.load("words", number)
    if (!file.groups) {
      file.groups = new Map()
      let at = file.start
      const [digests, groups] = file.head
      /* Return a file of positions by its number among those of the shard. */
      const positions = (part) => this.load(`positions-${number}`, part, part, digests)
      for (const [stem, lang, entries] of groups) {
        const forms = entries.map(([form, count, length, ...where]) => {
          const term = { form, count, start: at, end: at + length, where, file, segment: this, positions }
          // A single number is the length of the places, which follow.
          at += length + (where.length === 1 ? where[0] : 0)
          return term
        })
        file.groups.set(`${lang} ${stem}`, forms)
      }
    }
    return file.groups
  }

  /* Return the forms of a stem in a language. */
  async forms(stem, lang) {
    const number = this.shardOf(stem)
    return number < 0 ? [] : ((await this.shard(number)).get(`${lang} ${stem}`) ?? [])
  }

  /* Return a facet's values and, for each document, where its numbers of values begin and end. */
  async facet(name) {
    if (name in this.facets) {
      const file = await this.load(`facet-${name.toLowerCase()}`)
      file.column ??= column(file.head, this.size, reader(file.bytes, file.start))
      return file.column
    }
    const file = await this.load("facets")
    if (!file.columns) {
      const read = reader(file.bytes, file.start)
      const all = Object.entries(file.head).map(([own, known]) => [own, column(known, this.size, read)])
      file.columns = new Map(all)
    }
    return file.columns.get(name) ?? null
  }

  /* Return the first and last days of all documents; none where there are no dates. */
  async dates() {
    if (!this.isDated) return null
    const file = await this.load("dates")
    if (!file.days) {
      const read = reader(file.bytes, file.start)
      file.days = { first: new Uint32Array(this.size), last: new Uint32Array(this.size) }
      for (let document = 0; document < this.size; document++) {
        file.days.first[document] = read()
        file.days.last[document] = file.days.first[document] + read()
      }
    }
    return file.days
  }
}

/* Read the values of the next facet, and for each document where its numbers of values begin and end. */
function column(known, documents, read) {
  const starts = new Uint32Array(documents + 1)
  const values = []
  for (let document = 0; document < documents; document++) {
    for (let left = read(); left > 0; left--) values.push(read())
    starts[document + 1] = values.length
  }
  return { known, starts, values: Uint32Array.from(values) }
}

/* Call `each(document, mask)` for each document of a term. */
export function eachDocument({ file: { bytes }, start, end }, each) {
  let document = 0
  let mask = 0
  let at = start
  while (at < end) {
    let byte = bytes[at++]
    let distance = byte & 127
    for (let shift = 7; byte > 127; shift += 7) distance |= ((byte = bytes[at++]) & 127) << shift
    if (distance & 1) {
      byte = bytes[at++]
      mask = byte & 127
      for (let shift = 7; byte > 127; shift += 7) mask |= ((byte = bytes[at++]) & 127) << shift
    }
    document += distance >> 1
    each(document, mask)
  }
}

/* Return the documents that have a term, in order, and the fields of each as a mask. They are read once. */
export function documentsOf(term) {
  if (!term.list) {
    const documents = new Uint32Array(term.count)
    const masks = new Uint32Array(term.count)
    let count = 0
    eachDocument(term, (document, mask) => {
      documents[count] = document
      masks[count++] = mask
    })
    term.list = { documents, masks }
  }
  return term.list
}

/* Return one number for a place in a field: neighbours in a field differ by 1. */
const placed = (field, place) => field * FIELD + place

/* Return the field of such a number. */
export const fieldOf = (number) => Math.floor(number / FIELD)

/*
 * Return the places of a term in some fields: by document, a list of numbers (`placed`). `fields` has a mask for
 * each document of the segment, 0 for those whose places are not wanted. Only the files that hold any of these are
 * loaded.
 */
export async function places(term, fields) {
  const { documents, masks } = documentsOf(term)
  const found = new Map()
  const take = (bytes, start, from, to) => {
    let at = start
    for (let next = from; next < to; next++) {
      const document = documents[next]
      const wanted = fields[document]
      const own = []
      for (let field = 0, mask = masks[next]; mask; field++, mask >>>= 1) {
        if (!(mask & 1)) continue
        const isWanted = (wanted >>> field) & 1
        let place = 0
        let distance
        do {
          let byte = bytes[at++]
          distance = byte & 127
          for (let shift = 7; byte > 127; shift += 7) distance |= ((byte = bytes[at++]) & 127) << shift
          place += distance >> 1
          if (isWanted) own.push(placed(field, place))
        } while (distance & 1)
      }
      if (own.length) found.set(document, own)
    }
  }
  const [file, offset, ...further] = term.where
  const { length } = documents
  if (offset === undefined) {
    take(term.file.bytes, term.end, 0, length)
    return found
  }
  const starts = [0, ...further, length]
  await Promise.all(
    starts.slice(0, -1).map(async (from, part) => {
      const to = starts[part + 1]
      if (!documents.subarray(from, to).some((document) => fields[document])) return
      const { bytes, start } = await term.positions(file + part)
      take(bytes, start + (part ? 0 : offset), from, to)
    }),
  )
  return found
}

/* Return a function that reads one number after the other (LEB128). */
function reader(bytes, start) {
  let at = start
  return () => {
    let byte = bytes[at++]
    let number = byte & 127
    for (let shift = 7; byte > 127; shift += 7) number |= ((byte = bytes[at++]) & 127) << shift
    return number
  }
}

async function unpack(address) {
  const answer = await get(address)
  const stream = answer.body.pipeThrough(new DecompressionStream("deflate"))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const length = new DataView(bytes.buffer).getUint32(0, true)
  const start = NUMBER_BYTES + length
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(NUMBER_BYTES, start)))
  return { head, bytes, start }
}

/* Ask for the root of an index, of which caches may have an old one. */
function ask(base, { isLatest }) {
  return get(new URL("index.json", base), { cache: isLatest ? "no-cache" : "default" })
}

export async function get(address, options) {
  const answer = await fetch(address, options)
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
  return answer
}
