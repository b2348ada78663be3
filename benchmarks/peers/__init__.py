"""The same pages by other generators, in turns with this one.

`python -m benchmarks.peers 100 1000` prints a Markdown table. All read the same YAML, and each
sorts, groups, words and pages everything itself. They are given what surrounds an article, and four
pages of prose. Nothing is timed before their pages have been compared with ours: the same
addresses, the same words of statements in the same order, 99 % of all other words of the articles,
and bytes within a tenth. Markdown, which is written from our pages, is compared by addresses alone.
"""
