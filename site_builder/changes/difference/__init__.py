"""Compare two states of the content: people, themes, sources and statements, not lines.

Both are compared as what YAML reads, not as records, so content with faults can be compared too.
"""
