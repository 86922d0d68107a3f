"""A population: rows of facts, one column a fact, read only as far as a question needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from rules.columns.given import KEY, Column, column, settled, without_objects
from rules.errors import FactsRefused, quote, suggest
from rules.vocabulary import ALWAYS_KNOWN, Vocabulary

Source = pl.DataFrame | pl.LazyFrame | str | Path
PLAIN = ":plain"  # No fact and no column of a caller's has a colon.


@dataclass(frozen=True)
class Population:
    """Rows with typed facts on a day. Columns that begin with `_` are the caller's own."""

    frame: pl.LazyFrame
    columns: Mapping[str, Column]
    on: date

    @cached_property
    def own(self) -> list[str]:
        """The caller's columns, which come back unchanged."""
        return [name for name in self.frame.collect_schema() if name.startswith("_")]

    @property
    def key(self) -> str | None:
        """`_key`, where the population has it."""
        return KEY if KEY in self.own else None

    def constants(self, facts: Iterable[str]) -> dict[str, Any]:
        """The values that all rows share: facts always known, None for those no column gives."""
        absent = {name: None for name in facts if name not in self.columns}
        return {**absent, "decision_date": self.on, "fiscal_year": self.on.year}

    def typed(self, facts: Iterable[str], carried: Sequence[str]) -> pl.LazyFrame:
        """The facts as typed columns, what is carried as it is, and whether all is plain.

        Where a row is not plain its values mean nothing; a settled population is plain throughout.
        """
        wanted = [self.columns[name] for name in facts if name in self.columns]
        plain = pl.all_horizontal([pl.lit(True), *(found.plain for found in wanted)])
        return self.frame.select(
            *carried,
            plain.alias(PLAIN),
            # A column of the frame gives the literals beside it their length.
            *([] if wanted or carried else [pl.int_range(pl.len()).alias(":length")]),
            *(found.value.alias(found.fact.name) for found in wanted),
        )

    def settled(self, facts: Iterable[str]) -> Population:
        """The population with every odd value of the facts typed. Raises FactsRefused."""
        wanted = set(facts)
        done: dict[str, Column] = {}
        problems: dict[str, str] = {}
        for name, found in self.columns.items():
            try:
                done[name] = settled(found, self.frame) if name in wanted else found
            except FactsRefused as error:
                problems.update(error.problems)
        if problems:
            raise FactsRefused(problems)
        return replace(self, columns=done)


def population(source: Source, vocabulary: Vocabulary, on: date) -> Population:
    """A frame, or a Parquet file by its path. Raises FactsRefused for a column nobody knows."""
    if isinstance(source, str | Path):
        frame = pl.scan_parquet(Path(source), glob=False)
    else:
        frame = _without_objects(source, vocabulary) if isinstance(source, pl.DataFrame) else source
    schema = frame.collect_schema()
    _check_names(schema.names(), vocabulary)
    columns = {
        name: column(vocabulary.facts[name], dtype)
        for name, dtype in schema.items()
        if not name.startswith("_")
    }
    return Population(frame, columns, on)


def _without_objects(frame: pl.DataFrame, vocabulary: Vocabulary) -> pl.LazyFrame:
    keys = frame[KEY] if KEY in frame.columns else None
    typed = [
        without_objects(vocabulary.facts[name], frame[name], keys)
        for name, dtype in frame.schema.items()
        if dtype == pl.Object and name in vocabulary.facts
    ]
    return frame.with_columns(typed).lazy()


def _check_names(names: Iterable[str], vocabulary: Vocabulary) -> None:
    problems: dict[str, str] = {}
    for name in names:
        if name in ALWAYS_KNOWN:
            problems[name] = "this fact is always known and cannot be given"
        elif name not in vocabulary.facts and not name.startswith("_"):
            right = suggest(name, [*vocabulary.facts, KEY])
            problems[name] = f"the vocabulary has no fact {quote(name)}{right}"
    if problems:
        raise FactsRefused(problems)
