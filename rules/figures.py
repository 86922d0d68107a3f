"""Reads parameters, and answers which of a parameter's values holds on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from rules import values
from rules.document import Document, Figure, Parameter
from rules.errors import NotYetInForce
from rules.loading import forms
from rules.loading.forms import Notes, Wrong, join
from rules.loading.nodes import Node
from rules.vocabulary import LARGEST_SCALE

UNITS = ["IDR", "months", "years", "days", "count", "percent", "none"]
MOST_VALUES = 500


def in_force(document: Document, on: date) -> dict[str, Figure]:
    """The value that holds on a day, of each parameter the rule set uses.

    The one with the latest `from` holds, also after its `until`. Raises NotYetInForce.
    """
    found: dict[str, Figure] = {}
    for name in document.parameters_used:
        figures = document.parameters[name].figures
        begun = [figure for figure in figures if figure.since <= on]
        if not begun:
            raise NotYetInForce(name, on, figures[0].since)
        found[name] = begun[-1]
    return found


def numbers(figures: Mapping[str, Figure]) -> dict[str, int | Decimal]:
    """The figures' values by parameter."""
    return {name: figure.value for name, figure in figures.items()}


def read_parameter(notes: Notes, word: str, node: Node, path: str) -> Parameter:
    """A parameter of a document. Raises Wrong."""
    if not forms.FACT_NAME.fullmatch(word) or len(word) > forms.LONGEST_NAME:
        raise Wrong(path, "a parameter's name is lower-case words joined by underscores")
    found = notes.entries(node, path, ("title", "unit", "values"))
    title = forms.words(notes, found["title"], join(path, "title"))
    unit = forms.one_of(found["unit"], join(path, "unit"), UNITS)
    here = join(path, "values")
    read = notes.each(
        forms.items(found["values"], here, 1, MOST_VALUES),
        here,
        lambda n, p: _figure(notes, n, p, unit),
    )
    figures = sorted(read, key=lambda figure: figure.since)
    for earlier, later in pairwise(figures):
        if earlier.since == later.since:
            raise Wrong(here, f"two values begin on {later.since}")
    return Parameter(word, title, unit, tuple(figures))


def _figure(notes: Notes, node: Node, path: str, unit: str) -> Figure:
    found = notes.entries(node, path, ("from", "value", "source"), ("until", "verified"))
    since = read_day(found["from"], join(path, "from"))
    until = read_day(found["until"], join(path, "until")) if "until" in found else None
    if until is not None and until < since:
        raise Wrong(join(path, "until"), f"{until} comes before {since}")
    here = join(path, "value")
    kind = "decimal" if unit in ("percent", "none") else "integer"
    try:
        value = values.literal(kind, found["value"], scale=LARGEST_SCALE)
    except values.NotThisType as error:
        raise Wrong(here, str(error)) from None
    if not isinstance(value, int | Decimal):
        raise Wrong(here, "a number is asked")
    if isinstance(value, Decimal):
        value = int(value) if value == int(value) else value.normalize()
    return Figure(
        since,
        until,
        value,
        forms.text(found["source"], join(path, "source")),
        "verified" not in found or forms.true_or_false(found["verified"], join(path, "verified")),
    )


def read_day(node: Node, path: str) -> date:
    """A date written in a document. Raises Wrong."""
    try:
        value = values.literal("date", node)
    except values.NotThisType as error:
        raise Wrong(path, str(error)) from None
    if not isinstance(value, date):
        raise Wrong(path, "a date is asked: write YYYY-MM-DD")
    return value
