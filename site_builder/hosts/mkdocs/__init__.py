"""MkDocs as a host: the only room that knows it. Each module holds one side of it."""
