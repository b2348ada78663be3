"""A fact sheet of what officials said, in their own words, with the source.

YAML records in, a searchable MkDocs site out. `examine.py` and `build.py` show the whole flow.
"""
