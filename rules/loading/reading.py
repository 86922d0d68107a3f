"""From text to nodes: YAML or JSON, nothing guessed, nothing executed, hostile input refused.

A scalar keeps how it was written, because what it means depends on what the vocabulary asks:
`no` is text where text is asked, and a mistake where a boolean is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from rules.errors import DocumentRefused, Problem
from rules.loading.json_nodes import from_json
from rules.loading.nodes import (
    HALF,
    Mapping,
    Node,
    Null,
    Scalar,
    Sequence,
    Unreadable,
    Written,
    check_size,
    is_whole_text,
)

__all__ = [
    "Mapping",
    "Node",
    "Null",
    "Scalar",
    "Sequence",
    "Unreadable",
    "Written",
    "is_whole_text",
    "parse",
    "read_source",
]

MOST_CHARACTERS = 400_000
LONGEST_FILE_NAME = 300
TOO_LONG = f"longer than {MOST_CHARACTERS} characters; split it in two"
NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


def read_source(source: str | Path) -> tuple[str, Node]:
    """The file's name (`<text>` for text) and the root node of a path or a text.

    A string is text when it has a line break or begins with `{`, and a path otherwise.
    Raises DocumentRefused.
    """
    is_text = isinstance(source, str) and ("\n" in source or source.lstrip().startswith("{"))
    name = "<text>" if is_text else str(source)[:LONGEST_FILE_NAME]
    try:
        return name, parse(str(source) if is_text else _file_text(Path(source)))
    except Unreadable as error:
        raise DocumentRefused([Problem(name, "", str(error))]) from None


def parse(text: str) -> Node:
    """The root node of a text. Raises Unreadable."""
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(TOO_LONG)
    if not is_whole_text(text):
        raise Unreadable(HALF)
    if text.lstrip().startswith("{"):
        try:
            return from_json(text)
        except json.JSONDecodeError:
            pass  # A YAML flow mapping begins with a brace, too.
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
        raise Unreadable(TOO_LONG)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("not UTF-8 text; save the file as UTF-8") from None


def _yaml_message(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    if what == "control characters are not allowed":
        return f"{what}; remove them"
    if "found character '\\t'" in what or "that cannot start any token" in what:
        what += (
            "; indent with spaces, never with tabs, and put special characters in quotation marks"
        )
    else:
        what += "; look at the indentation, brackets and quotation marks around it"
    return f"line {mark.line + 1}: {what}" if mark else what


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


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
            raise Unreadable("empty; write the document into it")
        root = self._node(event, 1)
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise Unreadable("more than one document in one file; give each a file of its own")
        return root

    def _next(self) -> yaml.Event:
        return next(self.events)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self.count += 1
        check_size(self.count, depth)
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(
                f"line {line}: anchors and aliases (& and *) are not allowed; "
                "write the value out wherever it is needed"
            )
        if getattr(event, "tag", None):
            raise Unreadable(f"line {line}: tags (!) are not allowed; leave it out")
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
                raise Unreadable(f"line {_line(event)}: a key must be a word; write key: value")
            if key.text in entries:
                line = _line(event)
                raise Unreadable(f"line {line}: the key {key.shown} stands twice; keep one of them")
            entries[key.text] = self._node(self._next(), depth + 1)
        return Mapping(entries)
