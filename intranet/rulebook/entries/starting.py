"""New entries, named after what people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from intranet.rulebook import editing
from intranet.rulebook.editing import Data, NoSuchPlace
from intranet.rulebook.entries.conditions import BLANK
from intranet.rulebook.entries.places import entries_at

LONGEST_NAME = 40


def snake(title: str, otherwise: str) -> str:
    """A title as a name: `Ada NIB atau SKU` as `ada_nib_atau_sku`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_NAME].strip("_")
    if not words:
        return otherwise
    return words if words[0].isalpha() else f"{otherwise}_{words}"


def added(content: Data, kind: str, title: str, *, day: date) -> tuple[Data, str]:
    """The draft with a new entry of a kind, and where it stands. Raises NoSuchPlace.

    A kind is `criteria`, `parameters`, `derived`, `choose` (a derived choice), `tables`,
    `tables[0].rows`, `priority.points` or `examples`.
    """
    title = title.strip()
    if kind == "parameters":
        return _parameter(content, title, day)
    place = "derived" if kind == "choose" else kind
    make = ROWS if re.fullmatch(r"tables\[[0-9]{1,4}\]\.rows", place) else MAKERS.get(kind)
    if make is None:
        raise NoSuchPlace(kind)
    if place.startswith("priority.") and not isinstance(content.get("priority"), dict):
        content = {**content, "priority": {}}
    if make is ROWS:
        editing.at(content, place)
    there = entries_at(content, place)
    key = "fact" if place == "derived" else "id"
    taken = {one.get(key) for one in there if isinstance(one, dict)}
    return editing.added(content, place, make(title, taken, day)), f"{place}[{len(there)}]"


def _parameter(content: Data, title: str, day: date) -> tuple[Data, str]:
    there = content.get("parameters")
    known: Data = there if isinstance(there, dict) else {}
    name = editing.free_name(snake(title, "angka"), set(known))
    new = {
        "title": {"id": title},
        "unit": "IDR",
        "values": [{"from": day.isoformat(), "value": "", "source": ""}],
    }
    return {**content, "parameters": {**known, name: new}}, f"parameters.{name}"


def _name(title: str, otherwise: str, taken: Iterable[Any]) -> str:
    return editing.free_name(snake(title, otherwise), set(taken))


def _says(title: str) -> Data:
    return {"says": {"id": title}} if title else {}


def _criterion(title: str, taken: set[Any], _day: date) -> Data:
    return {"id": _name(title, "syarat", taken), **_says(title), "when": dict(BLANK)}


def _derived(title: str, taken: set[Any], _day: date) -> Data:
    label = {"label": {"id": title}} if title else {}
    return {"fact": _name(title, "kesimpulan", taken), **label, "when": dict(BLANK)}


def _choice(title: str, taken: set[Any], _day: date) -> Data:
    label = {"label": {"id": title}} if title else {}
    rows = [{"value": "", "when": dict(BLANK)}]
    return {
        "fact": _name(title, "kesimpulan", taken),
        **label,
        "choose": rows,
        "otherwise": "",
    }


def _table(title: str, taken: set[Any], day: date) -> Data:
    named = {"title": {"id": title}} if title else {}
    rows = [_row("", set(), day)]
    return {"id": _name(title, "tabel", taken), **named, "hit": "unique", "rows": rows}


def _row(title: str, taken: set[Any], _day: date) -> Data:
    then = {"then": {"nilai": title}} if title else {}
    return {"id": _name(title, "baris", taken), "when": dict(BLANK), **then}


def _points(title: str, taken: set[Any], _day: date) -> Data:
    return {
        "id": _name(title, "prioritas", taken),
        **_says(title),
        "points": 10,
        "when": dict(BLANK),
    }


def _example(title: str, _taken: set[Any], day: date) -> Data:
    return {"name": {"id": title}, "date": day.isoformat(), "facts": {}, "outcome": "eligible"}


Maker = Callable[[str, set[Any], date], Data]
MAKERS: dict[str, Maker] = {
    "criteria": _criterion,
    "derived": _derived,
    "choose": _choice,
    "tables": _table,
    "priority.points": _points,
    "examples": _example,
}
ROWS: Maker = _row
