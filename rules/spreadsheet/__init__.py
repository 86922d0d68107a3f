"""A document's figures, criteria and tables as a spreadsheet, and back."""

from rules.spreadsheet.errors import CellProblem, SpreadsheetRefused
from rules.spreadsheet.reading import Taken, read
from rules.spreadsheet.writing import write

__all__ = ["CellProblem", "SpreadsheetRefused", "Taken", "read", "write"]
