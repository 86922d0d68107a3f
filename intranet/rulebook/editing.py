"""Steps that change the text of a draft: plain data in, changed data out.

A place is named as the rules library names it when it refuses a document, for example
`criteria[2].when.any[0].at_most`; so what is wrong can be told beside its own field.
"""

from __future__ import annotations

import copy
import re
from typing import Any

Data = dict[str, Any]
STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_-]*)|\[([0-9]{1,4})\]")
GROUPS = ("all", "any", "none", "not", "count_at_least")


class NoSuchPlace(Exception):
    """The draft has no such place, or none where this step makes sense."""


def steps_of(path: str) -> list[str | int]:
    """`a.b[2]` as ["a", "b", 2]. Raises NoSuchPlace when it is no path."""
    found: list[str | int] = []
    end = 0
    while end < len(path):
        match = STEP.match(path, end)
        if match is None:
            raise NoSuchPlace(path)
        found.append(match[1] if match[1] is not None else int(match[2]))
        end = match.end()
    return found


def path_of(steps: list[str | int]) -> str:
    """["a", "b", 2] as `a.b[2]`."""
    words = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return "".join(words).removeprefix(".")


def at(data: Data, path: str) -> Any:
    """What stands at a place. Raises NoSuchPlace."""
    here: Any = data
    for step in steps_of(path):
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            raise NoSuchPlace(path) from None
    return here


def changed(data: Data, path: str, value: Any) -> Data:
    """With `value` at the place; None takes the entry away. The place's holder must exist."""
    new, holder, last = _opened(data, path)
    if isinstance(holder, dict) and isinstance(last, str):
        if value is None:
            holder.pop(last, None)
        else:
            holder[last] = value
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        holder[last] = value
    else:
        raise NoSuchPlace(path)
    return new


def added(data: Data, path: str, value: Any) -> Data:
    """With `value` at the end of the list at the place; the list is made where there is none."""
    new, holder, last = _opened(data, path)
    try:
        there = holder.setdefault(last, []) if isinstance(holder, dict) else holder[last]
        there.append(value)
    except (AttributeError, IndexError, TypeError):
        raise NoSuchPlace(path) from None
    return new


def removed(data: Data, path: str) -> Data:
    """Without the entry at the place."""
    new, holder, last = _opened(data, path)
    try:
        del holder[last]
    except (KeyError, IndexError, TypeError):
        raise NoSuchPlace(path) from None
    return new


def moved(data: Data, path: str, by: int) -> Data:
    """With the list's entry at the place `by` places further down; at the ends it stays."""
    new, holder, last = _opened(data, path)
    if not isinstance(holder, list) or not isinstance(last, int) or last >= len(holder):
        raise NoSuchPlace(path)
    entry = holder.pop(last)
    holder.insert(max(0, min(last + by, len(holder))), entry)
    return new


def copied(data: Data, path: str) -> Data:
    """With a copy of the list's entry after it; an id in it gets a name of its own."""
    new, holder, last = _opened(data, path)
    if not isinstance(holder, list) or not isinstance(last, int) or last >= len(holder):
        raise NoSuchPlace(path)
    twin = copy.deepcopy(holder[last])
    if isinstance(twin, dict) and "id" in twin and not isinstance(twin["id"], dict):
        taken = {one.get("id") for one in holder if isinstance(one, dict)}
        twin["id"] = free_name(str(twin["id"]), taken)
    holder.insert(last + 1, twin)
    return new


def grouped(data: Data, path: str, kind: str) -> Data:
    """With the condition at the place as the first member of a new group of a kind."""
    condition = at(data, path)
    if kind not in GROUPS or not isinstance(condition, dict):
        raise NoSuchPlace(path)
    group: Data = {"count_at_least": 1, "of": [condition]}
    if kind != "count_at_least":
        group = {kind: condition if kind == "not" else [condition]}
    return changed(data, path, group)


def ungrouped(data: Data, path: str) -> Data:
    """With the group's only member in its place."""
    condition = at(data, path)
    members = members_of(condition) if isinstance(condition, dict) else []
    if len(members) != 1:
        raise NoSuchPlace(path)
    return changed(data, path, members[0])


def members_of(condition: Data) -> list[Data]:
    """The members of a group; none for a comparison."""
    for kind in ("all", "any", "none", "of"):
        if isinstance(condition.get(kind), list):
            return list(condition[kind])
    return [condition["not"]] if "not" in condition else []


def free_name(name: str, taken: set[Any]) -> str:
    """`name`, or with the first number that nobody has."""
    stem, number = re.sub(r"_[0-9]+$", "", name), 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def overlap(one: str, other: str) -> bool:
    """Whether two places are the same, or one holds the other."""
    first, second = steps_of(one), steps_of(other)
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _opened(data: Data, path: str) -> tuple[Data, Any, str | int]:
    """A copy of the data, what holds the place in it, and the place's own step."""
    steps = steps_of(path)
    if not steps:
        raise NoSuchPlace(path)
    new = copy.deepcopy(data)
    return new, at(new, path_of(steps[:-1])), steps[-1]
