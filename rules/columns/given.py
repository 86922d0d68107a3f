"""A column of a population as a fact's values: plain ones at once, odd ones as a decision does.

A value is plain when what stands in the column is already the typed value (a whole number within
bounds, a day within the calendar, a text without blanks around it). A column of plain values costs
one look. Every other distinct value goes through `Fact.value`, which types or refuses the facts of
a single decision; so both mean the same by any value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from rules.errors import FactsRefused
from rules.values import FIRST_DAY, LARGEST, LAST_DAY, LONGEST_FACT_TEXT, LONGEST_LIST, NotThisType
from rules.vocabulary import Fact

KEY = "_key"
MOST_DIGITS = 38  # Of a decimal column; 10^15 with six places takes 22.
MOST_PLACES = 18  # Of a given decimal column that Polars can still compare with 10^15.
WHOLE_WITHIN = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32)


@dataclass(frozen=True)
class Column:
    """`value` holds the typed values of those rows of `given` where `plain` is true."""

    fact: Fact
    given: pl.Expr
    plain: pl.Expr
    value: pl.Expr


def dtype_of(fact: Fact) -> pl.DataType:
    """The type of a column of typed values."""
    inner = _dtype(fact.item_type, fact.scale)
    return pl.List(inner) if fact.type == "list" else inner


def column(fact: Fact, dtype: pl.DataType) -> Column:
    """The column of a fact, whose odd values are still to be settled."""
    given, wanted = pl.col(fact.name), dtype_of(fact)
    if isinstance(dtype, pl.Array):
        given, dtype = given.arr.to_list(), pl.List(dtype.inner)
    if (
        fact.type == "choice"
        and isinstance(dtype, pl.Enum)
        and set(dtype.categories) == set(fact.options)
    ):
        return Column(fact, given, pl.lit(True), given)  # Compared as numbers, with no look.
    if isinstance(dtype, pl.Categorical | pl.Enum):
        given, dtype = given.cast(pl.String), pl.String()
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Categorical | pl.Enum):
        given, dtype = given.cast(pl.List(pl.String)), pl.List(pl.String)
    found: tuple[pl.Expr, pl.Expr] | None = None
    if dtype == pl.Null:
        found = pl.lit(True), given.cast(wanted)
    elif fact.type != "list":
        found = _plain(fact, given, dtype)
    elif isinstance(dtype, pl.List):
        members = _plain(fact, pl.element(), dtype.inner)
        if members is not None:
            each = given.list.eval(members[0].fill_null(False)).list.all()
            few = given.list.len() <= LONGEST_LIST
            found = each & few, given.list.eval(members[1])
    if found is None:
        return Column(fact, given, given.is_null(), pl.lit(None, dtype=wanted))
    return Column(fact, given, (given.is_null() | found[0]).fill_null(False), found[1])


def settled(column: Column, frame: pl.LazyFrame) -> Column:
    """The column with its odd values typed one by one. Raises FactsRefused, naming a row."""
    fact, wanted = column.fact, dtype_of(column.fact)
    key = KEY if KEY in frame.collect_schema() else None
    odd = (
        frame.select(
            row=pl.int_range(pl.len()),
            key=pl.col(KEY) if key else pl.lit(None),
            given=column.given,
            odd=~column.plain,
        )
        .filter("odd")
        .collect()
    )
    if not odd.schema["given"].is_nested():
        odd = odd.unique("given", keep="first", maintain_order=True)
    values: list[Any] = []
    for row, name, value in odd.select("row", "key", "given").iter_rows():
        try:
            values.append(fact.value(value))
        except NotThisType as error:
            raise FactsRefused({fact.name: f"{place(row, name)}: {error}"}) from None
    if not values:
        return column
    if isinstance(wanted, pl.List):
        exact = (
            pl.when(~column.plain)
            .then(column.given)
            .map_elements(
                lambda members: as_series(fact.value(members.to_list()), wanted.inner),
                return_dtype=wanted,
                skip_nulls=True,
            )
        )
    else:
        typed = as_series(values, wanted)
        exact = column.given.replace_strict(odd["given"], typed, default=None, return_dtype=wanted)
    value = pl.when(column.plain).then(column.value).otherwise(exact)
    return Column(fact, column.given, pl.lit(True), value)


def without_objects(fact: Fact, series: pl.Series, keys: pl.Series | None) -> pl.Series:
    """A column of Python objects typed row by row. Raises FactsRefused, naming a row."""
    values: list[Any] = []
    for row, value in enumerate(series):
        try:
            values.append(fact.value(value))
        except NotThisType as error:
            name = None if keys is None else keys[row]
            raise FactsRefused({fact.name: f"{place(row, name)}: {error}"}) from None
    return as_series(values, dtype_of(fact)).alias(fact.name)


def as_series(values: Any, dtype: Any) -> pl.Series:
    """Typed values as a column."""
    return pl.Series([list(v) if isinstance(v, tuple) else v for v in values], dtype=dtype)


def place(row: int, key: object) -> str:
    """A row for people: counted from 1, with the key the caller gave it."""
    return f"row {row + 1}" if key is None else f"row {row + 1} ({KEY} {key})"


def _dtype(kind: str, scale: int) -> pl.DataType:
    return {
        "boolean": pl.Boolean(),
        "integer": pl.Int64(),
        "money": pl.Int64(),
        "decimal": pl.Decimal(MOST_DIGITS, scale),
        "date": pl.Date(),
    }.get(kind, pl.String())


def _plain(fact: Fact, given: pl.Expr, dtype: Any) -> tuple[pl.Expr, pl.Expr] | None:
    """Which values are plain, and the typed values; None when no value of the type is."""
    kind, wanted = fact.item_type, _dtype(fact.item_type, fact.scale)
    if kind in ("integer", "money", "decimal"):
        value = given.cast(wanted, strict=False)
        if dtype in WHOLE_WITHIN:
            return pl.lit(True), value
        within = given.is_between(-LARGEST, LARGEST)
        if dtype.is_integer():
            return within, value
        # A float means its shortest text: only a whole one is told without writing it.
        exact = dtype.is_float() and kind != "decimal"
        if exact or (isinstance(dtype, pl.Decimal) and dtype.scale <= MOST_PLACES):
            return within & (value == given), value
        return None
    if kind in ("boolean", "date"):
        if dtype != wanted:
            return None
        return given.is_between(FIRST_DAY, LAST_DAY) if kind == "date" else pl.lit(True), given
    if dtype != pl.String:
        return None
    if kind == "choice":
        return pl.any_horizontal([given == option for option in fact.options]), given
    ascii_alone = given.str.len_bytes() == given.str.len_chars()
    trimmed = given.str.contains("^[!-~](.*[!-~])?$")
    return ascii_alone & trimmed & (given.str.len_bytes() <= LONGEST_FACT_TEXT), given
