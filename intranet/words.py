"""What codes are called on screen: the words of enum members and of journal actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from string import Formatter
from typing import Any

from flask_babel import LazyString, force_locale, format_date, lazy_gettext

from intranet.access import Role

# By class and value: members of two text enums with the same value are equal to Python.
_words: dict[tuple[type[Enum], Any], LazyString] = {}
_actions: dict[str, LazyString] = {}


def name(members: Mapping[Any, LazyString]) -> None:
    """Give the members of an enum their words. Every feature does so in its words.py."""
    _words.update({(type(member), member.value): found for member, found in members.items()})


def name_actions(actions: Mapping[str, LazyString]) -> None:
    """Give journal actions their sentences; `{placeholders}` are filled from the details."""
    _actions.update(actions)


def words(member: Enum | None) -> str:
    """The words for an enum member; an empty text for none."""
    return "" if member is None else str(_words[type(member), member.value])


def indonesian(member: Enum) -> str:
    """The words as they stand in the journal and on paper, whatever language the actor reads."""
    with force_locale("id"):
        return words(member)


def choices(enum: type[Enum]) -> list[tuple[str, LazyString]]:
    """All members of an enum as (value, words), for a select field."""
    return [(member.value, _words[enum, member.value]) for member in enum]


def is_named(action: str) -> bool:
    return action in _actions


class _Gaps(Formatter):
    """Leaves a dash where an entry lacks a detail, rather than failing a whole page."""

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        value = kwargs.get(key)
        return "–" if value is None else _day_in_words(value)


def _day_in_words(value: Any) -> Any:
    """A day as the journal keeps it (2026-11-21), in words; anything else as it is."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    return value if day is None else format_date(day, "d MMMM y")


def sentence(action: str, details: Mapping[str, Any]) -> str:
    """The journal action as a sentence with its details filled in."""
    return _Gaps().vformat(str(_actions.get(action, action)), (), details)


_l = lazy_gettext
name(
    {
        Role.FRONT_DESK: _l("Petugas loket"),
        Role.OFFICER: _l("Petugas bidang"),
        Role.SUPERVISOR: _l("Kepala bidang"),
        Role.HEAD: _l("Kepala dinas"),
        Role.AUDITOR: _l("Auditor"),
        Role.ADMINISTRATOR: _l("Administrator"),
    }
)
