"""MkDocs as a host. Nothing outside this folder knows MkDocs."""
