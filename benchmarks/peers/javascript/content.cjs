// Reads the YAML, links it, sorts it, and words dates and offices. Checks nothing.
const fs = require("fs");
const path = require("path");
const yaml = require("js-yaml");

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"];
MONTHS.push("September", "October", "November", "December");
const KINDS = ["quote", "paraphrase", "action"];
const SEVERAL = "several years";

function records(folder) {
  return fs.readdirSync(folder).sort().map((name) => ({
    id: name.slice(0, -".yml".length),
    // Dates stay the texts that they are.
    ...yaml.load(fs.readFileSync(path.join(folder, name), "utf8"), { schema: yaml.CORE_SCHEMA }),
  }));
}

const byId = (all) => new Map(all.map((it) => [it.id, it]));
const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const bySortKey = (a, b) => compared(a.order, b.order);

function grouped(pairs) {
  const found = new Map();
  for (const [key, item] of pairs) {
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(item);
  }
  return found;
}

// Dates in the Extended Date/Time Format: the first and last day that each can mean.

const dates = new Map();

function date(text) {
  text = String(text);
  if (!dates.has(text)) dates.set(text, parsed(text));
  return dates.get(text);
}

function parsed(text) {
  const [start, end = start] = text.split("/");
  const [first, last] = [start, end].map((it) => it.replace(/[?~]$/, ""));
  const [year, month = "12", day] = last.split("-");
  const days = new Date(Date.UTC(+year, +month, 0)).getUTCDate();
  const it = {
    text, first, last,
    isInterval: text.includes("/"),
    about: /~/.test(text), unsure: /\?/.test(text),
    earliest: [...first.split("-"), "01", "01"].slice(0, 3).join("-"),
    latest: `${year}-${month}-${day || days}`,
  };
  it.isRough = it.about || it.unsure;
  it.isPlain = !it.isRough && !it.isInterval;
  it.year = it.earliest.slice(0, 4);
  it.period = it.year === it.latest.slice(0, 4) ? it.year : `${it.year}/${it.latest.slice(0, 4)}`;
  const months = [it.earliest.slice(0, 7), it.latest.slice(0, 7)];
  it.month = months[0] === months[1] ? months[0] : [...new Set([first, last].map((one) => one.slice(0, 7)))].join("/");
  it.words = inWords(it);
  it.datetime = it.isPlain ? text : "";
  return it;
}

function one(text) {
  const [year, month, day] = text.split("-");
  const named = month ? `${MONTHS[month - 1]} ${year}` : String(+year);
  return day ? `${+day} ${named}` : named;
}

function inWords(it) {
  if (it.isInterval) {
    if (it.first.length === 10 && it.first.slice(0, 7) === it.last.slice(0, 7)) {
      return `${+it.first.slice(8)} – ${one(it.last)}`;
    }
    return `${one(it.first)} – ${one(it.last)}`;
  }
  const told = one(it.first);
  if (it.about) return `about ${told}`;
  return it.unsure ? `${told} (uncertain)` : told;
}

function span(start, end) {
  if (start && end) return `${date(start).words} – ${date(end).words}`;
  return start ? `since ${date(start).words}` : end ? `until ${date(end).words}` : "";
}

function monthInWords(month) {
  const words = date(month).words;
  return month.length === 4 ? `${words}, month unknown` : words[0].toUpperCase() + words.slice(1);
}

// Offices by the day.

const officeName = (it) => (it.organisation ? `${it.title}, ${it.organisation}` : it.title);

function surelyHeld(office, said) {
  if (!office.start || !office.end) return false;
  const [start, end] = [date(office.start), date(office.end)];
  if (start.isRough || end.isRough || said.isRough) return false;
  return start.latest <= said.earliest && said.latest <= end.earliest;
}

function surelyNotHeld(office, said) {
  if (office.start && said.latest < date(office.start).earliest) return true;
  return Boolean(office.end && said.earliest > date(office.end).latest);
}

function termsOf(offices) {
  const named = grouped(offices.map((it) => [officeName(it), it]));
  return [...named].map(([name, own]) => {
    const terms = [...own].sort((a, b) => compared(String(a.start || a.end || ""), String(b.start || b.end || "")));
    const year = (text) => String(+String(text).slice(0, 4));
    const years = terms.map(({ start, end }) => {
      if (!start || !end) return start ? `${year(start)}–` : end ? `until ${year(end)}` : "";
      return year(start) === year(end) ? year(start) : `${year(start)}–${year(end)}`;
    });
    const recorded = ({ start, end }) => {
      const told = span(start, end);
      if (start && end) return told;
      return start ? `${told}, end not recorded` : end ? `${told}, start not recorded` : "dates not recorded";
    };
    return {
      name,
      hasEnded: terms.every((it) => it.end),
      dates: terms.map((it) => span(it.start, it.end)).filter(Boolean).join(", "),
      recorded: terms.map(recorded).join("; "),
      years: years.filter(Boolean).join(", "),
      citations: own.flatMap((it) => it.citations || []),
    };
  });
}

function officeInOneLine(person) {
  const terms = termsOf(person.offices || []);
  const now = terms.filter((it) => !it.hasEnded).map((it) => it.name);
  const before = terms.filter((it) => it.hasEnded).map((it) => `${it.name} (${it.years})`);
  const kinds = { official: "Official", commentator: "Commentator", organisation: "Organisation or group" };
  return [...now, ...before].join("; ") || kinds[person.kind];
}

// What refers to what.

function relaysOf(source, sources) {
  const seen = new Set([source.id]);
  const found = [];
  for (let layer = [source], depth = 1; layer.length; depth++) {
    const below = [];
    for (const through of layer) {
      for (const id of through.relays || []) {
        const relayed = sources.get(id);
        if (!relayed || seen.has(id)) continue;
        seen.add(id);
        below.push(relayed);
        found.push({ source: relayed, through, depth });
      }
    }
    layer = below;
  }
  return found;
}

