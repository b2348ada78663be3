"""Import the rows of a spreadsheet as records."""
