"""What a value may be: the types of the vocabulary, for literals of documents and for facts.

Values inside the library are bool, int (whole numbers and whole rupiah), Decimal, date, str, and
for lists a tuple of those without duplicates. None is missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rules.errors import quote, suggest
from rules.loading.nodes import Node, Null, Scalar, Sequence, Written, is_whole_text

Value = bool | int | Decimal | date | str | tuple[Any, ...]

LARGEST = 10**15
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_LIST = 100
LONGEST_FACT_TEXT = 100_000
NUMBER = re.compile(r"[+-]?[0-9]+(_[0-9]+)*(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

FAMILIES = {
    "boolean": "boolean",
    "integer": "number",
    "money": "number",
    "decimal": "number",
    "date": "date",
    "text": "text",
    "choice": "choice",
    "list": "list",
}


class NotThisType(Exception):
    """The value is not of the type that is asked; the message says so in words."""


def typed(
    kind: str, value: Any, *, scale: int = 0, of: str | None = None, options: Iterable[str] = ()
) -> Value | None:
    """A Python value as the type `kind`, or None when it is missing. Raises NotThisType."""
    if value is None:
        return None
    if kind == "boolean":
        if not isinstance(value, bool):
            raise NotThisType(f"{_shown(value)} is not true or false")
        return value
    if kind in ("integer", "money"):
        return _whole(value)
    if kind == "decimal":
        return _decimal(value, scale)
    if kind == "date":
        return _day(value)
    if kind == "list":
        return _list(value, of or "text", options)
    return _text(value, list(options) if kind == "choice" else None)


def literal(
    kind: str, node: Node, *, scale: int = 0, of: str | None = None, options: Iterable[str] = ()
) -> Value | None:
    """A node of a document as the type `kind`: a plain YAML scalar means what is asked for."""
    if kind == "list":
        if isinstance(node, Sequence):
            members = [literal(of or "text", item, options=options) for item in node.items]
            return _list(members, of or "text", options)
        if isinstance(node, Null):
            return None
        raise NotThisType(f"{node.shown} stands where a list is asked")
    return typed(kind, _python(kind, node), scale=scale, options=options)


def _python(kind: str, node: Node) -> Any:
    if isinstance(node, Null):
        return None
    if not isinstance(node, Scalar):
        raise NotThisType(f"{node.shown} stands where one value is asked")
    if node.written is Written.TEXT:
        return node.text
    if node.written is Written.WORD:
        return node.text == "true"
    as_number = kind in ("integer", "money", "decimal") or node.written is Written.NUMBER
    if as_number:
        if not NUMBER.fullmatch(node.text):
            raise NotThisType(f"{node.shown} is not a number; write it in digits")
        if len(node.text) > LONGEST_LIST:
            raise NotThisType(f"{node.shown} has too many digits; shorten it")
        return Decimal(node.text)
    if kind == "boolean":
        if node.text not in ("true", "false"):
            raise NotThisType(f"{node.shown} is not a boolean: write true or false")
        return node.text == "true"
    return node.text


def _number(value: Any) -> Decimal:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        if isinstance(value, int) and abs(value) > LARGEST:
            raise NotThisType("the number is beyond ±10^15; write a smaller one")
        number = Decimal(repr(value) if isinstance(value, float) else value)
        if not number.is_finite():
            raise NotThisType(f"{value} is not a number")
        if number.adjusted() > 15 or number.copy_abs() > LARGEST:
            raise NotThisType("the number is beyond ±10^15; write a smaller one")
        return number
    hint = "; leave out the quotation marks" if isinstance(value, str) else ""
    raise NotThisType(f"{_shown(value)} is not a number{hint}")


def _whole(value: Any) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise NotThisType(f"{number} has a fraction where a whole number is asked")
    return int(number)


def _decimal(value: Any, scale: int) -> Decimal:
    if isinstance(value, str):
        exact = value.strip()
        if not NUMBER.fullmatch(exact) or len(exact) > LONGEST_LIST:
            raise NotThisType(f"{_shown(value)} is not a decimal number")
        value = Decimal(exact)
    number = _number(value)
    sign, digits, exponent = number.as_tuple()
    spare = -int(exponent) - scale  # Digits behind the last place that is kept.
    if spare > 0 and any(digits[-spare:]):
        raise NotThisType(f"{number} has more than {scale} digits behind the point; round it")
    kept = digits[: len(digits) - spare] if spare > 0 else digits
    plain = Decimal((sign, kept or (0,), -scale if spare > 0 else int(exponent)))
    return plain.quantize(Decimal(1).scaleb(-scale)) if plain else Decimal(0).scaleb(-scale)


def _day(value: Any) -> date:
    if isinstance(value, str) and DAY.fullmatch(value.strip()):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            raise NotThisType(
                f"{_shown(value)} is not a day of the calendar; write one that is"
            ) from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise NotThisType(f"{_shown(value)} is not a date: write YYYY-MM-DD")
    if not FIRST_DAY <= value <= LAST_DAY:
        raise NotThisType(f"{value} is outside {FIRST_DAY.year} to {LAST_DAY.year}")
    return value


def _text(value: Any, options: list[str] | None) -> str | None:
    if not isinstance(value, str):
        raise NotThisType(f"{_shown(value)} is not text")
    if len(value) > LONGEST_FACT_TEXT:
        raise NotThisType(f"the text is longer than {LONGEST_FACT_TEXT} characters")
    if not is_whole_text(value):
        raise NotThisType("the text holds half of a character")
    word = unicodedata.normalize("NFC", value).strip()
    if word and options is not None and word not in options:
        raise NotThisType(f"{quote(word)} is not one of its options{suggest(word, options)}")
    return word or None


def _list(value: Any, of: str, options: Iterable[str]) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise NotThisType(f"{_shown(value)} is not a list")
    found: dict[Any, None] = {}
    for item in value:
        member = typed(of, item, options=options)
        if member is None:
            raise NotThisType("a list may not hold a missing or blank member")
        found[member] = None
    if len(found) > LONGEST_LIST:
        raise NotThisType(f"the list has more than {LONGEST_LIST} members")
    return tuple(found)


def plain(value: Any) -> Any:
    """A value as JSON data: decimals and dates as exact text."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _shown(value: Any) -> str:
    return quote(value) if isinstance(value, str) else quote(repr(value)[:200])
