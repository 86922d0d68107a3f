"""What is wrong with a spreadsheet, by sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass

from rules.errors import RulesError
from rules.words import Words


@dataclass(frozen=True)
class CellProblem:
    """One mistake: its place (`Kriteria!D7`, a sheet's name, or blank for the whole file)."""

    place: str
    says: Words

    def in_language(self, language: str) -> str:
        """`place: sentence`."""
        text = self.says.in_language(language)
        return f"{self.place}: {text}" if self.place else text


class SpreadsheetRefused(RulesError):
    """A spreadsheet cannot be taken; `problems` lists each mistake. Nothing was changed."""

    def __init__(self, problems: list[CellProblem]) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.in_language("en") for problem in problems))


def refused(indonesian: str, english: str, place: str = "") -> SpreadsheetRefused:
    """A refusal with one reason."""
    return SpreadsheetRefused([CellProblem(place, Words(indonesian, english))])
