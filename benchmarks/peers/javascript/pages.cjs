// Every page of the site: `pages(all, told)` yields addresses and HTML.
const markdownIt = require("markdown-it");
const {
  KINDS, MONTHS, basis, byYear, compared, date, dated, grouped, monthInWords, newestFirst, officeInOneLine, span, termsOf, yearOf,
} = require("./content.cjs");

const SITE = "https://example.org/";
const NAME = "Synthetic fact sheet";
const PART = 130000;
const LABELS = { quote: "Quote", paraphrase: "Paraphrase", action: "Action" };
const MEANINGS = {
  quote: "The speaker’s exact words, as the source prints them.",
  paraphrase: "What the source says was said. The wording is not the speaker’s.",
  action: "What the source says was done, or pointedly not done.",
};
const STATUS_MEANINGS = {
  disputed: "Somebody disputes that this was said, or that it was said in this way.",
  retracted: "This was taken back after it had been said or published.",
};
const LANGUAGES = { en: "English", ru: "Russian", uk: "Ukrainian", ar: "Arabic" };
const MARKS = { en: "“”", ru: "«»", uk: "«»", ar: "”“" };
const COUNTRIES = {
  AQ: "Antarctica", BV: "Bouvet Island", GS: "South Georgia & South Sandwich Islands",
  HM: "Heard & McDonald Islands", TF: "French Southern Territories", UM: "U.S. Outlying Islands",
};
const TRANSLATIONS = {
  official: "official translation", outlet: "translated by the outlet",
  editor: "translated by the editors of this site", machine: "machine translation", unknown: "translator unknown",
};
const TYPES = {
  "article-newspaper": "Newspaper article", broadcast: "Broadcast", post: "Post", speech: "Speech", webpage: "Webpage",
};
const LINKED_TYPES = {
  "article-newspaper": "NewsArticle", post: "SocialMediaPosting", speech: "CreativeWork", webpage: "WebPage",
};
const AVAILABILITY = {
  live: "Online", dead: "No longer at this address", deleted: "Deleted by the publisher",
  paywalled: "Behind a paywall", unlocated: "Not found online",
};
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const e = (text) => (/[&<>"']/.test(text) ? String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]) : String(text));
const many = (number, one, more = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : more}`;
const statements = (number) => many(number, "statement");
const capital = (text) => text[0].toUpperCase() + text.slice(1);
const link = (root, address, text) => `<a href="${root}${address}">${e(text)}</a>`;
const person = (root, it) => `<a href="${root}people/${it.id}/"><bdi>${e(it.name)}</bdi></a>`;

const markdown = markdownIt();
const FOLDERS = { person: "people", theme: "themes", source: "sources", statement: "people" };

function prose(root, text) {
  if (!/[*[\n`_]/.test(text)) return `<p>${e(text)}</p>`;
  return markdown
    .render(text)
    .trim()
    .replace(/href="(person|theme|source|statement):([^"]*)"/g, (_, kind, id) => `href="${root}${FOLDERS[kind]}/${id}/"`)
    .replace(/href="(https?:[^"]*)"/g, 'href="$1" rel="external"');
}

function foreign(lang) {
  return !lang || lang === "en" ? "" : ` lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"`;
}

function people(all) {
  const bodies = all.filter((it) => it.kind === "organisation").length;
  if (!bodies) return many(all.length, "person", "people");
  if (bodies === all.length) return many(all.length, "group");
  return many(all.length, "person or group", "people and groups");
}

// Words, whole or their beginning.

const marksOf = (entry) => (entry.kind === "quote" ? MARKS[entry.statement.lang || "en"] || "“”" : "");

function beginning(words, width) {
  if (words.length <= width) return words;
  const space = words.lastIndexOf(" ", width - 1);
  return words.slice(0, space > width / 2 ? space : width).trimEnd();
}

function shortened(entry, width) {
  const [open = "", close = ""] = marksOf(entry);
  const start = beginning(entry.words, width);
  return `${open}${start}${close}${start === entry.words ? "" : " (continues)"}`;
}

const flagged = (entry, text) => (entry.statusWord ? `${entry.statusWord}: ${text}` : text);
const titleOf = (entry) => flagged(entry, `${entry.person.name}, ${dated(entry)}: ${shortened(entry, 60)}`);

const ofKind = (block, kind) => (kind === "quote" ? "" : ` ${block}--${kind}`);

function marked(words, marks) {
  if (!marks) return e(words);
  return `<span class="fs-mark">${marks[0]}</span>${e(words)}${marks[1] ? `<span class="fs-mark">${marks[1]}</span>` : '<span class="fs-mark"></span>'}`;
}

function wordsOf(text, kind, lang, marks = MARKS[lang || "en"]) {
  if (kind !== "quote") return `<p class="fs-words"${foreign(lang)}>${e(text)}</p>\n`;
  return `<blockquote class="fs-words"${foreign(lang)}><span>${marks[0]}</span>${e(text)}<span>${marks[1] ?? ""}</span></blockquote>\n`;
}

function original({ statement, kind }) {
  if (!statement.original) return "";
  return `<div class="fs-original"><p class="fs-original__label">In the original</p>
${wordsOf(statement.original, kind, statement.spoken_lang)}</div>\n`;
}

function spoken({ statement }) {
  if (!statement.spoken_lang || statement.spoken_lang === (statement.lang || "en")) return "";
  return `said in ${LANGUAGES[statement.spoken_lang]}, ${TRANSLATIONS[statement.translation || "unknown"]}`;
}

// Where a source opens.

const encoded = (text) =>
  encodeURIComponent(text).replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function sourceWords({ source }, { statement }) {
  if (!statement.quote) return "";
  const isOurs = ["editor", "machine"].includes(statement.translation);
  if (!isOurs && source.lang === (statement.lang || "en")) return statement.quote;
  return statement.original && source.lang === statement.spoken_lang ? statement.original : "";
}

function atWords(url, words, citation) {
  const [before, after] = [citation.prefix || "", citation.suffix || ""];
  if (!words) return "";
  let start = words;
  if (words.length > 120) {
    const space = words.lastIndexOf(" ", 120);
    start = space > 0 ? words.slice(0, space) : words;
  }
  const end = words.slice(start.length).trim().split(/\s+/).slice(-5).join(" ");
  if ((before + start + (end ? "" : after)).length < 20) return "";
  const parts = [start, end].filter(Boolean).map(encoded).join();
  return `${url}#:~:text=${before ? `${encoded(before)}-,` : ""}${parts}${after ? `,-${encoded(after)}` : ""}`;
}

function opening(cited, entry) {
  if (!entry) return opened(cited, entry);
  if (cited.opening === undefined) cited.opening = opened(cited, entry);
  return cited.opening;
}

function opened(cited, entry) {
  const { source, citation } = cited;
  const { availability, archives, url } = source;
  const hasText = !["broadcast", "post"].includes(source.type);
  const words = entry && hasText ? sourceWords(cited, entry) : "";
  if (archives && (!url || ["dead", "deleted"].includes(availability))) {
    const [copy] = archives;
    const note = availability ? `the original: ${AVAILABILITY[availability].toLowerCase()}` : "";
    const label = `open the copy archived ${date(copy.captured).words}`;
    const found = atWords(copy.url, words, citation);
    return found ? { address: found, label: `${label} at the words`, note, isCopy: true } : { address: copy.url, label, note, isCopy: true };
  }
  if (!url) return null;
  if (availability && availability !== "live") return { address: url, label: "open", note: AVAILABILITY[availability].toLowerCase() };
  const found = atWords(url, words, citation);
  return found ? { address: found, label: "open at the words" } : { address: url, label: "open" };
}

// Citations.

const cite = (root, source) =>
  `<cite${source.lang ? ` lang="${source.lang}"` : ""} dir="auto">${link(root, `sources/${source.id}/`, source.title)}</cite>`;
const published = (source) => (source.publication ? `, <bdi>${e(source.publication)}</bdi>` : "");
const time = (it) => (it.datetime ? `<time datetime="${it.datetime}">${it.words}</time>` : it.words);

