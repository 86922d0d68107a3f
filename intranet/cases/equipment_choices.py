"""What equipment can be asked for.

The options are those of the rules' fact `requested_equipment`. Only eligibility reads the rules,
so it offers them here at start; without it the desk still has a list to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import LazyString

Choice = tuple[str, str | LazyString]
"""The rules' option and its words, in the reader's language."""

_WITHOUT_RULES: tuple[Choice, ...] = (
    ("penggiling_kopi", "Alat penggiling kopi"),
    ("penepung", "Alat penepung"),
    ("lainnya", "Alat lain"),
)
_offered: tuple[Choice, ...] = _WITHOUT_RULES


def offer(choices: Sequence[Choice]) -> None:
    """Make these the options at the desk, in this order."""
    global _offered
    _offered = tuple(choices)


def offered() -> tuple[Choice, ...]:
    return _offered


def words_for(option: str | None) -> str:
    """What an option is called on screen; the option itself when nobody offers it any more."""
    return str(dict(_offered).get(option or "", option or ""))
