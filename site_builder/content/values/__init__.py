"""The values that records are made of: characters, addresses, dates, languages, prose."""
