"""What a text is read into: a tree of nodes, in which a scalar keeps how it was written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.errors import quote

MOST_NODES = 20_000
DEEPEST = 24
TOO_DEEP = f"nested deeper than {DEEPEST} levels; take inner conditions out as derived facts"
HALF = "a text holds half of a character; type it anew"


class Written(Enum):
    """How a scalar stands in the text."""

    PLAIN = "plain"  # YAML without quotation marks: read as the type that is asked for
    TEXT = "text"  # quoted, a YAML block, or a JSON string
    NUMBER = "number"  # a JSON number
    WORD = "word"  # JSON true or false


@dataclass(frozen=True)
class Scalar:
    """One value, as its text and how it was written."""

    text: str
    written: Written

    @property
    def shown(self) -> str:
        """How messages show it."""
        return quote(self.text)


@dataclass(frozen=True)
class Null:
    """Nothing, or a word that YAML reads as nothing."""

    shown = "null"


@dataclass(frozen=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    shown = "a list"


@dataclass(frozen=True)
class Mapping:
    """Keys, each once, with their nodes."""

    entries: dict[str, Node]
    shown = "a mapping"


Node = Scalar | Null | Sequence | Mapping


class Unreadable(Exception):
    """The text is neither YAML nor JSON of the shape that documents have."""


def is_whole_text(text: str) -> bool:
    """False when a lone surrogate stands in it, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_size(count: int, depth: int) -> None:
    """Raises Unreadable for a tree of so many nodes, or so deep."""
    if count > MOST_NODES:
        raise Unreadable(f"more than {MOST_NODES} values; split it in two")
    if depth > DEEPEST:
        raise Unreadable(TOO_DEEP)
