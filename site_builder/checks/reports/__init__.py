"""Reports of diagnostics for people and machines, one format in each module."""
