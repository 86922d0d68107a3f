"""The kept blocks of a letter: what was sealed put in, and their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from intranet.letters import tables
from intranet.letters.wording import Block


def unsealed(blocks: Iterable[Block], sealed: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with the values that their facts only name."""
    return tuple(_unsealed(block, sealed) for block in blocks)


def lines(blocks: Iterable[Block]) -> list[str]:
    """The words of the blocks, in reading order."""
    return [line for block in blocks for line in _lines_of(block)]


def numbered(names: Sequence[str]) -> list[str]:
    return [f"{number}. {name}" for number, name in enumerate(names, start=1)]


def _unsealed(block: Block, sealed: Mapping[str, str]) -> Block:
    if "facts" not in block:
        return block
    rows = [
        {"label": row["label"], "value": sealed[row["sealed"]]} if "sealed" in row else row
        for row in block["facts"]
    ]
    return {"facts": rows}


def _lines_of(block: Block) -> list[str]:
    if "facts" in block:
        return [line for row in block["facts"] for line in _lines_of_fact(row)]
    if "points" in block:
        return numbered(block["points"])
    if "table" in block:
        return tables.lines(block["table"])
    return [block["middle"] if "middle" in block else block["paragraph"]]


def _lines_of_fact(row: Block) -> list[str]:
    first, *others = row["listed"] if "listed" in row else [row["value"]]
    return [f"{row['label']} : {first}", *others]
