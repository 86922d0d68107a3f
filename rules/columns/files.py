"""Reads a population from a file: Parquet, or CSV with a header of fact names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from rules.columns.given import as_series, dtype_of, place
from rules.errors import FactsRefused, RulesError
from rules.loading.reading import Scalar, Written
from rules.values import NotThisType
from rules.vocabulary import Fact, Vocabulary

BETWEEN_MEMBERS = "|"  # In a CSV cell of a list; commas and semicolons already part the cells.


class PopulationUnreadable(RulesError):
    """The file of a population cannot be read."""


@contextmanager
def reading(file: str | Path) -> Iterator[None]:
    """Whatever is wrong with the file is told as PopulationUnreadable."""
    try:
        yield
    except OSError as error:
        raise PopulationUnreadable(f"{file}: {error.strerror or error}") from None
    except pl.exceptions.PolarsError as error:
        raise PopulationUnreadable(f"{file}: {str(error).splitlines()[0]}") from None


def read_population(file: str | Path, vocabulary: Vocabulary) -> pl.LazyFrame:
    """The population in a file `.parquet` or `.csv`.

    A Parquet file is read only when and as far as it is asked. In a CSV file an empty cell is
    missing, any other means what the vocabulary asks for (`5000`, `true`, `2026-03-01`), and the
    members of a list stand between `|`. Raises PopulationUnreadable and, for a CSV cell that is
    not of its fact's type, FactsRefused.
    """
    path = Path(file)
    with reading(file):
        if path.suffix.lower() == ".csv":
            return _csv(path, vocabulary).lazy()
        if path.suffix.lower() != ".parquet":
            raise PopulationUnreadable(f"{file}: a file .parquet or .csv is asked")
        frame = pl.scan_parquet(path, glob=False)
        frame.collect_schema()
        return frame


def _csv(path: Path, vocabulary: Vocabulary) -> pl.DataFrame:
    with path.open(encoding="utf-8", errors="replace") as stream:
        header = stream.readline(1_000_000)
    separator = ";" if header.count(";") > header.count(",") else ","
    frame = pl.read_csv(path, separator=separator, infer_schema=False)
    facts = [vocabulary.facts[name] for name in frame.columns if name in vocabulary.facts]
    problems: dict[str, str] = {}
    columns: list[pl.Series] = []
    for fact in facts:
        try:
            columns.append(_typed(fact, frame[fact.name]))
        except FactsRefused as error:
            problems.update(error.problems)
    if problems:
        raise FactsRefused(problems)
    return frame.with_columns(columns)


def _typed(fact: Fact, cells: pl.Series) -> pl.Series:
    """Each distinct cell is read once."""
    distinct = cells.unique(maintain_order=True)
    values: list[Any] = []
    for cell in distinct:
        try:
            values.append(_value(fact, cell))
        except NotThisType as error:
            row = int((cells == cell).arg_max() or 0)
            raise FactsRefused({fact.name: f"{place(row, None)}: {error}"}) from None
    numbers = pl.DataFrame({"cell": cells}).join(
        pl.DataFrame({"cell": distinct, "at": range(len(distinct))}),
        on="cell",
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )["at"]
    return as_series(values, dtype_of(fact)).gather(numbers).alias(fact.name)


def _value(fact: Fact, cell: str | None) -> Any:
    if cell is None or not cell.strip():
        return None
    if fact.type == "boolean":
        cell = cell.lower()  # Spreadsheet programs write TRUE and FALSE.
    if fact.type != "list":
        return fact.literal(Scalar(cell.strip(), Written.PLAIN))
    members = cell.split(BETWEEN_MEMBERS)
    return fact.value([fact.item(Scalar(member.strip(), Written.PLAIN)) for member in members])
