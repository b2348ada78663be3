"""A fact sheet of what officials said, in their own words, with the source.

YAML records in, a searchable MkDocs site out. `build.py` shows the whole flow.
"""
