"""The preview while content is written: it reads what changed and prints what is requested."""
