"""Compare the quoted words with copies of their sources, and keep a receipt of each comparison."""
