"""What a change means: people, themes, sources and statements instead of files and lines.

Both sides are compared as what YAML reads, not as records: so a change can be seen while the
content still has faults.
"""
