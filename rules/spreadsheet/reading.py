"""Reads a workbook as a proposal: a new version of a rule set, compared before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rules import canonical
from rules.comparison import Comparison, compare
from rules.errors import DocumentRefused, Problem
from rules.loading.documents import read_document
from rules.loading.reading import Mapping, Node, Scalar, Sequence
from rules.rule_set import RuleSet
from rules.spreadsheet.cells import node_of
from rules.spreadsheet.errors import CellProblem, SpreadsheetRefused
from rules.spreadsheet.grid import Grid, read_grid
from rules.spreadsheet.parts import PartReader
from rules.spreadsheet.rows import Places
from rules.words import Words
from rules.writing import as_yaml, tidy


@dataclass(frozen=True)
class Taken:
    """What a spreadsheet proposes. Nothing is taken until somebody says so.

    `rule_set` is the new version, `comparison` what it changes in the given one, `notes` what
    was not read or was added, by cell. When `is_outdated`, the spreadsheet was written from
    another version than the given one, and the comparison undoes what changed since.
    """

    rule_set: RuleSet
    comparison: Comparison
    notes: tuple[CellProblem, ...]
    is_outdated: bool = False

    def as_yaml(self) -> str:
        """The new version as YAML text, without the comments of the old one."""
        return as_yaml(self.rule_set.document)


def read(rule_set: RuleSet, content: bytes) -> Taken:
    """A workbook's figures, criteria, tables and points in place of those of `rule_set`.

    Derived facts, remedies, labels, tie-breaks and examples stay; examples forget criteria and
    rows that are gone. Raises SpreadsheetRefused, which names sheet and cell of each mistake.
    """
    grid = read_grid(content)
    is_outdated = _is_outdated(grid, rule_set)
    parts = PartReader(rule_set, grid)
    root = _document(rule_set, parts)
    if parts.problems:
        raise SpreadsheetRefused(parts.problems)
    try:
        document = read_document("<text>", root, rule_set.vocabulary)
    except DocumentRefused as error:
        raise SpreadsheetRefused([_in_cells(p, parts.places) for p in error.problems]) from None
    new = RuleSet(document, rule_set.vocabulary, canonical.digest(document), rule_set.file)
    return Taken(new, compare(rule_set, new), tuple(grid.notes), is_outdated)


def _is_outdated(grid: Grid, rule_set: RuleSet) -> bool:
    """Whether it was written from another version, which is noted. Raises SpreadsheetRefused."""
    other = grid.stamps.get("rule_set", rule_set.id)
    if other != rule_set.id:
        text = Words(f"berkas ini untuk aturan {other}", f"this file is for the rule set {other}")
        raise SpreadsheetRefused([CellProblem("", text)])
    is_outdated = grid.stamps.get("digest") != rule_set.digest
    if is_outdated:
        text = Words(
            "berkas ini dibuat dari versi lain; perbedaannya mencakup perubahan sejak itu",
            "written from another version; the differences include what changed since",
        )
        grid.notes.insert(0, CellProblem("", text))
    return is_outdated


def _document(rule_set: RuleSet, parts: PartReader) -> Node:
    data = tidy(rule_set.document)
    read: dict[str, Callable[[], Node]] = {
        "parameters": parts.parameters,
        "criteria": parts.criteria,
        "tables": parts.tables,
    }
    keys = ["rule_set", "title", "subject", "basis", "parameters", "derived", "criteria", "tables"]
    entries: dict[str, Node] = {}
    for key in keys:
        if key in read:
            entries[key] = read[key]()
        elif key in data:
            entries[key] = node_of(data[key])
    tie_break = node_of(list(rule_set.document.priority.tie_break))
    entries["priority"] = Mapping({"points": parts.points(), "tie_break": tie_break})
    kept = [_without_the_gone(example, entries) for example in data.get("examples", [])]
    entries["examples"] = node_of(kept)
    return Mapping(entries)


def _without_the_gone(example: dict[str, Any], entries: dict[str, Node]) -> dict[str, Any]:
    """An example that names only criteria and rows that are still there."""
    criteria = set(_ids(entries["criteria"]))
    tables = entries["tables"]
    rows = {
        name: set(_ids(table.entries["rows"]))
        for name, table in zip(_ids(tables), tables.items, strict=True)
        if isinstance(table, Mapping)
    } if isinstance(tables, Sequence) else {}  # fmt: skip
    found = dict(example)
    for key in ("unmet", "unknown"):
        if key in found:
            found[key] = [name for name in found[key] if name in criteria]
    if "outputs" in found:
        found["outputs"] = {
            table: [name for name in names if name in rows[table]]
            for table, names in found["outputs"].items()
            if table in rows
        }
    return found


def _ids(node: Node) -> list[str]:
    entries = node.items if isinstance(node, Sequence) else ()
    ids = [entry.entries["id"] for entry in entries if isinstance(entry, Mapping)]
    return [name.text for name in ids if isinstance(name, Scalar)]


def _in_cells(problem: Problem, places: Places) -> CellProblem:
    """A mistake of the document at the cell it came from."""
    path = problem.path
    best = max((p for p in places.cells if _within(path, p)), key=len, default="")
    place = places.cells.get(best, "")
    if path.startswith("says: "):  # The loader names the text; the cell is the one that has it.
        said = path.removeprefix("says: ")
        place = next((cell for text, cell in places.texts if text.startswith(said)), "")
    message = problem.message if place else str(problem)
    return CellProblem(place, Words(message, message))


def _within(path: str, prefix: str) -> bool:
    return path == prefix or (path.startswith(prefix) and path[len(prefix)] in ".[")
