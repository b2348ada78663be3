"""The same pages by other generators, in turns with this one.

`python -m benchmarks.peers 100 1000` prints a Markdown table. It builds our site first and reads in
it what is on which page, in which order; that is given to the others, who read the same YAML, look
up the words and their sources there, and print them, in the same frame of header, navigation and
footer. All other texts, such as dates in words and the office on a day, they are given as they are.
So none of them has to sort, group, page or word anything, which is to their advantage. Nothing is
timed before all pages of all of them have shown the same words of statements, the same citations,
and each other word of an article as often as ours.
"""
