"""Writing content: new records, statements in existing ones, the canonical layout, schemas.

Everything here makes text from text or from fields and proves it by reading it back; only
`files` writes, and only `site_builder.cli` talks to people.
"""