const PEOPLE_KINDS = ["official", "organisation", "commentator"];
const padded = (number) => String(number).padStart(6, "0");

function entryOf(person, position, statement, at, number, all) {
  const said = date(statement.date);
  const kind = KINDS.find((it) => it in statement);
  const first = statement.citations[0];
  const source = all.sources.get(first.source);
  const numbers = (first.locator || "").match(/\d+/g) || [];
  const offices = person.offices || [];
  const known = statement.date_basis === "published" ? null : said;
  const held = offices.filter((it) => known && surelyHeld(it, known));
  const names = new Set(held.map(officeName));
  const possible = offices.filter((it) => !held.includes(it) && !surelyNotHeld(it, said));
  const others = termsOf(possible.filter((it) => !names.has(officeName(it))));
  const issued = source.issued ? date(source.issued).earliest : "9999";
  return {
    person, statement, kind, date: said,
    key: `${person.id}/${statement.id}`,
    address: `people/${person.id}/${statement.id}/`,
    words: statement[kind],
    themes: [...new Set([position.theme, ...(statement.also || [])])].map((id) => all.themes.get(id)),
    about: (statement.about || []).map((id) => all.people.get(id)).filter(Boolean),
    cited: statement.citations.map((citation) => ({ citation, source: all.sources.get(citation.source) })),
    offices: termsOf(held).map((it) => it.name).join("; "),
    possible: others.map((it) => `${it.name} (${it.recorded})`).join("; "),
    order: [
      said.earliest, said.latest, PEOPLE_KINDS.indexOf(person.kind), issued, source.id,
      numbers.length ? 0 : 1, (first.locator || "").split(/\d/)[0], numbers.map(padded).join(),
      person.id, padded(at), padded(number),
    ].join("\u0001"),
  };
}

const LINKS = [["responds_to", "Answers", "Answered by"], ["clarifies", "Clarifies", "Clarified by"]];
LINKS.push(["retracts", "Retracts", "Retracted by"]);

function read(folder) {
  const all = {};
  for (const kind of ["people", "themes", "sources"]) all[kind] = byId(records(path.join(folder, kind)));
  const sources = [...all.sources.values()];
  for (const source of sources) source.behind = relaysOf(source, all.sources);
  const entries = [];
  for (const person of all.people.values()) {
    person.positions.forEach((position, at) => {
      position.statements.forEach((statement, number) => {
        entries.push(entryOf(person, position, statement, at, number, all));
      });
    });
  }
  entries.sort(bySortKey);
  const byKey = new Map(entries.map((it) => [it.key, it]));
  all.entries = entries;
  all.byPerson = grouped(entries.map((it) => [it.person.id, it]));
  all.byTheme = grouped(entries.flatMap((it) => it.themes.map((theme) => [theme.id, it])));
  all.bySource = grouped(entries.flatMap((it) => [...new Set(it.cited.map((one) => one.source.id))].map((id) => [id, it])));
  all.about = grouped(entries.flatMap((it) => it.about.map((person) => [person.id, it])));
  all.narrower = grouped([...all.themes.values()].filter((it) => it.broader).map((it) => [it.broader, it]));
  all.relayedBy = grouped(sources.flatMap((it) => (it.relays || []).map((id) => [id, it])));
  const answers = grouped(
    entries.flatMap((entry) =>
      LINKS.flatMap(([how], at) => {
        const target = entry.statement[how];
        return byKey.has(target) ? [[target, { how: at, entry }]] : [];
      }),
    ),
  );
  for (const entry of entries) {
    const own = answers.get(entry.key) || [];
    entry.linked = [
      ...LINKS.flatMap(([how, label]) => (byKey.has(entry.statement[how]) ? [[label, byKey.get(entry.statement[how])]] : [])),
      ...own.map((it) => [LINKS[it.how][2], it.entry]),
    ];
    Object.assign(entry, statusOf(entry, own.find((it) => it.how === 2)));
  }
  return all;
}

const BASES = { published: " (date of publication)", inferred: " (inferred)" };
const basis = ({ statement }) => BASES[statement.date_basis] || "";
const dated = (entry) => entry.date.words + basis(entry);

function statusOf(entry, retraction) {
  const own = entry.statement.status || "published";
  const words = { published: "", disputed: "Disputed", retracted: "Retracted" };
  if (!retraction) return { status: own, statusWord: words[own] };
  const by = retraction.entry;
  const isOwn = by.person.id === entry.person.id;
  const told = isOwn ? "Retracted by the speaker" : `Retracted by ${by.person.name}`;
  return {
    status: "retracted",
    statusWord: isOwn || own === "retracted" ? words.retracted : told,
    retractedBy: `${told}, ${dated(by)}`,
    retraction: by,
  };
}

function newestFirst(entries) {
  return [...entries].sort(
    (a, b) => compared(b.date.earliest, a.date.earliest) || compared(b.date.latest, a.date.latest),
  );
}

const yearOf = (entry) => (entry.date.period.includes("/") ? SEVERAL : entry.date.period);

function byYear(entries) {
  const found = grouped(entries.map((it) => [yearOf(it), it]));
  const last = found.get(SEVERAL);
  if (last) {
    found.delete(SEVERAL);
    found.set(SEVERAL, last);
  }
  return found;
}

module.exports = {
  KINDS, SEVERAL, MONTHS, basis, byYear, compared, date, dated, grouped, monthInWords, newestFirst, officeInOneLine, read, span,
  termsOf, yearOf,
};