function citation(root, cited, entry) {
  const { source } = cited;
  const opens = opening(cited, entry);
  const isCopy = opens && opens.isCopy;
  let told = source.authors ? `<bdi>${e(source.authors.join(", "))}</bdi>, ` : "";
  told += cite(root, source) + published(source);
  if (source.publisher) told += `, <bdi>${e(source.publisher)}</bdi>`;
  if (source.issued) told += `, ${date(source.issued).words}`;
  if (cited.citation.locator) told += `, <bdi>${e(cited.citation.locator)}</bdi>`;
  if (opens) {
    const [page] = opens.address.split(/#?:~:/);
    told += `; <a href="${e(opens.address)}"${page === opens.address ? "" : ` data-address="${e(page)}"`} rel="external">${e(opens.label)}</a>`;
    if (opens.note) told += ` (${e(opens.note)})`;
  }
  (source.archives || []).forEach((copy, at) => {
    if (!(isCopy && at === 0)) told += `; <a href="${e(copy.url)}" rel="external">archived ${time(date(copy.captured))}</a>`;
  });
  if (isCopy && source.url) told += `; <a href="${e(source.url)}" rel="external">original address</a>`;
  return told;
}

function relays(root, steps) {
  if (!steps.length) return "";
  const items = steps.map(({ source, through, depth }) => {
    const who = depth > 1 ? `<cite dir="auto">${e(through.title)}</cite> cites` : "It cites";
    return `<li>${who} ${cite(root, source)}${published(source)}.`;
  });
  return `<ul class="fs-relays">\n${items.join("\n")}\n</ul>\n`;
}

// A statement wherever it appears.

const filed = (it) =>
  ` data-kind="${it.kind}" data-year="${it.date.period}" data-person="${it.person.id}" data-theme="${it.themes.map((one) => one.id).join(" ")}"`;

const flag = (root, it) =>
  it.statusWord
    ? `<a class="fs-status fs-status--${it.status}" href="${root}how-to-read/#${it.status}">${e(it.statusWord)}<small>${STATUS_MEANINGS[it.status]}</small></a> `
    : "";

const labels = (root, { kind }) =>
  `<a class="fs-kind${ofKind("fs-kind", kind)}" href="${root}how-to-read/#${kind}">${LABELS[kind]}<small>${MEANINGS[kind]}</small></a>`;

/* When something was said, and in which language: one element among labels. */
const when = (it) =>
  basis(it) || spoken(it)
    ? `<span>${time(it.date)}${basis(it)}${spoken(it) ? ` · ${spoken(it)}` : ""}</span>`
    : time(it.date);

function line(root, it) {
  const [first] = it.cited;
  const more = it.cited.length - 1;
  const via = first.source.behind.filter((step) => step.depth === 1).map((step) => step.source.publication || step.source.title);
  let told = `<ul class="fs-evidence">\n<li class="fs-evidence__date">${time(it.date)}${basis(it)} ·\n`;
  if (it.offices) told += `<li><bdi>${e(it.offices)}</bdi> ·\n`;
  if (it.possible) told += `<li><bdi>${e(it.possible)}</bdi> ·\n`;
  told += `<li>${cite(root, first.source)}${published(first.source)}`;
  if (first.citation.locator) told += `, <bdi>${e(first.citation.locator)}</bdi>`;
  told += `${more ? `; ${many(more, "more citation")}` : ""} ·\n`;
  if (via.length) told += `<li>source cites <bdi>${e(via.join(", "))}</bdi> ·\n`;
  if (spoken(it)) told += `<li>${spoken(it)} ·\n`;
  return `${told}<li>not checked
</ul>
<p class="fs-address" aria-hidden="true">${SITE}${it.address}</p>
`;
}

const record = (root, it, label = "Full record") =>
  `<a href="${root}${it.address}" aria-label="${label}: ${e(titleOf(it))}">${label}</a>`;

function actions(root, it, { toRecord = true, toCopy = false } = {}) {
  const opens = opening(it.cited[0], it);
  let told = '<div class="fs-actions">\n';
  if (opens) {
    told += `<a href="${e(opens.address)}" rel="external">${capital(opens.label)}</a>${opens.note ? ` <span>(${opens.note})</span>` : ""}\n\n`;
  }
  if (toRecord) told += `${record(root, it)}\n`;
  if (toCopy) {
    told += `<p class="fs-copying"><button>Copy ${it.kind === "quote" ? "quote " : ""}with source</button> <output></output></p>\n\n`;
  }
  return `${told}</div>\n`;
}

const kept = new Map();

function row(root, it) {
  const key = `${root}${it.key}`;
  if (!kept.has(key)) kept.set(key, printedRow(root, it));
  return kept.get(key);
}

function printedRow(root, it) {
  return `<li class="fs-row fs-row--${it.kind} fs-row--${it.status}"${filed(it)}>
<p class="fs-labels">${flag(root, it)}<b><a href="${root}people/${it.person.id}/">${e(it.person.name)}</a></b> ${labels(root, it)}</p>
${wordsOf(it.words, it.kind, it.statement.lang)}
${line(root, it)}
${actions(root, it)}

`;
}

const rows = (root, entries) => `<ul class="fs-rows">\n${entries.map((it) => row(root, it)).join("")}</ul>\n`;

function statusNote(root, it, isWhole) {
  let told = "";
  if (it.retractedBy) {
    told += `<div class="fs-note fs-note--retracted"><p class="fs-note__title">${link(root, it.retraction.address, it.retractedBy)}</p></div>\n`;
  }
  const note = it.statement.status_note;
  if (!note) return told;
  const sources = isWhole ? note.citations.map((one) => `<p class="fs-note__source">${citation(root, { citation: one, source: it.noted(one) })}</p>`) : [];
  return `${told}<div class="fs-note fs-note--${it.statement.status}" id="${it.statement.id}_status"><p class="fs-note__title">${capital(it.statement.status)}</p>
${prose(root, note.note)}
${sources.join("")}
</div>
`;
}

function card(root, it) {
  return `<div class="fs-statement${ofKind("fs-statement", it.kind)} fs-statement--${it.status}" id="${it.statement.id}"${filed(it)}>
<p class="fs-labels">${flag(root, it)}<b>${e(it.person.name)}</b> ${labels(root, it)}</p>
${statusNote(root, it, false)}${wordsOf(it.words, it.kind, it.statement.lang)}
${original(it)}${line(root, it)}
${actions(root, it, { toCopy: true })}
<details class="fs-details"><summary>Details</summary></details>
</div>
`;
}

// What pages of several kinds have.

const crumbs = (root, trail) =>
  `<nav class="fs-crumbs" aria-label="Breadcrumb"><ol>${trail.map(([title, address]) => `<li>${link(root, address, title)}`).join("")}</ol></nav>\n`;
const figures = (all) => (all.length ? `<ul class="fs-figures">\n${all.map((it) => `<li>${e(it)}\n`).join("")}</ul>\n` : "");
const summary = (root, text) =>
  text ? `<div class="fs-summary"><p class="fs-summary__label">Summary by the editors</p>\n${prose(root, text)}</div>\n` : "";
const partOf = (address, number) => (number === 1 ? address : `${address}page_${number}/`);
const fact = (name, value) => (value ? `<div><dt>${name}<dd>${value}</div>\n` : "");

function cut(items, weigh) {
  const parts = [[]];
  let weight = 0;
  for (const item of items) {
    const own = weigh(item);
    if (weight + own > PART && parts.at(-1).length) {
      parts.push([]);
      weight = 0;
    }
    parts.at(-1).push(item);
    weight += own;
  }
  return parts;
}

const rowWeight = (it) => 1420 + 2 * it.words.length;
const suffix = (number, total) => (number === 1 ? "" : `, part ${number} of ${total}`);

function parts(root, address, number, total) {
  if (total === 1) return "";
  const near = new Set([1, total]);
  for (let at = Math.max(1, number - 2); at <= Math.min(total, number + 2); at++) near.add(at);
  let last = 0;
  let told = '<nav class="fs-parts" aria-label="Parts of this page">\n<ol>\n';
  for (const at of [...near].sort((a, b) => a - b)) {
    if (at > last + 1) told += '<li aria-hidden="true">…\n';
    told +=
      at === number
        ? `<li><span aria-current="page">${at}</span>\n`
        : `<li><a href="${root}${partOf(address, at)}" aria-label="Part ${at}">${at}</a>\n`;
    last = at;
  }
  return `${told}</ol>\n</nav>\n`;
}

const FILTERS = {
  person: ["Person", (it) => [[it.person.id, it.person.name]], "people"],
  theme: ["Theme", (it) => it.themes.map((one) => [one.id, one.title]), "themes"],
  kind: ["Kind", (it) => [[it.kind, LABELS[it.kind]]]],
  year: ["Year", (it) => [[it.date.period, date(it.date.period).words]]],
  month: ["Month", (it) => [[it.date.month.replace("/", "-to-"), monthInWords(it.date.month)]]],
};

const known = new WeakMap();

function optionsOf(entries, names) {
  if (known.has(entries)) return known.get(entries);
  const made = [];
  for (const name of names) {
    const [label, values, list] = FILTERS[name];
    const options = [...grouped(entries.flatMap(values))];
    if (options.length < 2) continue;
    if (list) options.sort((a, b) => compared(a[1][0].toLowerCase(), b[1][0].toLowerCase()));
    if (name === "kind") options.sort((a, b) => KINDS.indexOf(a[0]) - KINDS.indexOf(b[0]));
    if (name === "year") options.sort((a, b) => compared(b[0], a[0]));
    made.push({ name, label, list, options });
  }
  known.set(entries, made);
  return made;
}

function filters(root, scope, entries, names, address, number = 1, total = 1, own = "") {
  if (entries.length < 4) return "";
  let told = "";
  for (const { name, label, list, options } of optionsOf(entries, names)) {
    told += `<label><span>${label}</span>\n`;
    if (list && options.length > 100) {
      told += `<input type="search" name="${name}" list="fs-every-${name}" data-rows="${root}${list}/rows.json" placeholder="All" autocomplete="off"></label><datalist id="fs-every-${name}"></datalist>\n`;
      continue;
    }
    const made = options.map(([id, titles]) => `<option value="${id}">${e(titles[0])} (${titles.length})`);
    told += `<select name="${name}"><option value="">All${made.join("")}</select></label>\n`;
  }
  if (!told) return "";
  const joined = total > 1 ? ` data-part="${number}" data-first="${root}${address}"${own ? ` data-person="${own}"` : ""}` : "";
  return `<form class="fs-filter" data-fs-filter="${scope}"${joined} aria-label="Filter the statements" hidden>
${told}<button type="reset">Show all</button>
<output></output>
</form>
<script type="module" src="${root}assets/javascripts/filters.js"></script>
`;
}

function chart(root, entries, lead) {
  const units = {
    month: (text) => +text.slice(0, 4) * 12 + +text.slice(5, 7) - 1,
    year: (text) => +text.slice(0, 4),
  };
  const group = (unit) =>
    grouped(
      entries
        .filter((it) => units[unit](it.date.earliest) === units[unit](it.date.latest))
        .map((it) => [units[unit](it.date.earliest), it]),
    );
  const range = (found) => Math.max(...found.keys()) - Math.min(...found.keys());
  let unit = "month";
  let found = group(unit);
  const areMonths = entries.every((it) => it.date.isInterval || it.date.first.length >= 7);
  if (!areMonths || found.size < 2 || range(found) >= 24) {
    unit = "year";
    found = group(unit);
    if (found.size < 2) return { html: "", bars: [] };
  }
  const most = Math.max(...[...found.values()].map((own) => own.length));
  const bars = [];
  for (let at = Math.min(...found.keys()), last = Math.max(...found.keys()); at <= last; at++) {
    const own = found.get(at) || [];
    const label = unit === "year" ? String(at) : `${MONTHS[at % 12]} ${Math.floor(at / 12)}`;
    const height = Math.ceil((own.length * 100) / most);
    bars.push({ label, number: own.length, x: bars.length * 10, height, address: own.length ? lead(own[0], unit) : "" });
  }
  const drawn = bars.reduce((sum, bar) => sum + bar.number, 0);
  const out = entries.length - drawn;
  const leftOut = out ? `not shown: ${out} that ${out === 1 ? "spans" : "span"} more than one ${unit}` : "";
  const each = bars.filter((bar) => bar.number).map((bar) => `${bar.label}: ${bar.number.toLocaleString("en")}`);
  if (leftOut) each.push(leftOut);
  const width = bars.length * 10;
  const drawings = bars
    .filter((bar) => bar.number)
    .map(
      (bar) =>
        `<${bar.address ? `a href="${root}${bar.address}" tabindex="-1"` : "g"}><title>${bar.label}: ${bar.number.toLocaleString("en")}</title><rect class="fs-chart__ground" x="${bar.x}" y="0" width="10" height="100"/><rect x="${bar.x + 1}" y="${100 - bar.height}" width="8" height="${bar.height}"/></${bar.address ? "a" : "g"}>\n`,
    );
  const html = `<figure class="fs-chart" aria-label="Statements over time: ${statements(drawn)} by ${unit}. ${each.join("; ")}.">
<svg viewBox="0 0 ${width} 100" width="${Math.min(Math.max(width * 3, 360), 720)}" height="60" preserveAspectRatio="none" aria-hidden="true">
${drawings.join("")}</svg>
<figcaption><span>${bars[0].label}</span><span>Statements over time, up to ${most.toLocaleString("en")} a ${unit}${leftOut ? `; ${leftOut}` : ""}</span><span>${bars.at(-1).label}</span></figcaption>
</figure>
`;
  return { html, bars };
}

const years = (root, links, here = "") =>
  `<nav class="fs-years" aria-label="Years"><ul>\n${links
    .map(([year, number, address]) => `<li><a href="${root}${address}"${year === here ? ' aria-current="true"' : ""}>${year}</a> <small>${number.toLocaleString("en")}</small>\n`)
    .join("")}</ul></nav>\n`;

function spanOf(entries) {
  if (!entries.length) return "";
  const [first] = [...entries].sort((a, b) => compared(a.date.earliest, b.date.earliest));
  const [last] = [...entries].sort((a, b) => compared(b.date.latest, a.date.latest));
  const [start, end] = [first.date.text.split("/")[0], last.date.text.split("/").at(-1)];
  return start === end ? date(start).words : span(start, end);
}

// A page around its article.

function linkedData({ graph = [], trail = [] }) {
  const nodes = [...graph];
  if (trail.length) {
    const whole = trail.length > 1 ? trail : [["Home", ""], ...trail];
    const items = whole.map(([name, at], number) => ({ "@type": "ListItem", position: number + 1, name, item: SITE + at }));
    nodes.push({ "@type": "BreadcrumbList", itemListElement: items });
  }
  return JSON.stringify({ "@context": "https://schema.org", "@graph": nodes }).replace(/</g, "\\u003c");
}

function around(frame, page) {
  const { address, title, description, contents, article, metadata = "" } = page;
  const root = depth(address);
  const toc = contents.map(([id, name]) => `<li class="md-nav__item"><a href="#${id}" class="md-nav__link">${e(name)}</a>`).join("");
  const within = (text) => text.replaceAll("{root}", root || "./").replace("{toc}", () => toc);
  return `<!doctype html>
<html lang="en" class="no-js"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="description" property="og:description" content="${e(description)}"><link rel="canonical" href="${SITE}${address}"><link rel="icon" href="${root}assets/images/favicon.png"><title>${e(title)}${address ? ` - ${NAME}` : ""}</title>${within(frame.links)}
<meta property="og:type" content="article">
<meta property="og:title" content="${e(title)}">

<meta property="og:site_name" content="${NAME}">

<meta property="og:url" content="${SITE}${address}">

${metadata}<script type="application/ld+json">${linkedData(page)}</script></head>${within(frame.before)}<article class="md-content__inner md-typeset">
${article}
</article>${within(frame.after)}`;
}

const depth = (address) => "../".repeat(address.split("/").length - 1);
const named = (type, name, address) => ({ "@type": type, "@id": SITE + address, name });

function sourceNode(source) {
  const node = named(LINKED_TYPES[source.type] || "CreativeWork", source.title, `sources/${source.id}/`);
  if (source.authors) node.creditText = source.authors.join(", ");
  node.isPartOf = { "@type": "CreativeWork", name: source.publication };
  if (source.publisher) node.publisher = { "@type": "Organization", name: source.publisher };
  node.datePublished = source.issued;
  node.inLanguage = source.lang;
  if (source.url) node.url = source.url;
  if (source.archives) node.archivedAt = source.archives.map((copy) => copy.url);
  return node;
}

// The pages of statements.

function sourceLine({ source, citation: its }) {
  const copy = (source.archives || [])[0];
  return [
    (source.authors || []).join(", "), `“${source.title}”`, source.publication, source.publisher, source.issued, its.locator,
    source.url, source.accessed && `accessed ${source.accessed}`, copy && `archived ${copy.captured}: ${copy.url}`,
  ].filter(Boolean).join(", ");
}

function reference(it, isWhole) {
  const [open = "", close = ""] = marksOf(it);
  const words = isWhole ? `${open}${it.words}${close}` : shortened(it, 300);
  const label = it.kind === "quote" ? "" : ` [${it.kind}]`;
  return flagged(it, `${it.person.name}, ${dated(it)}${label}: ${words}`);
}

function cited(it, isWhole = false) {
  const title = reference(it, isWhole);
  const close = marksOf(it)[1] || "";
  const ended = /[.!?…]$/.test(close && title.endsWith(close) ? title.slice(0, -1) : title);
  return `${title}${ended ? "" : "."} In: ${it.cited.map(sourceLine).join("; ")}. ${NAME}, ${SITE}${it.address}`;
}

// Where a citation leaves words out, all of them are the value of an element.
function citedToCopy(it) {
  const [plain, full] = [cited(it), cited(it, true)];
  if (plain === full) return e(plain);
  let [from, end] = [0, 0];
  while (plain[from] === full[from]) from += 1;
  while (end < plain.length - from && plain.at(-1 - end) === full.at(-1 - end)) end += 1;
  const [cut, whole] = [plain, full].map((text) => text.slice(from, text.length - end));
  return `${e(plain.slice(0, from))}<data value="${e(whole)}">${e(cut)}</data>${e(plain.slice(plain.length - end))}`;
}

function passages(it) {
  let told = "";
  for (const one of it.cited) {
    const { prefix, suffix: after } = one.citation;
    const quote = sourceWords(one, it);
    if (!quote || !(prefix || after)) continue;
    const lang = quote === it.words ? it.statement.lang : it.statement.spoken_lang;
    const marks = MARKS[lang || "en"];
    const shown = quote.length > 300 ? "the words above" : `${marks[0]}${e(quote)}${marks[1]}`;
    told += `<p class="fs-passage"><span class="fs-passage__label">In the source</span> <span${foreign(lang)}>… ${prefix ? `${e(prefix)} ` : ""}<mark>${shown}</mark>${after ? ` ${e(after)}` : ""} …</span></p>\n`;
  }
  return told;
}

function facts(root, it) {
  const { statement } = it;
  let told = fact("Date", `${time(it.date)}${basis(it)}${statement.date_note ? `. ${e(statement.date_note)}` : ""}`);
  told += fact("Office at the time", e(it.offices)) + fact("Office on that day not certain", e(it.possible));
  told += fact("Named in the source as", e(statement.as_printed || ""));
  told += fact(it.kind === "action" ? "Place" : "Where it was said", e(statement.medium || ""));
  if (spoken(it)) told += fact("Language", capital(spoken(it)));
  it.cited.forEach((one, at) => {
    const number = it.cited.length > 1 ? ` ${at + 1}` : "";
    told += fact(`Source${number}`, `${citation(root, one, it)}\n${relays(root, one.source.behind)}`);
    told += fact(`Checked${number}`, '<span class="fs-proof fs-proof--no-copy">Not checked: we hold no copy.</span>');
  });
  told += fact("About", it.about.map((one) => person(root, one)).join(", "));
  told += fact("Themes", it.themes.map((one) => `<a href="${root}themes/${one.id}/"><bdi>${e(one.title)}</bdi></a>`).join(", "));
  return `<dl class="fs-facts">\n${told}</dl>\n`;
}

function chains(root, it) {
  return it.cited
    .filter((one) => one.source.behind.length)
    .map(({ source }) => {
      const far = Math.max(...source.behind.map((step) => step.depth));
      let told = '<ol class="fs-chain" aria-label="Sources that the source cites">\n';
      for (let at = far; at; at--) {
        const steps = source.behind.filter((step) => step.depth === at);
        told += `<li>${steps.map((step) => `<span class="fs-chain__source">${cite(root, step.source)}${step.source.publication ? `<small>${e(step.source.publication)}</small>` : ""}</span>`).join("")}\n`;
      }
      return `${told}<li><span class="fs-chain__source">${cite(root, source)}<small>${e(source.publication)}</small></span>
<li><span class="fs-chain__source fs-chain__here">This page</span>
</ol>
`;
    })
    .join("");
}

function brief(root, it) {
  const status = it.statusWord ? `<span class="fs-status fs-status--${it.status}">${e(it.statusWord)}</span> ` : "";
  return `<li class="fs-row fs-row--${it.status}">
<p class="fs-labels">${status}<span class="fs-kind${ofKind("fs-kind", it.kind)}">${LABELS[it.kind]}</span> ${when(it)}</p>
${wordsOf(it.words, it.kind, it.statement.lang)}
<p class="fs-actions">${record(root, it)}</p>

`;
}

function othersOf(it, own) {
  const [themes, sources] = [new Set(it.themes), new Set(it.cited.map((one) => one.source))];
  const day = Date.parse(it.date.earliest);
  const far = (one) => Math.abs(Date.parse(one.date.earliest) - day);
  return own
    .filter((one) => one !== it && (one.themes.some((theme) => themes.has(theme)) || one.cited.some((its) => sources.has(its.source))))
    .sort((a, b) => far(a) - far(b))
    .slice(0, 10);
}

function statementPage(all, it) {
  const { address, statement } = it;
  const root = depth(address);
  const others = othersOf(it, all.byPerson.get(it.person.id));
  const marks = marksOf(it);
  const isWhole = it.words.length <= 300;
  const heading = isWhole ? marked(it.words, marks) : marked(beginning(it.words, 120), marks && marks[0]);
  const name = e(it.person.name);
  const contents = [["evidence", "Evidence"]];
  const trail = [["People", "people/"], [it.person.name, `people/${it.person.id}/`]];
  let told = crumbs(root, trail);
  told += `<div class="fs-statement${ofKind("fs-statement", it.kind)} fs-statement--${it.status} fs-statement--whole">
<p class="fs-labels">${flag(root, it)}${labels(root, it)}</p>
${statusNote(root, it, true)}`;
  if (statement.corrections) {
    told += `<p class="fs-corrected"><a href="#corrections">Corrected ${time(date(statement.corrections.at(-1).date))}</a>: what was wrong is below.</p>\n`;
  }
  told += `<h1 id="sheet" class="fs-title${ofKind("fs-title", it.kind)}">${it.statusWord ? `${e(it.statusWord)}: ` : ""}<span class="fs-words"${foreign(statement.lang)}>${heading}</span>${isWhole ? "" : " <small>(continues below)</small>"}</h1>
<p class="fs-said">${person(root, it.person)}</p>
${isWhole ? "" : wordsOf(it.words, it.kind, statement.lang)}${original(it)}${line(root, it)}
${actions(root, it, { toRecord: false, toCopy: true })}
</div>
${passages(it)}<h2 id="evidence">Evidence</h2>
${chains(root, it)}${facts(root, it)}`;
  if (statement.context) {
    contents.push(["context", "Context"]);
    told += `<h2 id="context">Context</h2>\n${prose(root, statement.context)}\n`;
  }
  if (it.linked.length) {
    contents.push(["linked", "Linked statements"]);
    told += `<h2 id="linked">Linked statements</h2>\n${it.linked.map(([label, other]) => `<h3>${label}</h3>\n${rows(root, [other])}`).join("")}`;
  }
  contents.push(["cite", "Cite this"]);
  told += `<h2 id="cite">Cite this</h2>
<p class="fs-permalink">Permanent link: <a href="${SITE}${address}">${SITE}${address}</a></p>
<details class="fs-details fs-cite" open><summary>Plain text</summary>
<pre><code>${citedToCopy(it)}</code></pre></details>
<p class="fs-formats" data-fs-key="${it.key}">All statements by <bdi>${name}</bdi>, for reference managers: <a href="../citations.bib" download>BibTeX</a> · <a href="../citations.ris" download>RIS</a> · <a href="../citations.json" download>CSL-JSON</a></p>
<script type="module" src="${root}assets/javascripts/cite.js"></script>
`;
  if (statement.corrections) {
    contents.push(["corrections", "Corrections"]);
    const made = statement.corrections.map((one, at) => `<div id="correction-${at + 1}"><dt>${time(date(one.date))}<dd>${prose(root, one.note)}</div>\n`);
    told += `<h2 id="corrections">Corrections</h2>\n<dl class="fs-facts">\n${made.join("")}</dl>\n`;
  }
  if (others.length) {
    contents.push(["others", "More by the same person"]);
    told += `<h2 id="others">More by <bdi>${name}</bdi> on the same theme or in the same source</h2>\n<ul class="fs-rows">\n${others.map((one) => brief(root, one)).join("")}</ul>\n`;
  }
  const isQuote = it.kind === "quote";
  const speaker = named(it.person.kind === "organisation" ? "Organization" : "Person", it.person.name, `people/${it.person.id}/`);
  const node = { "@type": isQuote ? "Quotation" : "WebPage" };
  if (it.statusWord) node.creativeWorkStatus = it.statusWord;
  Object.assign(node, {
    "@id": SITE + address, inLanguage: statement.lang || "en", citation: it.cited.map((one) => sourceNode(one.source)),
  });
  if (statement.corrections) node.correction = statement.corrections.map((one) => one.note);
  const about = [
    ...it.themes.map((one) => named("Thing", one.title, `themes/${one.id}/`)),
    ...it.about.map((one) => named("Thing", one.name, `people/${one.id}/`)),
  ];
  if (isQuote) {
    const known = [it.statusWord, basis(it) && dated(it), spoken(it)].filter(Boolean);
    if (known.length) node.description = known.map((one) => `${capital(one)}.`).join(" ");
    Object.assign(node, {
      text: it.words, creator: speaker, spokenByCharacter: { "@type": speaker["@type"], "@id": speaker["@id"] },
      ...(it.date.isPlain ? { [statement.date_basis === "published" ? "datePublished" : "dateCreated"]: it.date.text } : {}), about,
    });
  } else {
    Object.assign(node, { description: flagged(it, it.words), about: [speaker, ...about] });
  }
  const metas = [
    ["citation_title", reference(it)], ...(isQuote ? [["citation_author", it.person.name]] : []),
    ["citation_publication_date", it.date.datetime.replaceAll("-", "/")], ["citation_language", statement.lang || "en"],
    ["DC.date", it.date.datetime ? "" : it.date.text],
    ["DC.type", "webpage"],
  ];
  const metadata = metas.filter(([, value]) => value).map(([key, value]) => `<meta name="${key}" content="${e(value)}">\n`).join("");
  const description = flagged(it, `${LABELS[it.kind]}. ${[it.person.name, dated(it), spoken(it)].filter(Boolean).join(", ")}: ${shortened(it, 200)}`);
  return {
    address, title: titleOf(it), description, contents, article: told, graph: [node], trail,
    metadata: `<link rel="cite-as" href="${SITE}${address}">\n${metadata}`,
  };
}

// The pages of people.

function* personPages(all, it, place) {
  const address = `people/${it.id}/`;
  const root = depth(address);
  const own = all.byPerson.get(it.id) || [];
  const about = all.about.get(it.id) || [];
  const positions = new Map(it.positions.map((one) => [one.theme, []]));
  for (const entry of own) positions.get(entry.themes[0].id).push(entry);
  for (const entry of own) {
    for (const theme of entry.themes.slice(1)) {
      if (!positions.has(theme.id)) positions.set(theme.id, []);
      positions.get(theme.id).push(entry);
    }
  }
  const items = [...positions].flatMap(([id, entries]) => entries.map((entry) => [id, entry]));
  items.push(...about.map((entry) => ["", entry]));
  const card_ = (entry) => 1450 + Buffer.byteLength(entry.words + (entry.statement.original || "")) + 400 * entry.cited.length;
  const cuts = cut(items, ([id, entry]) => (!id ? rowWeight(entry) : entry.themes[0].id === id ? card_(entry) : 400));
  const total = cuts.length;
  const counted = KINDS.map((kind) => [kind, own.filter((entry) => entry.kind === kind).length]).filter(([, number]) => number);
  const told = [...counted.map(([kind, number]) => many(number, kind)), spanOf(own)].filter(Boolean);
  const office = officeInOneLine(it);
  const letters = it.name.split(" ").filter((word) => /^\p{L}/u.test(word)).map((word) => word[0].toUpperCase());
  const held = termsOf(it.offices || []).sort((a, b) => a.hasEnded - b.hasEnded);
  const drawn = chart(root, own, (entry, unit) =>
    unit === "month" ? place(entry, `person=${it.id}`) : own.length >= 4 ? `${address}?year=${entry.date.period}#statements` : "",
  );
  const begun = new Set();
  for (let number = 1; number <= total; number++) {
    const here = partOf(address, number);
    const up = depth(here);
    const shown = grouped(cuts[number - 1]);
    const contents = number === 1 && held.length ? [["offices", "Offices"]] : [];
    let article = crumbs(up, [["People", "people/"]]);
    article += `<header class="fs-person">
<span class="fs-monogram" aria-hidden="true">${letters[0]}${letters.length > 1 ? letters.at(-1) : ""}</span>
<div>
<h1 id="sheet"><bdi>${e(it.name)}</bdi>${number > 1 ? `<small>${suffix(number, total)}</small>` : ""}</h1>
`;
    if (it.names) article += `<p class="fs-names">${it.names.map((one) => `<bdi${foreign(one.lang)}>${e(one.name)}</bdi>`).join(" · ")}</p>\n`;
    article += `<p class="fs-office"><bdi>${e(office)}</bdi> · ${e(COUNTRIES[it.country])}</p>\n${figures(told)}</div>\n</header>\n`;
    if (positions.size > 1) {
      const links = [...positions].filter(([, entries]) => entries.length).map(([id, entries]) =>
        `<li><a href="${up}${address}#on_${id}"><bdi>${e(all.themes.get(id).title)}</bdi></a> <small>${entries.length}</small>\n`);
      article += `<nav class="fs-sections" aria-label="Positions by theme"><ul>\n${links.join("")}</ul></nav>\n`;
    }
    if (number === 1) {
      if (it.summary) article += `<div class="fs-summary">${prose(up, it.summary)}</div>\n`;
      if (it.links) article += `<p class="fs-elsewhere">Elsewhere: ${it.links.map((one) => `<a href="${e(one.url)}" rel="external">${e(one.title)}</a>`).join(" · ")}</p>\n`;
      article += drawn.html;
      const bars = drawn.bars.filter((bar) => bar.address);
      if (total > 1 && bars.length) article += years(up, bars.map((bar) => [bar.label, bar.number, bar.address]));
      if (held.length) {
        const listed = held.map((one) => `<li><strong><bdi>${e(one.name)}</bdi></strong>${one.dates ? `, ${one.dates}` : ""} <small>${one.citations.map((its) => citation(up, { citation: its, source: all.sources.get(its.source) })).join("; ")}</small>\n`);
        article += `<h2 id="offices">Offices</h2>\n<ul class="fs-offices">\n${listed.join("")}</ul>\n`;
      }
    }
    article += `${filters(up, "statements", own, ["theme", "kind", "year"], address, number, total, it.id)}<div id="statements">\n`;
    const sources = new Map();
    if (number === 1) for (const one of held) for (const its of one.citations) sources.set(its.source, all.sources.get(its.source));
    for (const [id, entries] of shown) {
      if (!id) continue;
      const theme = all.themes.get(id);
      const here_ = entries.filter((entry) => entry.themes[0].id === id);
      const further = entries.filter((entry) => entry.themes[0].id !== id);
      const continued = begun.has(id);
      begun.add(id);
      contents.push([`on_${id}`, theme.title]);
      for (const entry of here_) for (const one of entry.cited) sources.set(one.source.id, one.source);
      const position = it.positions.find((one) => one.theme === id);
      article += `<section class="fs-position" data-total="${positions.get(id).length}">
<h2 id="on_${id}"><bdi>${e(theme.title)}</bdi> <small>${statements(positions.get(id).length)}${continued ? ", continued" : ""}</small></h2>
${continued ? "" : summary(up, position && position.summary)}${here_.map((entry) => card(up, entry)).join("")}`;
      if (further.length) {
        const listed = further.map((entry) => `<li>${link(up, entry.address, titleOf(entry))} (<bdi>${e(entry.themes[0].title)}</bdi>)\n`);
        article += `<div class="fs-further">\n<p>Also on this theme, filed under another one:</p>\n<ul>\n${listed.join("")}</ul>\n</div>\n`;
      }
      const others = all.byTheme.get(id).some((entry) => entry.person !== it);
      article += `<p class="fs-more"><a href="${up}themes/${id}/">Everyone on <bdi>${e(theme.title)}</bdi></a>${others ? ` · <a href="${up}themes/${id}/?speaker=${it.id}#compare">Compare with another speaker</a>` : ""}</p>\n</section>\n`;
    }
    article += "</div>\n";
    if (shown.has("")) {
      contents.push(["about", `Statements about ${it.name}`]);
      article += `<section class="fs-about">
<h2 id="about">Statements about <bdi>${e(it.name)}</bdi></h2>
<p>These are the words and actions of others, each under the name of whoever said or did it.</p>
${rows(up, shown.get(""))}</section>
`;
    }
    if (sources.size) {
      contents.push(["sources", "Sources"]);
      const listed = [...sources.values()].map((source) => {
        const url = source.url ? ` <a href="${e(source.url)}" rel="external">${e(source.url)}</a>` : " No web address known.";
        const copies = (source.archives || []).map((copy) => ` Archived ${time(date(copy.captured))}: <a href="${e(copy.url)}" rel="external">${e(copy.url)}</a>`);
        return `<li>${cite(up, source)}${published(source)}${source.issued ? `, ${date(source.issued).words}` : ""}.${url}${copies.join("")}\n`;
      });
      article += `<h2 id="sources">Sources</h2>\n<ul class="fs-sources">\n${listed.join("")}</ul>\n`;
    }
    article += `${parts(up, address, number, total)}<script type="module" src="${up}assets/javascripts/copy.js"></script>
<script type="module" src="${up}assets/javascripts/details.js"></script>
`;
    const node = {
      "@type": it.kind === "organisation" ? "Organization" : "Person", "@id": SITE + address, url: SITE + address, name: it.name,
      ...(it.names ? { alternateName: it.names.map((one) => one.name) } : {}), ...(it.summary ? { description: it.summary } : {}),
    };
    yield {
      address: here, title: it.name + suffix(number, total), contents, article, trail: [["People", "people/"]],
      description: `${statements(own.length)} by ${it.name} on ${many(positions.size, "theme")}, each with its source${suffix(number, total)}.`,
      graph: number === 1 ? [node] : [],
    };
  }
}

// The pages of themes.

function* themePages(all, it, place) {
  const address = `themes/${it.id}/`;
  const entries = all.byTheme.get(it.id) || [];
  const spoken_ = [...grouped(entries.map((entry) => [entry.person, entry]))].sort(([a], [b]) =>
    compared(a.name.toLowerCase(), b.name.toLowerCase()));
  const rank = (entry) => [entry.themes[0] === it, !entry.statusWord, entry.kind === "quote"].map(Number).join("");
  const speakers = spoken_.map(([one, own]) => {
    const position = one.positions.find((its) => its.theme === it.id);
    const example = newestFirst(own).reduce((best, entry) => (rank(entry) > rank(best) ? entry : best));
    return { one, count: own.length, summary: position && position.summary, example, shown: beginning(example.words, 240) };
  });
  const yearly = byYear(entries);
  const items = [...speakers, ...[...yearly.values()].flat()];
  const cuts = cut(items, (item) => (item.one ? 1200 + (item.summary ? 2 * prose("", item.summary).length : 0) : rowWeight(item)));
  const total = cuts.length;
  const anchor = (year) => `in-${year.replace(" ", "-")}`;
  const titled = (year) => (year.includes(" ") ? "Several years" : year);
  const begin = new Map();
  cuts.forEach((part, at) => {
    for (const item of part) if (!item.one && !begin.has(yearOf(item))) begin.set(yearOf(item), `${partOf(address, at + 1)}#${anchor(yearOf(item))}`);
  });
  const who = people(spoken_.map(([one]) => one));
  const told = entries.length ? [`${statements(entries.length)} by ${who}`, spanOf(entries)] : [];
  const lead = (entry, unit) => {
    if (unit === "month") return place(entry, `theme=${it.id}`);
    const [page, id] = begin.get(yearOf(entry)).split("#");
    return `${page}${entries.length >= 4 ? `?year=${yearOf(entry)}` : ""}#${id}`;
  };
  const broader = all.themes.get(it.broader);
  const narrower = all.narrower.get(it.id) || [];
  const areClosed = speakers.length > 12;
  const begun = new Set();
  for (let number = 1; number <= total; number++) {
    const here = partOf(address, number);
    const root = depth(here);
    const contents = number === 1 ? [["scope", "Scope"]] : [];
    const trail = [["Themes", "themes/"]];
    let article = `${crumbs(root, trail)}<h1 id="sheet">${e(it.title)}${number > 1 ? `<small>${suffix(number, total)}</small>` : ""}</h1>\n`;
    const ways = entries.length
      ? `<nav class="fs-sections" aria-label="On this theme"><ul>\n<li>${link(root, `${address}#who`, `Positions of ${who}`)}\n<li>${link(root, `${[...begin.values()][0].split("#")[0]}#statements`, `${statements(entries.length)} by date`)}\n</ul></nav>\n`
      : "";
    if (number === 1) {
      if (it.aliases) article += `<p class="fs-names">Also called: ${it.aliases.map((name) => `<bdi>${e(name)}</bdi>`).join(" · ")}</p>\n`;
      article += figures(told) + ways;
      if (speakers.length > 1) {
        article += `<form class="fs-filter" id="compare" data-fs-compare="beside" data-speakers="${root}${address}speakers.json" data-root="${root}" data-theme="${it.id}" aria-label="Read one speaker, or compare two" hidden>
<label><span>Statements by</span>
<select name="speaker"><option value="">Choose a speaker</select></label>
<label><span>beside those by</span>
<select name="speaker"><option value="">Nobody else</select></label>
<button type="reset">Clear</button>
<output></output>
</form>
<div class="fs-beside" id="beside" hidden></div>
<script type="module" src="${root}assets/javascripts/compare.js"></script>
`;
      }
      article += `<h2 id="scope">Scope</h2>\n<div class="fs-summary">${prose(root, it.definition)}</div>\n`;
      let more = it.excludes ? fact("Left out", prose(root, it.excludes)) : "";
      if (it.coverage) more += fact("Not covered yet", prose(root, it.coverage));
      if (broader) more += fact("Broader theme", link(root, `themes/${broader.id}/`, broader.title));
      more += fact("Narrower themes", narrower.map((one) => `<a href="${root}themes/${one.id}/"><bdi>${e(one.title)}</bdi></a>`).join(", "));
      if (more) article += `<dl class="fs-facts">\n${more}</dl>\n`;
      article += chart(root, entries, lead).html;
    } else {
      article += ways;
    }
    if (yearly.size > 1) article += years(root, [...yearly].map(([year, own]) => [titled(year), own.length, begin.get(year)]));
    const said = cuts[number - 1].filter((item) => item.one);
    if (said.length) {
      contents.push(["who", "Positions"]);
      const listed = said.map((item) => {
        const { example, one, shown } = item;
        const continues = shown !== example.words;
        const marks = marksOf(example);
        const section = `${root}people/${one.id}/#on_${it.id}`;
        const position = `${summary(root, item.summary)}<div class="fs-example${continues ? " fs-example--cut" : ""}">
<p class="fs-labels">${flag(root, example)}${labels(root, example)} ${when(example)}</p>
${wordsOf(shown, example.kind, example.statement.lang, continues && marks ? marks[0] : marks)}
<p class="fs-actions${continues ? " fs-continues" : ""}">${record(root, example, continues ? "Continue reading" : "Full record")}</p>
</div>
`;
        if (!areClosed) return `<li>\n<h3><a href="${section}"><bdi>${e(one.name)}</bdi></a> <small>${statements(item.count)}</small></h3>\n${position}\n`;
        const all_ = item.count === 1 ? "The statement" : "All statements";
        return `<li><details><summary><h3><bdi>${e(one.name)}</bdi></h3> <small>${statements(item.count)}</small></summary>
<p><a href="${section}">${all_} by <bdi>${e(one.name)}</bdi> on this theme</a></p>
${position}</details>
`;
      });
      article += `<h2 id="who">Positions</h2>\n<ul class="fs-speakers${areClosed ? " fs-speakers--closed" : ""}">\n${listed.join("")}</ul>\n`;
    }
    const shown = byYear(cuts[number - 1].filter((item) => !item.one));
    if (shown.size) {
      contents.push(["statements", "Statements"]);
      article += `<h2 id="statements">Statements by date</h2>\n${filters(root, "by-date", entries, ["person", "kind", "year"], address, number, total)}<div id="by-date">\n`;
      for (const [year, own] of shown) {
        contents.push([anchor(year), titled(year)]);
        article += `<section>\n<h3 id="${anchor(year)}">${titled(year)} <small>${statements(yearly.get(year).length)}${begun.has(year) ? ", continued" : ""}</small></h3>\n${rows(root, own)}</section>\n`;
        begun.add(year);
      }
      article += "</div>\n";
    }
    article += parts(root, address, number, total);
    const node = {
      "@type": "DefinedTerm", "@id": SITE + address, url: SITE + address, name: it.title,
      ...(it.aliases ? { alternateName: it.aliases } : {}), description: it.definition,
    };
    yield {
      address: here, title: it.title + suffix(number, total), contents, article, trail,
      description: `${statements(entries.length)} on ${it.title}, with sources${suffix(number, total)}.`,
      graph: number === 1 ? [node] : [],
    };
  }
}

// The pages of sources.

function* sourcePages(all, it) {
  const address = `sources/${it.id}/`;
  const entries = all.bySource.get(it.id) || [];
  const relayedBy = all.relayedBy.get(it.id) || [];
  const cuts = cut([...entries, ...relayedBy], (item) => (item.words ? rowWeight(item) : 800));
  const total = cuts.length;
  for (let number = 1; number <= total; number++) {
    const here = partOf(address, number);
    const root = depth(here);
    const trail = [["Sources", "sources/"]];
    const contents = number === 1 ? [["record", "About this source"]] : [];
    let article = `${crumbs(root, trail)}<h1 id="sheet"${foreign(it.lang)}><bdi>${e(it.title)}</bdi>${number > 1 ? `<small>${suffix(number, total)}</small>` : ""}</h1>\n`;
    if (number === 1) {
      const outside = (url) => `<a class="fs-address" href="${e(url)}" rel="external">${e(url)}</a>`;
      let told = fact("Type", TYPES[it.type]) + fact("By", (it.authors || []).map((name) => `<bdi>${e(name)}</bdi>`).join(", "));
      told += fact("Published in", e(it.publication || "")) + fact("Publisher", e(it.publisher || ""));
      told += fact("Published", it.issued ? date(it.issued).words : "date unknown") + fact("Language", LANGUAGES[it.lang]);
      if (it.url) told += fact("Web address", outside(it.url) + (it.accessed ? `, read on ${date(it.accessed).words}` : ""));
      for (const copy of it.archives || []) told += fact("Archived", `${outside(copy.url)}, ${date(copy.captured).words}`);
      if (it.availability) told += fact("Availability", AVAILABILITY[it.availability] + (it.checked ? `, checked on ${date(it.checked).words}` : ""));
      told += fact("Cited sources", relays(root, it.behind));
      article += `<h2 id="record">About this source</h2>\n<dl class="fs-facts">\n${told}</dl>\n`;
      if (it.note) article += `<div class="fs-summary">${prose(root, it.note)}</div>\n`;
    }
    const shown = cuts[number - 1].filter((item) => item.words);
    const citing = cuts[number - 1].filter((item) => !item.words);
    if (shown.length || !(entries.length || citing.length)) contents.push(["statements", "Statements"]);
    if (shown.length) {
      const list = rows(root, shown).replace('class="fs-rows"', 'class="fs-rows" id="drawn-from-it"');
      article += `<h2 id="statements">Statements from this source</h2>\n${filters(root, "drawn-from-it", entries, ["person", "theme", "kind", "year"], address, number, total)}${list}`;
    } else if (!entries.length && !citing.length) {
      article += '<h2 id="statements">Statements from this source</h2>\n<p>No statement cites this source directly.</p>\n';
    }
    if (citing.length) {
      contents.push(["drawn-on", "Sources that cite this one"]);
      article += `<h2 id="drawn-on">Sources that cite this one</h2>\n${entries.length || number > 1 ? "" : '<p id="statements">No statement cites this source directly.</p>\n'}<ul>\n${citing.map((source) => `<li>${cite(root, source)}${published(source)}\n`).join("")}</ul>\n`;
    }
    article += parts(root, address, number, total);
    yield {
      address: here, title: it.title + suffix(number, total), contents, article, trail,
      description: `${statements(entries.length)} from “${it.title}” in ${it.publication}${suffix(number, total)}.`,
      graph: number === 1 ? [sourceNode(it)] : [],
    };
  }
}

// Lists, the timeline, the home page.

const folded = (title) => title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/^[[(“„«"'‘. ]+/, "");

function* listPages(address, what, described, filter, columns, made) {
  const all = made.sort((a, b) => compared(folded(a.title), folded(b.title)) || compared(a.address, b.address));
  const total = Math.ceil(all.length / 100) || 1;
  const letters = new Map();
  if (total > 1) {
    all.forEach((it, at) => {
      const letter = folded(it.title)[0].toUpperCase();
      if (!letters.has(letter)) letters.set(letter, partOf(address, Math.floor(at / 100) + 1));
    });
  }
  for (let number = 1; number <= total; number++) {
    const here = partOf(address, number);
    const root = depth(here);
    const trail = number > 1 ? [[what, address]] : [];
    let article = number > 1 ? crumbs(root, trail) : "";
    const description = described + suffix(number, total) + ".";
    article += `<h1 id="sheet">${what}${number > 1 ? `<small>${suffix(number, total)}</small>` : ""}</h1>\n<p class="fs-figures">${description}</p>\n`;
    if (letters.size > 1) {
      const links = [...letters].map(([letter, at]) => `<li>${link(root, at, letter)}\n`);
      article += `<nav class="fs-letters" aria-label="By first letter"><ul>\n${links.join("")}</ul></nav>\n`;
    }
    const rows_ = all.slice((number - 1) * 100, number * 100).map((it) => {
      const beside = it.beside.map(([text, order]) => `<td${order ? ` data-order="${order}"` : ""}>${e(text)}</td>`);
      return `<tr><th scope="row"><a href="${root}${it.address}"${foreign(it.lang)}>${e(it.title)}</a></th>${beside.join("")}<td class="fs-number">${it.count}</td></tr>\n`;
    });
    article += `<form class="fs-filter" data-fs-list="list" data-root="${root}"${total > 1 ? ` data-rows="${root}${address}rows.json"` : ""} hidden>
<label><span>${filter}</span> <input type="search" name="q" autocomplete="off"></label>
<output></output>
</form>
<div class="fs-scroll" role="region" aria-label="${what}" tabindex="0">
<table class="fs-list" id="list">
<thead><tr><th scope="col">Name</th>${columns.map((it) => `<th scope="col">${it}</th>`).join("")}<th scope="col" class="fs-number">Statements</th></tr></thead>
<tbody>
${rows_.join("")}</tbody>
</table>
</div>
${parts(root, address, number, total)}<script type="module" src="${root}assets/javascripts/lists.js"></script>
`;
    yield { address: here, title: what + suffix(number, total), description, contents: [], article, trail };
  }
}

function* lists(all) {
  const persons = [...all.people.values()];
  const count = (found) => (found || []).length;
  yield* listPages("people/", "People", `All ${people(persons)} on this site`, "Filter by name, office or kind, country", ["Office or kind", "Country"],
    persons.map((it) => ({
      address: `people/${it.id}/`, title: it.name, count: count(all.byPerson.get(it.id)),
      beside: [[officeInOneLine(it)], [COUNTRIES[it.country]]],
    })));
  yield* listPages("themes/", "Themes", `All ${many(all.themes.size, "theme")} on this site`, "Filter by name, speakers", ["Speakers"],
    [...all.themes.values()].map((it) => {
      const said = all.byTheme.get(it.id) || [];
      const speakers = new Set(said.map((entry) => entry.person)).size;
      return { address: `themes/${it.id}/`, title: it.title, count: said.length, beside: [[speakers.toLocaleString("en"), speakers]] };
    }));
  yield* listPages("sources/", "Sources", `All ${many(all.sources.size, "source")} on this site`, "Filter by name, published in, date", ["Published in", "Date"],
    [...all.sources.values()].map((it) => ({
      address: `sources/${it.id}/`, title: it.title, lang: it.lang, count: count(all.bySource.get(it.id)),
      beside: [[it.publication], [date(it.issued).words, it.issued]],
    })));
}

function timeline(all) {
  const entries = newestFirst(all.entries);
  const newest = cut(entries, rowWeight)[0];
  const fits = newest.length === entries.length;
  const yearly = byYear(entries);
  const addressOf = (year) => `timeline/${year.replace(" ", "-")}/`;
  const cuts = new Map([...yearly].map(([year, own]) => [year, cut(own, rowWeight)]));
  const parted = new Map();
  for (const own of cuts.values()) own.forEach((part, at) => part.forEach((entry) => parted.set(entry, at + 1)));
  const anchor = (month) => `in-${month.replace("/", "-to-")}`;
  const place = (entry, only = "") => {
    const { month } = entry.date;
    const page = fits ? "timeline/" : partOf(addressOf(yearOf(entry)), parted.get(entry));
    if ((fits ? entries : yearly.get(yearOf(entry))).length < 4) return only ? "" : `${page}#${anchor(month)}`;
    return `${page}?${only ? `${only}&amp;` : ""}month=${month.replace("/", "-to-")}#${anchor(month)}`;
  };
  const lead = (entry, unit) => {
    if (unit === "month") return place(entry);
    return fits ? `timeline/?year=${yearOf(entry)}#months` : addressOf(yearOf(entry));
  };
  const links = [...yearly].map(([year, own]) => [year, own.length, addressOf(year)]);
  const months = (root, own) => {
    const found = grouped(own.map((entry) => [entry.date.month, entry]));
    const html = [...found].map(([month, its]) => `<section>\n<h2 id="${anchor(month)}">${monthInWords(month)}</h2>\n${rows(root, its)}</section>\n`);
    return [html.join(""), [...found.keys()].map((month) => [anchor(month), monthInWords(month)])];
  };
  function* pages() {
    const [html, contents] = months("../", newest);
    const description = `All ${statements(entries.length)} on this site, by date.`;
    let article = `<h1 id="sheet">Timeline</h1>\n<p class="fs-figures">${description}</p>\n${chart("../", entries, lead).html}`;
    if (!fits) article += `${years("../", links)}<p>These are the newest statements. Each year has its own page.</p>\n`;
    article += `${filters("../", "months", newest, ["person", "theme", "kind", ...(fits ? ["year", "month"] : [])], "timeline/")}<div id="months">\n${html}</div>\n`;
    yield { address: "timeline/", title: "Timeline", description, contents, article };
    for (const [year, own] of fits ? [] : yearly) {
      const address = addressOf(year);
      const total = cuts.get(year).length;
      for (let number = 1; number <= total; number++) {
        const here = partOf(address, number);
        const root = depth(here);
        const trail = [["Timeline", "timeline/"]];
        const [shown, listed] = months(root, cuts.get(year)[number - 1]);
        const title = `Timeline: ${year}${suffix(number, total)}`;
        const told = `${statements(own.length)} from ${year}${suffix(number, total)}.`;
        const drawn = number === 1 ? chart(root, own, lead).html : "";
        yield {
          address: here, title, description: told, contents: listed, trail,
          article: `${crumbs(root, trail)}<h1 id="sheet">${title}</h1>\n<p class="fs-figures">${told}</p>\n${drawn}${years(root, links, year)}${filters(root, "months", own, ["person", "theme", "kind", "month"], address, number, total)}<div id="months">\n${shown}</div>\n${parts(root, address, number, total)}`,
        };
      }
    }
  }
  return { pages, place };
}

function home(all) {
  const latest = newestFirst(all.entries).slice(0, 6);
  const most = (records, found) =>
    [...records.values()].filter((it) => found.has(it.id)).sort((a, b) =>
      found.get(b.id).length - found.get(a.id).length || compared((a.name || a.title).toLowerCase(), (b.name || b.title).toLowerCase()));
  const speakers = most(all.people, all.byPerson);
  const used = most(all.themes, all.byTheme);
  const [shown, themes] = [speakers.slice(0, 25), used.slice(0, 10)];
  const numbers = shown.map((it) => {
    const found = grouped(all.byPerson.get(it.id).flatMap((entry) => entry.themes.map((theme) => [theme.id, 1])));
    return new Map([...found].map(([id, own]) => [id, own.length]));
  });
  const highest = Math.max(...numbers.flatMap((found) => [...found.values()]));
  const cells = (it, at) =>
    themes.map((theme) => {
      const number = numbers[at].get(theme.id) || 0;
      if (!number) return "<td></td>";
      return `<td><a class="fs-shade-${Math.ceil((number * 5) / highest)}" href="./people/${it.id}/#on_${theme.id}" aria-label="${number}: ${e(it.name)}, ${e(theme.title)}">${number}</a></td>`;
    });
  const left = [];
  if (shown.length < speakers.length) left.push(`${shown.length} of ${many(speakers.length, "speaker")}`);
  if (themes.length < used.length) left.push(`${themes.length} of ${many(used.length, "theme")}`);
  const leftOut = left.length ? `Only those with the most statements are shown: ${left.join(" and ")}.` : "";
  const counts = [["statement", all.entries.length, "timeline/"], ["people and groups", all.people.size, "people/"], ["theme", all.themes.size, "themes/"], ["source", all.sources.size, "sources/"]];
  const label = (name, number) => (name.includes(" ") || number === 1 ? name : `${name}s`);
  const article = `<div class="fs-hero">
<h1 id="sheet">${NAME}</h1>
<p class="fs-lead">What officials said, in their own words, with the source.</p>
<p>Quotes appear exactly as the source prints them, character for character. What a source only reports is labelled <a href="./how-to-read/#paraphrase">paraphrase</a> or <a href="./how-to-read/#action">action</a>. Each statement gives its date, the speaker’s office, and the sources behind it.</p>
<ul class="fs-counts">
${counts.map(([name, number, at]) => `<li><a href="./${at}"><strong>${number.toLocaleString("en")}</strong> ${label(name, number)}</a>\n`).join("")}</ul>
</div>
<h2 id="latest">Latest statements</h2>
${rows("./", latest)}<p class="fs-more"><a href="./timeline/">All statements by date</a></p>
<h2 id="matrix">Who spoke on what</h2>
<p class="fs-figures">Statements by person and theme. A statement counts under each of its themes. A number leads to the statements, a theme to everybody on it, where two speakers can be read side by side.</p>
${leftOut ? `<p class="fs-figures">${leftOut} <a href="./people/">All people</a> · <a href="./themes/">All themes</a></p>
<form class="fs-filter" data-fs-grid="grid" data-rows="./grid.json" data-root="./" aria-label="Find people and themes in the grid" hidden>
<label><span>Filter people</span> <input type="search" name="people" autocomplete="off"></label>
<label><span>Filter themes</span> <input type="search" name="themes" autocomplete="off"></label>
<button type="reset">Clear</button>
<output></output>
<span class="fs-steps"><button type="button" data-axis="people" data-step="-1">Previous people</button> <button type="button" data-axis="people" data-step="1">Next people</button></span>
<span class="fs-steps"><button type="button" data-axis="themes" data-step="-1">Previous themes</button> <button type="button" data-axis="themes" data-step="1">Next themes</button></span>
</form>
<script type="module" src="./assets/javascripts/grid.js"></script>
` : ""}<div class="fs-scroll" role="region" aria-labelledby="matrix" tabindex="0">
<table class="fs-matrix" id="grid" aria-labelledby="matrix">
<thead><tr><td></td>${themes.map((theme) => `<th scope="col"><a href="./themes/${theme.id}/">${e(theme.title)}</a></th>`).join("")}</tr></thead>
<tbody>
${shown.map((it, at) => `<tr><th scope="row"><a href="./people/${it.id}/">${e(it.name)}</a></th>${cells(it, at).join("")}</tr>\n`).join("")}</tbody>
</table>
</div>
<h2 id="not-here">What this is not</h2>
<ul>
<li>It is not a complete record of what anybody said. <a href="./coverage/">Coverage</a> says what is included and what is missing.
<li>It does not say whether a statement is true. It says that the statement was made, and where that was reported.
<li>It is not free of mistakes. <a href="./corrections/">Corrections</a> lists those found so far.
</ul>
`;
  const description = "What officials said, in their own words, with the source.";
  return {
    address: "", title: NAME, description, article,
    contents: [["latest", "Latest statements"], ["matrix", "Who spoke on what"], ["not-here", "What this is not"]],
    graph: [{ "@type": "WebSite", name: NAME, description, inLanguage: "en", url: SITE }],
  };
}

function moved(from, to) {
  const target = `${depth(from)}${to}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<link rel="icon" href="data:,">
<link rel="canonical" href="${SITE}${to}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${target}">
</head>
<body><p>This page has moved: <a href="${target}">${target}</a></p></body>
</html>
`;
}

function* redirects(all) {
  for (const it of all.people.values()) {
    const former = it.former_ids || [];
    for (const id of former) yield [`people/${id}/`, `people/${it.id}/`];
    for (const entry of all.byPerson.get(it.id)) {
      const earlier = entry.statement.former_ids || [];
      for (const id of earlier) yield [`people/${it.id}/${id}/`, entry.address];
      for (const id of former) {
        for (const own of [entry.statement.id, ...earlier]) yield [`people/${id}/${own}/`, entry.address];
      }
    }
  }
  for (const it of all.sources.values()) for (const id of it.former_ids || []) yield [`sources/${id}/`, `sources/${it.id}/`];
}

function* pages(all, told) {
  for (const entry of all.entries) entry.noted = (one) => all.sources.get(one.source);
  const dated = timeline(all);
  yield home(all);
  yield* lists(all);
  yield* dated.pages();
  for (const it of all.people.values()) yield* personPages(all, it, dated.place);
  for (const entry of all.entries) yield statementPage(all, entry);
  for (const it of all.themes.values()) yield* themePages(all, it, dated.place);
  for (const it of all.sources.values()) yield* sourcePages(all, it);
  for (const it of told) yield { ...it, contents: [] };
}

function* site(all, { frame, told }) {
  for (const page of pages(all, told)) yield [page.address, around(frame, page)];
  for (const [from, to] of redirects(all)) yield [from, moved(from, to)];
}

module.exports = { depth, linkedData, pages, redirects, site };
