"""The markup that letters are worded in: paragraphs, facts, numbered points, placeholders.

    Paragraphs are set apart by an empty line; the lines of one are joined, and so are those
    that go on with a fact or a point.

    - label: {value}
    - lines like these are facts in two columns; one without a value is left out

    - label: a. {list}        (or 1. {list}: every point of the list beside the label)

    1. lines like these are numbered points

    = a line in the middle

    {table}                   (a paragraph of its own; left out where the table has no rows)

A placeholder is a name in braces and nothing more: no expression, no attribute, no code. Values
are put in after the markup was read, so no value can add a fact or a paragraph. A numbered point
that is nothing but the name of a list becomes a point for each of the list; a paragraph whose
placeholders leave nothing of it is left out.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intranet.letters import tables as tables_of_letters
from intranet.letters.tables import Table

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_FACT = re.compile(r"- ([^:]+):\s*(.*)")
_POINT = re.compile(r"\d+\. (.*)")
_LISTED = re.compile(r"(a|1)\. \{([a-z_]+)\}")
_MIDDLE = re.compile(r"= (.*)")

_FACT_KINDS = ("value", "sealed", "listed")

Block = dict[str, Any]


class UnknownPlaceholder(Exception):
    """The wording asks for a value that this kind of letter does not have."""


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """One line with its placeholders filled in, blanks collapsed. Raises UnknownPlaceholder."""

    def value(found: re.Match[str]) -> str:
        try:
            return values[found[1]]
        except KeyError:
            raise UnknownPlaceholder(found[1]) from None

    return " ".join(PLACEHOLDER.sub(value, text).split())


@dataclass(frozen=True)
class Filling:
    """What a wording is filled with."""

    values: Mapping[str, str]
    sealed: Collection[str]
    lists: Mapping[str, Sequence[str]]
    tables: Mapping[str, Table]


def blocks(
    wording: str,
    values: Mapping[str, str],
    *,
    sealed: Collection[str] = (),
    lists: Mapping[str, Sequence[str]] | None = None,
    tables: Mapping[str, Table] | None = None,
) -> list[Block]:
    """The wording with its values, as blocks that can be kept as JSON.

    A fact that is nothing but a `sealed` placeholder stays open: it names its value, which is
    looked up when the letter is shown or printed. Raises UnknownPlaceholder.
    """
    filling = Filling(values, sealed, lists or {}, tables or {})
    parts = [part for part in re.split(r"\n\s*\n", wording.strip()) if part.strip()]
    made = [_block(_lines(part), filling) for part in parts]
    return [block for block in made if any(block.values())]


def _lines(part: str) -> list[str]:
    """The lines of a part; what goes on with a fact or a point belongs to it."""
    lines = [line.strip() for line in part.strip().splitlines()]
    begins = next((mark for mark in (_FACT, _POINT) if mark.fullmatch(lines[0])), None)
    if begins is None:
        return lines
    joined: list[str] = []
    for line in lines:
        if begins.fullmatch(line):
            joined.append(line)
        else:
            joined[-1] += f" {line}"
    return joined


def _block(lines: list[str], filling: Filling) -> Block:
    text = " ".join(lines)
    found = PLACEHOLDER.fullmatch(text)
    if found and found[1] in filling.tables:
        return {"table": tables_of_letters.as_data(filling.tables[found[1]])}
    if middle := _MIDDLE.fullmatch(text):
        return {"middle": fill(middle[1], filling.values)}
    if all(facts := [_FACT.fullmatch(line) for line in lines]):
        rows = [_row(fact[1], fact[2], filling) for fact in facts if fact]
        return {"facts": [row for row in rows if any(row.get(kind) for kind in _FACT_KINDS)]}
    if all(points := [_POINT.fullmatch(line) for line in lines]):
        texts = [point[1] for point in points if point]
        return {"points": [line for text in texts for line in _points(text, filling)]}
    return {"paragraph": fill(text, filling.values)}


def _points(text: str, filling: Filling) -> Iterator[str]:
    found = PLACEHOLDER.fullmatch(text)
    if found and found[1] in filling.lists:
        yield from _of_list(found[1], filling)
    else:
        yield fill(text, filling.values)


def _of_list(name: str, filling: Filling) -> list[str]:
    return [" ".join(line.split()) for line in filling.lists[name]]


def _row(label: str, text: str, filling: Filling) -> Block:
    found = PLACEHOLDER.fullmatch(text)
    if found and found[1] in filling.sealed:
        return {"label": label, "sealed": found[1]}
    listed = _LISTED.fullmatch(text)
    if listed and listed[2] in filling.lists:
        marks = string.ascii_lowercase if listed[1] == "a" else ()
        return {"label": label, "listed": _marked(_of_list(listed[2], filling), marks)}
    return {"label": label, "value": fill(text, filling.values)}


def _marked(points: list[str], marks: Sequence[str]) -> list[str]:
    """Each point with its letter, or with its number where there are too many for letters."""
    of = marks if len(marks) >= len(points) else range(1, len(points) + 1)
    return [f"{mark}. {point}" for mark, point in zip(of, points, strict=False)]
