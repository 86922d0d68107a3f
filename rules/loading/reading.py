"""From text to nodes: YAML or JSON, nothing guessed, nothing executed, hostile input refused.

A scalar keeps how it was written, because what it means depends on what the vocabulary asks:
`no` is text where text is asked, and a mistake where a boolean is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from rules.errors import DocumentRefused, Problem, quote

MOST_CHARACTERS = 400_000
MOST_NODES = 20_000
DEEPEST = 24
NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


class Written(Enum):
    """How a scalar stands in the text."""

    PLAIN = "plain"  # YAML without quotation marks: read as the type that is asked for
    TEXT = "text"  # quoted, a YAML block, or a JSON string
    NUMBER = "number"  # a JSON number
    WORD = "word"  # JSON true or false


@dataclass(frozen=True)
class Scalar:
    text: str
    written: Written

    @property
    def shown(self) -> str:
        return quote(self.text)


@dataclass(frozen=True)
class Null:
    shown = "null"


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    shown = "a list"


@dataclass(frozen=True)
class Mapping:
    entries: dict[str, Node]
    shown = "a mapping"


Node = Scalar | Null | Sequence | Mapping


class Unreadable(Exception):
    """The text is neither YAML nor JSON of the shape that documents have."""


def read_source(source: str | Path) -> tuple[str, Node]:
    """The file's name (`<text>` for text) and the root node of a path or a text.

    A string is text when it has a line break or begins with `{`, and a path otherwise.
    Raises DocumentRefused.
    """
    is_text = isinstance(source, str) and ("\n" in source or source.lstrip().startswith("{"))
    name = "<text>" if is_text else str(source)
    try:
        return name, parse(str(source) if is_text else _file_text(Path(source)))
    except Unreadable as error:
        raise DocumentRefused([Problem(name, "", str(error))]) from None


def parse(text: str) -> Node:
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"longer than {MOST_CHARACTERS} characters")
    if text.lstrip().startswith("{"):
        try:
            return _from_json(text)
        except json.JSONDecodeError:
            pass  # A YAML flow mapping begins with a brace, too.
        except RecursionError:
            raise Unreadable(f"nested deeper than {DEEPEST}") from None
    try:
        return _Composer(text).document()
    except yaml.YAMLError as error:
        raise Unreadable(_yaml_message(error)) from None


def _file_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(4 * MOST_CHARACTERS + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a file name"
        raise Unreadable(f"cannot be read: {why}") from None
    if len(content) > 4 * MOST_CHARACTERS:
        raise Unreadable(f"longer than {MOST_CHARACTERS} characters")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("not UTF-8 text") from None


def _yaml_message(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    return f"line {mark.line + 1}: {what}" if mark else str(what)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


class _JsonNumber(str):
    __slots__ = ()


def _from_json(text: str) -> Node:
    def refuse(word: str) -> Any:
        raise Unreadable(f"{word} is not a number")

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in entries:
            if key in found:
                raise Unreadable(f"the key {quote(key)} stands twice")
            found[key] = value
        return found

    data = json.loads(
        text,
        object_pairs_hook=pairs,
        parse_int=_JsonNumber,
        parse_float=_JsonNumber,
        parse_constant=refuse,
    )
    return _JsonNodes().node(data, 1)


def is_whole_text(text: str) -> bool:
    """False when a lone surrogate stands in it, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _JsonNodes:
    def __init__(self) -> None:
        self.count = 0

    def node(self, data: Any, depth: int) -> Node:
        self.count += 1
        _check_size(self.count, depth)
        if isinstance(data, dict):
            if not all(map(is_whole_text, data)):
                raise Unreadable("a key holds half of a character")
            return Mapping({key: self.node(value, depth + 1) for key, value in data.items()})
        if isinstance(data, list):
            return Sequence(tuple(self.node(value, depth + 1) for value in data))
        if isinstance(data, _JsonNumber):
            return Scalar(str(data), Written.NUMBER)
        if isinstance(data, bool):
            return Scalar("true" if data else "false", Written.WORD)
        if data is None:
            return Null()
        if not is_whole_text(data):
            raise Unreadable("a text holds half of a character")
        return Scalar(str(data), Written.TEXT)


def _check_size(count: int, depth: int) -> None:
    if count > MOST_NODES:
        raise Unreadable(f"more than {MOST_NODES} values")
    if depth > DEEPEST:
        raise Unreadable(f"nested deeper than {DEEPEST}")


class _Composer:
    """Builds nodes from YAML's stream of events, so that nothing is built before it is checked."""

    def __init__(self, text: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
        self.count = 0

    def document(self) -> Node:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise Unreadable("empty")
        root = self._node(event, 1)
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise Unreadable("more than one document in one file")
        return root

    def _next(self) -> yaml.Event:
        return next(self.events)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self.count += 1
        _check_size(self.count, depth)
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(f"line {line}: anchors and aliases (& and *) are not allowed")
        if getattr(event, "tag", None):
            raise Unreadable(f"line {line}: tags (!) are not allowed")
        if isinstance(event, yaml.ScalarEvent):
            if event.style:
                return Scalar(event.value, Written.TEXT)
            return Null() if event.value in NULL_WORDS else Scalar(event.value, Written.PLAIN)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)))
        return self._mapping(depth)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise Unreadable(f"line {_line(event)}: a key must be a word")
            if key.text in entries:
                line = _line(event)
                raise Unreadable(f"line {line}: the key {key.shown} stands twice")
            entries[key.text] = self._node(self._next(), depth + 1)
        return Mapping(entries)
