"""A document as tidy YAML text, the way a careful person would type it.

Loading the text gives the same document, with an equal digest. Comments of an older text and its
line breaks are lost: they are not part of the document. What is a default is left out.
"""

from __future__ import annotations

import json
import re
from typing import Any

from rules.canonical import as_data, words
from rules.document import Document
from rules.words import spoken

WIDTH = 100
GROUPED_FROM = 10_000  # From here on the digits of a whole number are grouped: 15_000_000.

# Safe without quotation marks wherever it stands, also for readers who guess types.
PLAIN = re.compile(r"[^\W\d_](?:[\w /.()'&%+-]*[\w/.()'&%+-])?")
NUMBER_OR_DAY = re.compile(r"-?[0-9]+\.[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}")
GUESSED = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"])
DEFAULTS: dict[str, Any] = {"advisory": False, "verified": True}
SECTIONS = ["parameters", "derived", "criteria", "tables", "priority", "examples"]


def as_yaml(document: Document) -> str:
    """The document as YAML text that ends with a line break. Comments are not kept."""
    parts: list[str] = []
    for key, part in tidy(document).items():
        gap = "\n" if key in SECTIONS else ""
        parts.append(gap + _entry(key, part, 0, split=key in SECTIONS) + "\n")
    return "".join(parts)


def tidy(document: Document) -> dict[str, Any]:
    """The document as data in the shape of the language, without what is a default."""
    data = as_data(document)
    for entry in data["derived"]:
        if entry["label"] == words(spoken(entry["fact"])):
            del entry["label"]
    found = {key: _without_defaults(part) for key, part in data.items()}
    return {key: part for key, part in found.items() if part not in ([], {})}


def _without_defaults(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_defaults(member) for member in part]
    if not isinstance(part, dict):
        return part
    kept: dict[str, Any] = {}
    for key, member in part.items():
        if key == "facts":
            kept[key] = member  # A fact given as missing is not a default.
        elif key in ("papers", "points", "tie_break", "then") and member in ([], {}):
            continue
        elif member is not None and not (key in DEFAULTS and member is DEFAULTS[key]):
            kept[key] = _without_defaults(member)
    return kept


def flow(part: Any) -> str:
    """Data on one line: `{fact: amount, at_most: 1_000_000}`."""
    if isinstance(part, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(part[key])}" for key in part) + "}"
    if isinstance(part, list):
        return "[" + ", ".join(map(flow, part)) + "]"
    return scalar(part)


def scalar(value: str | int | bool | None) -> str:
    """One value, in quotation marks where it could be taken for something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}" if abs(value) >= GROUPED_FROM else str(value)
    if NUMBER_OR_DAY.fullmatch(value):
        return value
    if PLAIN.fullmatch(value) and value.lower() not in GUESSED and value.isascii():
        return value
    return quoted(value)


def quoted(text: str) -> str:
    """A text in quotation marks, on one line, every character that does not print escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escaped(char) for char in written)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def _entry(key: str, part: Any, indent: int, split: bool = False) -> str:
    start = " " * indent + scalar(key) + ":"
    line = f"{start} {flow(part)}"
    if not isinstance(part, dict | list) or not part or (len(line) <= WIDTH and not split):
        return line
    return start + "\n" + _block(part, indent + 2)


def _block(part: Any, indent: int) -> str:
    if isinstance(part, dict):
        return "\n".join(_entry(key, member, indent) for key, member in part.items())
    return "\n".join(_member(member, indent) for member in part)


def _member(member: Any, indent: int) -> str:
    line = " " * indent + "- " + flow(member)
    if not isinstance(member, dict | list) or not member or len(line) <= WIDTH:
        return line
    return " " * indent + "- " + _block(member, indent + 2).lstrip()
