// One process, template strings, no checks: `node print.cjs FOLDER SITE`.
const fs = require("fs");
const path = require("path");
const yaml = require("js-yaml");

const [folder, site] = process.argv.slice(2);

function records(kind) {
  const found = {};
  for (const name of fs.readdirSync(path.join(folder, kind))) {
    const text = fs.readFileSync(path.join(folder, kind, name), "utf8");
    found[name.replace(/\.yml$/, "")] = yaml.load(text, { schema: yaml.CORE_SCHEMA });
  }
  return found;
}

const json = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
const people = records("people");
const sources = records("sources");
records("themes");
const { before, after } = json("frame.json");

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

function cited(citation) {
  const source = sources[citation.source];
  return `<li><cite><a href="/sources/${citation.source}/">${escaped(source.title)}</a></cite></li>`;
}

function shown(row) {
  const person = people[row.person];
  const statement = person.positions[row.position].statements[row.statement];
  const [open, close] =
    row.kind === "quote"
      ? ['<span class="fs-mark">“</span>', '<span class="fs-mark">”</span>']
      : ["", ""];
  const words = row.shows.map(({ field, cut }) => {
    const text = cut ? statement[field].slice(0, cut) : statement[field];
    return `<blockquote class="fs-words" dir="auto"><p>${open}<span>${escaped(text)}</span>${close}</p></blockquote>`;
  });
  return `<li class="fs-row">
${words.join("\n")}
<ul class="fs-evidence">
${statement.citations.slice(0, row.cites).map(cited).join("\n")}
</ul>
<p class="fs-actions"><a href="/people/${row.person}/${statement.id}/">${escaped(row.text)}</a></p>
</li>`;
}

for (const sheet of json("plan.json").pages) {
  const links = sheet.links.map(
    ({ address, text }) => `<li><a href="${escaped(address)}">${escaped(text)}</a></li>`,
  );
  const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(sheet.title)} - Synthetic fact sheet</title>
<link rel="canonical" href="https://example.org/${sheet.address}">
<link rel="stylesheet" href="/assets/stylesheets/factsheet.css"></head>
${before}
<article class="md-content__inner md-typeset">
${sheet.heading ? `<h1>${escaped(sheet.heading)}</h1>` : ""}
${sheet.texts.map((text) => `<p>${escaped(text)}</p>`).join("\n")}
<ul>
${sheet.rows.map(shown).join("\n")}
</ul>
<ul>
${links.join("\n")}
</ul>
</article>
${after}
`;
  const place = path.join(site, sheet.address);
  fs.mkdirSync(place, { recursive: true });
  fs.writeFileSync(path.join(place, "index.html"), page);
}
