// One process, template strings, no checks: `node print.cjs CONTENT SITE`.
const fs = require("fs");
const path = require("path");
const { read } = require("./content.cjs");
const { site } = require("./pages.cjs");

const [content, target] = process.argv.slice(2);
const given = JSON.parse(fs.readFileSync(path.join(__dirname, "given.json"), "utf8"));

for (const [address, html] of site(read(content), given)) {
  const place = path.join(target, address);
  fs.mkdirSync(place, { recursive: true });
  fs.writeFileSync(path.join(place, "index.html"), html);
}
