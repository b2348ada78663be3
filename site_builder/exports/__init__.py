"""What is written for machines: data, the sitemap, schemas for editors, images for links."""

FORMATS = {
    "api": "api",
    "jsonl": "jsonl",
    "csv": "csv",
    "sqlite": "sqlite",
    "parquet": "parquet",
    "feeds": "feeds",
    "pair-feeds": "pair_feeds",
    "markdown": "markdown",
    "popolo": "popolo",
    "embed": "embed",
    "changes": "changes",
}
"""The modules in `exports.formats`, by the names of the formats in settings and commands."""
DEFAULTS = ("api", "jsonl", "csv", "sqlite", "feeds")
"""The formats that are written with a site unless its settings say otherwise."""
