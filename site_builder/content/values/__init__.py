"""Single values, below any record: characters, addresses, dates, languages, prose."""
