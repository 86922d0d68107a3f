"""The whole of a draft as prose, in the order in which somebody explains it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from intranet.rulebook.prose import Line
from rules.words import lowered

if TYPE_CHECKING:
    from intranet.rulebook.draft_page import DraftPage


@dataclass(frozen=True)
class Reading:
    must: list[Line]
    should: list[Line]
    meanings: list[tuple[str, tuple[Line, ...]]]
    tables: list[tuple[str, list[tuple[str, tuple[Line, ...]]]]]
    points: list[str]


def reading(page: DraftPage) -> Reading:
    """What the draft says: its conditions themselves, whatever their own sentences claim."""
    must: list[Line] = []
    should: list[Line] = []
    for path in page.sections["criteria"]:
        data = page.data(path)
        line = page.reader.condition(data.get("when"))
        (should if data.get("advisory") is True else must).append(line)
    meanings = [
        (page.entries[path].title, page.entries[path].lines) for path in page.sections["derived"]
    ]
    tables: list[tuple[str, list[tuple[str, tuple[Line, ...]]]]] = []
    for path in page.sections["tables"]:
        entry = page.entries[path]
        if entry.kind == "table":
            tables.append((entry.title, []))
        else:
            lines = tuple(replace(one, text=lowered(one.text)) for one in entry.lines)
            tables[-1][1].append((entry.title, lines))
    points = [page.entries[path].title for path in page.sections["priority"][:-1]]
    if points or page.data("priority.tie_break"):
        entry = page.entries["priority.tie_break"]
        points.append(_("%(when)s: %(how)s", when=entry.title, how=lowered(entry.details[0])))
    return Reading(must, should, meanings, tables, points)
