"""YAML as contributors write it: scalars, layout, edits, format."""
