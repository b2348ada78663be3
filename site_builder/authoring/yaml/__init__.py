"""YAML as people write it: scalars, layout, edits, order."""
