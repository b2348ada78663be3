"""What stands in the content folder: files of YAML, records made of them, and all records together."""
