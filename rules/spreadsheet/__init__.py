"""A document's figures, criteria and tables as a spreadsheet, and back."""
