"""Which places of a draft are entries: each is opened, changed and kept as a whole."""

from __future__ import annotations

import re
from typing import Any

from intranet.rulebook import editing
from intranet.rulebook.editing import Data, NoSuchPlace

NUMBER = r"\[[0-9]{1,4}\]"
KINDS = {
    "title": r"title",
    "basis": r"basis",
    "parameter": r"parameters\.[A-Za-z_][A-Za-z0-9_-]*",
    "derived": rf"derived{NUMBER}",
    "criterion": rf"criteria{NUMBER}",
    "table": rf"tables{NUMBER}",
    "row": rf"tables{NUMBER}\.rows{NUMBER}",
    "points": rf"priority\.points{NUMBER}",
    "tie_break": r"priority\.tie_break",
    "example": rf"examples{NUMBER}",
}
NAMED = {"criterion": "id", "table": "id", "row": "id", "points": "id", "derived": "fact"}
"""What tells an entry of a list from the others, wherever it stands."""


def kind_of(path: str) -> str:
    """What kind of entry stands at a place. Raises NoSuchPlace."""
    for kind, pattern in KINDS.items():
        if re.fullmatch(pattern, path):
            return kind
    raise NoSuchPlace(path)


def entry_of(path: str) -> str:
    """The entry that a place belongs to, an empty text if none: rows are entries of their own."""
    found = ""
    for pattern in KINDS.values():
        match = re.match(rf"(?:{pattern})(?=$|[.\[:])", path)
        if match and len(match[0]) > len(found):
            found = match[0]
    return found


def place_id(path: str) -> str:
    """A place as the id of an element: `criteria[2].when` as `criteria-2-when`."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", path).strip("-")


def entry_id(path: str) -> str:
    """The id of an entry's own element; its fields are named by their places alone."""
    return f"entry-{place_id(path)}"


def list_of(path: str) -> str:
    """The list that an entry stands in. Raises NoSuchPlace for an entry outside a list."""
    steps = editing.steps_of(path)
    if not steps or not isinstance(steps[-1], int):
        raise NoSuchPlace(path)
    return editing.path_of(steps[:-1])


def name_at(content: Data, path: str) -> str | None:
    """The name by which the entry at a place is known, None where it has none."""
    key = NAMED.get(kind_of(path))
    try:
        entry = editing.at(content, path)
    except NoSuchPlace:
        return None
    name = entry.get(key) if key and isinstance(entry, dict) else None
    return name if isinstance(name, str) else None


def found_again(content: Data, path: str, name: str | None) -> str:
    """Where the entry stands now: those before it may have come or gone. Raises NoSuchPlace."""
    kind = kind_of(path)
    if kind not in NAMED or not name or name_at(content, path) == name:
        if kind not in ("title", "basis", "tie_break"):  # These may still be left out.
            editing.at(content, path)
        return path
    listed = list_of(path)
    for number in range(len(entries_at(content, listed))):
        if name_at(content, f"{listed}[{number}]") == name:
            return f"{listed}[{number}]"
    raise NoSuchPlace(path)


def entries_at(content: Data, path: str) -> list[Any]:
    """The entries of a list that may not be there yet."""
    try:
        found = editing.at(content, path)
    except NoSuchPlace:
        return []
    return found if isinstance(found, list) else []
