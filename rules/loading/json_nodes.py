"""JSON as nodes: numbers keep their digits, no key may stand twice, nothing is nested too deep."""

from __future__ import annotations

import json
from typing import Any

from rules.errors import quote
from rules.loading.nodes import (
    HALF,
    TOO_DEEP,
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


class _JsonNumber(str):
    __slots__ = ()


def from_json(text: str) -> Node:
    """The root node. Raises Unreadable, and JSONDecodeError for what may yet be YAML."""

    def refuse(word: str) -> Any:
        raise Unreadable(f"{word} is not a number; write digits, or leave the key out")

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in entries:
            if key in found:
                raise Unreadable(f"the key {quote(key)} stands twice; keep one of them")
            found[key] = value
        return found

    try:
        data = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=_JsonNumber,
            parse_float=_JsonNumber,
            parse_constant=refuse,
        )
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    return _JsonNodes().node(data, 1)


class _JsonNodes:
    def __init__(self) -> None:
        self.count = 0

    def node(self, data: Any, depth: int) -> Node:
        self.count += 1
        check_size(self.count, depth)
        if isinstance(data, dict):
            if not all(map(is_whole_text, data)):
                raise Unreadable(HALF)
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
            raise Unreadable(HALF)
        return Scalar(str(data), Written.TEXT)
