"""Write content: new records, new statements, the order of fields, mended encodings.

Functions here make text and prove it by reading it back; only `files` writes to disk, and only
`site_builder.cli` talks to people.
"""
