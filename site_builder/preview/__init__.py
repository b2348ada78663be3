"""The preview while content is written: reads what changed, prints what is asked for."""
