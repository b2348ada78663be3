"""The content folder: files of YAML, the records made of them, and all records together."""
