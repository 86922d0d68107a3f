"""What the buttons do inside an entry's form: members of groups, figures, rows."""

from __future__ import annotations

from typing import Any

from intranet.rulebook import editing
from intranet.rulebook.editing import GROUPS, Data, NoSuchPlace
from intranet.rulebook.entries.conditions import BLANK

SAVE, DONE, MINE = "save", "done", "mine"
PLAIN = {"", SAVE, DONE, MINE}
MEMBERS = ("all", "any", "none", "of", "not")


def act(content: Data, entry: str, wanted: str) -> tuple[Data, str | None]:
    """The draft after a button of an entry's form, and the place to go to then.

    `wanted` is `word:place` or, for a group, `group:place:kind`. Raises NoSuchPlace.
    """
    word, _colon, rest = wanted.partition(":")
    place, _colon, kind = rest.partition(":")
    if word == "up" or word == "down":
        target = _standing(content, place)
        return _moved(content, entry, target, -1 if word == "up" else 1)
    if word not in STEPS:
        raise NoSuchPlace(wanted)
    place = _standing(content, place)
    if place != entry and not place.startswith((entry + ".", entry + "[")):
        raise NoSuchPlace(wanted)
    try:
        return STEPS[word](content, place, kind)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise NoSuchPlace(wanted) from None


def _moved(content: Data, entry: str, place: str, by: int) -> tuple[Data, str]:
    if not place.startswith(entry + "."):
        raise NoSuchPlace(place)
    moved = editing.moved(content, place, by)
    steps = editing.steps_of(place)
    holder = editing.at(moved, editing.path_of(steps[:-1]))
    steps[-1] = max(0, min(int(steps[-1]) + by, len(holder) - 1))
    return moved, editing.path_of(steps)


def _add(content: Data, place: str, _kind: str) -> tuple[Data, str]:
    """A blank comparison as the last member of the group at the place."""
    members = _members_place(content, place)
    number = len(editing.at(content, members))
    return editing.added(content, members, dict(BLANK)), f"{members}[{number}]"


def _nest(content: Data, place: str, _kind: str) -> tuple[Data, str]:
    """A new group as the last member of the group at the place."""
    members = _members_place(content, place)
    number = len(editing.at(content, members))
    group = {"any": [dict(BLANK), dict(BLANK)]}
    return editing.added(content, members, group), f"{members}[{number}].any[0]"


def _group(content: Data, place: str, kind: str) -> tuple[Data, str]:
    """The condition at the place becomes the first member of a group; a blank one follows."""
    if kind not in GROUPS:
        raise NoSuchPlace(place)
    new = editing.grouped(content, place, kind)
    if kind == "not":
        return new, f"{place}.not"
    members = _members_place(new, place)
    return editing.added(new, members, dict(BLANK)), f"{members}[1]"


def _ungroup(content: Data, place: str, _kind: str) -> tuple[Data, str]:
    return editing.ungrouped(content, place), place


def _remove(content: Data, place: str, _kind: str) -> tuple[Data, str]:
    """Without a member, a figure or a row; a `not` that loses its condition gets a blank one."""
    steps = editing.steps_of(place)
    if steps[-1] == "not":
        return editing.changed(content, place, dict(BLANK)), place
    if not isinstance(steps[-1], int):
        raise NoSuchPlace(place)
    new = editing.removed(content, place)
    left = editing.path_of(steps[:-1])
    there = editing.at(new, left)
    if there:
        return new, f"{left}[{min(steps[-1], len(there) - 1)}]"
    return new, left


def _value(content: Data, place: str, _kind: str) -> tuple[Data, str]:
    """Another dated value of a figure, from a day still to be told."""
    values = f"{place}.values"
    there = editing.at(content, place).get("values")
    number = len(there) if isinstance(there, list) else 0
    last = there[-1] if isinstance(there, list) and there else {}
    new = {"from": "", "value": last.get("value", "") if isinstance(last, dict) else ""}
    return editing.added(content, values, {**new, "source": "", "verified": False}), (
        f"{values}[{number}]"
    )


def _row(content: Data, place: str, _kind: str) -> tuple[Data, str]:
    """Another row of a derived choice."""
    rows = f"{place}.choose"
    number = len(editing.at(content, rows))
    return editing.added(content, rows, {"value": "", "when": dict(BLANK)}), f"{rows}[{number}]"


STEPS = {
    "add": _add,
    "nest": _nest,
    "group": _group,
    "ungroup": _ungroup,
    "remove": _remove,
    "value": _value,
    "row": _row,
}


def _members_place(content: Data, place: str) -> str:
    here = editing.at(content, place)
    for key in ("all", "any", "none", "of"):
        if isinstance(here, dict) and isinstance(here.get(key), list):
            return f"{place}.{key}"
    raise NoSuchPlace(place)


def _standing(content: Data, place: str) -> str:
    """The place after the same form changed a group's kind: `any[1]` may now be `all[1]`."""
    here: Any = content
    found: list[str | int] = []
    for step in editing.steps_of(place):
        if isinstance(here, dict) and step not in here and step in MEMBERS:
            step = next((key for key in MEMBERS if key in here), step)
        if isinstance(here, dict) and isinstance(step, int):
            continue  # The only member of a `not` has no number.
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            raise NoSuchPlace(place) from None
        found.append(step)
    return editing.path_of(found)
