const yaml = require("js-yaml");

module.exports = (config) => {
  // Dates stay the texts that they are.
  config.addDataExtension("yml", (text) => yaml.load(text, { schema: yaml.CORE_SCHEMA }));
  config.addFilter("cut", (text, length) => (length ? text.slice(0, length) : text));
  return { dir: { input: ".", includes: "_includes", output: "site" } };
};
