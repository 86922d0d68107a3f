"""Populations made of rows, kept in Parquet files, and read under another vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from rules.columns.files import reading
from rules.columns.given import KEY, dtype_of
from rules.vocabulary import Fact, Vocabulary

ROW_GROUP = 65_536  # Whoever looks for a few rows leaves the other groups of them unread.


def write_population(
    file: str | Path,
    parts: Iterable[Sequence[Mapping[str, Any]]],
    facts: Sequence[Fact],
    own: Sequence[str],
) -> int:
    """Write a Parquet file with a column for each fact and for each of the caller's own; its rows.

    The rows come in parts, so that they need not be in memory at once as Python objects. Values of
    facts are of the fact's type, days as `datetime.date`, None where missing; `own` (their names
    begin with `_`) are texts, and all but `_key` of few different ones: those to count by. Raises
    PopulationUnreadable where the file cannot be written.
    """
    columns = {**{name: pl.String() for name in own}, **{f.name: _dtype(f) for f in facts}}
    frames = [_frame(part, columns) for part in parts]
    whole = pl.concat(frames) if frames else pl.DataFrame(schema=columns)
    with reading(file):
        _narrowed(whole, own).write_parquet(
            Path(file), compression="zstd", compression_level=1, row_group_size=ROW_GROUP
        )
    return whole.height


def known_columns(file: str | Path, vocabulary: Vocabulary) -> pl.LazyFrame:
    """A Parquet file without the facts that the vocabulary does not have.

    Raises PopulationUnreadable.
    """
    with reading(file):
        frame = pl.scan_parquet(Path(file), glob=False)
        names = frame.collect_schema().names()
    return frame.select(name for name in names if name.startswith("_") or name in vocabulary.facts)


def _narrowed(frame: pl.DataFrame, own: Sequence[str]) -> pl.DataFrame:
    """The same values in types that are quicker to read and to count by."""
    narrow = [
        frame[name].cast(pl.Enum(frame[name].drop_nulls().unique().sort()))
        for name in own
        if name != KEY
    ]
    narrow += [column.shrink_dtype() for column in frame.select(pl.col(pl.Int64))]
    return frame.with_columns(narrow)


def _frame(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            pl.Series(name, [row.get(name) for row in rows], dtype=dtype)
            for name, dtype in columns.items()
        ]
    )


def _dtype(fact: Fact) -> pl.DataType:
    """A choice is kept as a number with its options, which rules compare without looking."""
    return pl.Enum(list(fact.options)) if fact.type == "choice" else dtype_of(fact)
