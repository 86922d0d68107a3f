"""What people type, read as the rules ask for it; and written back as people type it.

What cannot be read stays as it was typed: the loader tells what is wrong with it at its place.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from intranet.amounts import read_rupiah
from intranet.fields import DAY_FORMS

GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+", re.ASCII)
WHOLE = re.compile(r"-?[0-9]{1,30}", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]{1,30}([.,][0-9]{1,30})?", re.ASCII)
KINDS_OF_UNITS = {"IDR": "money", "percent": "decimal", "none": "decimal"}
"""What a figure in a unit is typed as; whole numbers otherwise."""
SEPARATED = {"integer", "date"}


def read(kind: str, text: str) -> Any:
    """A typed text as the value of a type, or the text itself where it is none."""
    text = text.strip()
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind == "date":
        return _day(text)
    if kind == "money":
        try:
            return read_rupiah(text)
        except ValueError:
            return _whole(text)
    if kind == "integer":
        return _whole(text)
    if kind == "decimal":
        return _decimal(text)
    return text


def read_list(kind: str, text: str) -> list[Any]:
    """Values one a line; numbers and dates also side by side with commas."""
    if kind in SEPARATED:
        text = text.replace(",", "\n").replace(";", "\n")
    return [read(kind, line) for line in text.splitlines() if line.strip()]


def written(kind: str, value: Any) -> str:
    """A value as it stands in a field."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return (
            f"{value:,}".replace(",", ".")
            if kind == "money" or abs(value) >= 10_000
            else str(value)
        )
    if kind == "decimal" and isinstance(value, str) and DECIMAL.fullmatch(value):
        return value.replace(".", ",")
    return str(value)


def written_list(kind: str, values: list[Any]) -> str:
    """Values one a line; references, which have fields of their own, are left out."""
    return "\n".join(written(kind, value) for value in values if not isinstance(value, dict))


def is_day(value: Any) -> bool:
    """Whether a date field of the browser can show it."""
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value)) and len(value) == 10
    except ValueError:
        return False


def _day(text: str) -> str:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return text


def _whole(text: str) -> int | str:
    plain = text.replace(".", "") if GROUPED.fullmatch(text) else text
    return int(plain) if WHOLE.fullmatch(plain) else text


def _decimal(text: str) -> int | str:
    if GROUPED.fullmatch(text.partition(",")[0]) and ("," in text or text.count(".") > 1):
        text = text.replace(".", "")
    if not DECIMAL.fullmatch(text):
        return text
    plain = text.replace(",", ".")
    return int(plain) if WHOLE.fullmatch(plain) else plain
