"""Reads one row of cells: texts, keys and conditions, each with its address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from rules import canonical
from rules.document import Condition
from rules.errors import quote, suggest
from rules.loading.conditions import OPERATORS
from rules.loading.reading import Mapping, Node, Scalar, Written
from rules.rule_set import RuleSet
from rules.spreadsheet import layout
from rules.spreadsheet.cells import (
    CellWrong,
    Given,
    meaning_of,
    node_of,
    operand_of,
    text_of,
    yes_of,
)
from rules.spreadsheet.errors import CellProblem
from rules.spreadsheet.grid import Grid, Row
from rules.words import Words

LONGEST_KEY = 40

Read = Callable[[Given], Node]


@dataclass
class Places:
    """The cell of each path of the new document, and of each sentence."""

    cells: dict[str, str] = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)


class RowReader:
    """Reads rows; what cannot be read is noted in `problems`, the cell of each path in `places`."""

    def __init__(self, rule_set: RuleSet, grid: Grid) -> None:
        self.rule_set, self.grid = rule_set, grid
        self.facts = {**rule_set.vocabulary.with_always_known(), **rule_set.document.facts}
        self.places = Places()
        self.problems: list[CellProblem] = []
        self.keys: dict[str, set[str]] = {}
        for rows in grid.rows.values():
            for row in rows:
                if "id" in row:
                    self.keys.setdefault(row.sheet, set()).add(str(row["id"].value).strip())

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet that are to stay."""

        def stays(row: Row) -> bool:
            node = self.cell(row, "remove", yes_of, "")
            return not (isinstance(node, Scalar) and node.text == "true")

        return [row for row in self.grid.rows[sheet] if stays(row)]

    def condition(self, row: Row, path: str, kept: Condition | None) -> Node | None:
        """The row's condition; `kept` is the one that the rule set has for its key."""
        here = f"{path}.when"
        simple = [key for key in ("fact", "test", "operand") if key in row]
        if "when" in row:
            if simple:
                self.wrong(
                    row[simple[0]].place,
                    "isi Fakta, Uji dan Nilai, atau Syarat lengkap; jangan keduanya",
                    "fill Fact, Test and Value, or Full condition; not both",
                )
                return None
            if str(row["when"].value).strip() == layout.KEPT and kept is not None:
                return node_of(canonical.condition(kept))
            return self.cell(row, "when", meaning_of, here)
        self.places.cells[here] = row["fact"].place
        if not simple:
            return None  # The loader says that the condition is missing.
        name, test = self.text(row, "fact"), self.text(row, "test")
        fact = self.facts.get(name)
        if fact is None:
            hint = suggest(name, list(self.facts))
            self.wrong(
                row["fact"].place,
                f"tidak ada fakta {quote(name)} dalam kosakata{hint}",
                f"the vocabulary has no fact {quote(name)}{hint}",
            )
            return None
        fitting = ["present", *OPERATORS[fact.family]]
        if test not in fitting:
            self.wrong(
                row["test"].place,
                f"uji {quote(test)} tidak cocok; pakai salah satu dari {', '.join(fitting)}",
                f"{quote(test)} does not fit; use one of {', '.join(fitting)}",
            )
            return None
        operand = self.cell(row, "operand", lambda g: operand_of(g, fact, test), f"{here}.{test}")
        if operand is None:
            if "operand" not in row:
                self.wrong(row["operand"].place, "nilainya kosong", "the value is blank")
            return None
        return Mapping({"fact": Scalar(name, Written.TEXT), test: operand})

    def says(self, row: Row, path: str, start: str = "says") -> Node | None:
        """A text in one or two languages."""
        texts = {
            language: self.cell(row, f"{start}_{language}", text_of, f"{path}.{language}")
            for language in ("id", "en")
        }
        found = {language: node for language, node in texts.items() if node is not None}
        for language, node in found.items():
            if isinstance(node, Scalar):
                self.places.texts.append((node.text, row[f"{start}_{language}"].place))
        if found:
            self.places.cells[path] = row[f"{start}_id"].place
        return Mapping(found) if found else None

    def cell(self, row: Row, key: str, read: Read, path: str) -> Node | None:
        """What a cell holds; None when it is blank or cannot be read, which is noted."""
        if path:
            self.places.cells[path] = row[key].place
        if key not in row:
            return None
        try:
            return read(row[key])
        except CellWrong as error:
            self.problems.append(CellProblem(row[key].place, error.says))
            return None

    def text(self, row: Row, key: str) -> str:
        """A cell's text, blank where there is none."""
        node = self.cell(row, key, text_of, "")
        return node.text if isinstance(node, Scalar) else ""

    def key(self, row: Row, known: Container[str], of: str = "") -> str:
        """The row's key; one made from its sentence (or the text `of`) where it has none.

        A key that nobody knows is a mistake: a changed one would be a row that went and another
        that came, and what hangs on the old one would be lost.
        """
        if "id" in row:
            name = self.text(row, "id")
            if name not in known:
                self.wrong(
                    row["id"].place,
                    f"tidak ada baris dengan kunci {quote(name)}; kosongkan untuk baris baru",
                    f"no row has the key {quote(name)}; leave it blank for a new row",
                )
            return name
        made = unused = snake_case(of or self.text(row, "says_id")) or "baris"
        taken = self.keys.setdefault(row.sheet, set())
        number = 1
        while unused in taken:
            number += 1
            unused = f"{made}_{number}"
        taken.add(unused)
        note = Words(f"kunci dibuat: {unused}", f"a key was made: {unused}")
        self.grid.notes.append(CellProblem(row["id"].place, note))
        return unused

    def once(self, row: Row, name: str, taken: dict[str, Node], path: str) -> None:
        """Notes where the row came from, and that its key is taken."""
        self.places.cells[path] = row.place
        self.places.cells[f"{path}.id"] = row["id"].place
        if name in taken:
            text = Words(f"kunci {quote(name)} ada dua kali", f"the key {quote(name)} stands twice")
            self.problems.append(CellProblem(row["id"].place, text))

    def wrong(self, place: str, indonesian: str, english: str) -> None:
        """Notes a mistake at a cell."""
        self.problems.append(CellProblem(place, Words(indonesian, english)))


def snake_case(text: str) -> str:
    """A key made from a sentence: `Usaha memiliki NIB` becomes `usaha_memiliki_nib`."""
    letters = unicodedata.normalize("NFKD", re.sub(r"\{[^}]*\}", " ", text)).lower()
    plain = letters.encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_0123456789")
    return words[:LONGEST_KEY].rstrip("_")
