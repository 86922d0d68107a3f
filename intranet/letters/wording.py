"""The markup that letters are worded in: paragraphs, facts, numbered points, placeholders.

    Paragraphs are set apart by an empty line; the lines of one are joined.

    - label: {value}
    - lines like these are facts in two columns; one without a value is left out

    1. lines like these are numbered points

A placeholder is a name in braces and nothing more: no expression, no attribute, no code. Values
are put in after the markup was read, so no value can add a fact or a paragraph. A numbered point
that is nothing but the name of a list becomes a point for each of the list; a paragraph whose
placeholders leave nothing of it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_FACT = re.compile(r"- ([^:]+):\s*(.*)")
_POINT = re.compile(r"\d+\. (.*)")

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


def blocks(
    wording: str,
    values: Mapping[str, str],
    *,
    sealed: Collection[str] = (),
    lists: Mapping[str, Sequence[str]] | None = None,
) -> list[Block]:
    """The wording with its values, as blocks that can be kept as JSON.

    A fact that is nothing but a `sealed` placeholder stays open: it names its value, which is
    looked up when the letter is shown or printed.
    """
    made = []
    for part in re.split(r"\n\s*\n", wording.strip()):
        lines = [line.strip() for line in part.strip().splitlines()]
        block = _block(lines, values, sealed, lists or {})
        if any(block.values()):
            made.append(block)
    return made


def _block(
    lines: list[str],
    values: Mapping[str, str],
    sealed: Collection[str],
    lists: Mapping[str, Sequence[str]],
) -> Block:
    if all(facts := [_FACT.fullmatch(line) for line in lines]):
        rows = [_row(fact[1], fact[2], values, sealed) for fact in facts if fact]
        return {"facts": [row for row in rows if row.get("value") or row.get("sealed")]}
    if all(points := [_POINT.fullmatch(line) for line in lines]):
        texts = [point[1] for point in points if point]
        return {"points": [line for text in texts for line in _points(text, values, lists)]}
    return {"paragraph": fill(" ".join(lines), values)}


def _points(
    text: str, values: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    found = PLACEHOLDER.fullmatch(text)
    if found and found[1] in lists:
        yield from (" ".join(line.split()) for line in lists[found[1]])
    else:
        yield fill(text, values)


def _row(
    label: str, text: str, values: Mapping[str, str], sealed: Collection[str]
) -> dict[str, str]:
    found = PLACEHOLDER.fullmatch(text)
    if found and found[1] in sealed:
        return {"label": label, "sealed": found[1]}
    return {"label": label, "value": fill(text, values)}
