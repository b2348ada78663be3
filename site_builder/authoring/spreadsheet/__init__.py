"""Rows of a spreadsheet, taken over as records."""
