"""Tables in letters: columns with a heading, and rows that go on over as many pages as needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ColumnKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    """Whole rupiah; the heading says that it is rupiah."""


@dataclass(frozen=True)
class Column:
    title: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True)
class Table:
    """Each row has a cell for each column; what is not known is an empty text."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int]]


class WrongShape(Exception):
    """A row has more or fewer cells than there are columns, or words where a sum belongs."""


def as_data(table: Table) -> dict[str, Any] | None:
    """The table as it is kept with a letter; None where it has no rows. Raises WrongShape."""
    if not table.rows:
        return None
    return {
        "columns": [{"title": one.title, "kind": one.kind.value} for one in table.columns],
        "rows": [_row(row, table.columns) for row in table.rows],
    }


def lines(table: dict[str, Any]) -> list[str]:
    """The words of a kept table, a line a row."""
    rows = [[column["title"] for column in table["columns"]], *table["rows"]]
    return [" ".join(filter(None, row)) for row in rows]


def _row(row: Sequence[str | int], columns: Sequence[Column]) -> list[str]:
    if len(row) != len(columns):
        raise WrongShape(f"{len(row)} cells for {len(columns)} columns")
    return [_cell(value, column.kind) for value, column in zip(row, columns, strict=True)]


def _cell(value: str | int, kind: ColumnKind) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".") if kind is ColumnKind.MONEY else str(value)
    if value and kind is ColumnKind.MONEY:
        raise WrongShape(f"{value!r} is no sum of money")
    return " ".join(value.split())
