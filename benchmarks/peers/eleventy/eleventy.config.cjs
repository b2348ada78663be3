// The same views and articles as the plain program, in Eleventy's pages and layouts.
const { readFileSync } = require("fs");
const { read } = require("../javascript/content.cjs");
const { depth, linkedData, pages, redirects } = require("../javascript/pages.cjs");

const given = JSON.parse(readFileSync(`${__dirname}/../javascript/given.json`, "utf8"));

module.exports = (config) => {
  const all = read(process.env.CONTENT);
  config.addGlobalData("frame", given.frame);
  config.addGlobalData("sheets", () => [...pages(all, given.told)]);
  config.addGlobalData("moves", () => [...redirects(all)].map(([from, to]) => ({ from, to })));
  config.addFilter("root", depth);
  config.addFilter("linked", linkedData);
  return { dir: { input: ".", includes: "_includes", output: "site" }, markdownTemplateEngine: false };
};
