"""Fields of a form, named by the places they belong to, as a tree."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from intranet.rulebook import editing
from intranet.rulebook.editing import NoSuchPlace

DEEPEST = 40
"""Steps of a name; more than the deepest condition that the language takes."""


@dataclass
class Posted:
    """What was posted at a place and below it.

    A field `criteria[2].when:op` is the note `op` at `criteria[2].when`: what a form needs to
    say beyond the text of the rules.
    """

    texts: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    below: dict[str | int, Posted] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The one text posted here, trimmed; empty if none."""
        return self.texts[0].strip() if self.texts else ""

    @property
    def lines(self) -> list[str]:
        """The lines of the text posted here that are not blank."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    @property
    def is_there(self) -> bool:
        """Whether the form had a field here, filled in or not."""
        return bool(self.texts or self.notes or self.below)

    def note(self, word: str) -> str:
        return self.notes.get(word, "").strip()

    def at(self, *steps: str | int) -> Posted:
        """What was posted below; an empty one if nothing."""
        here = self
        for step in steps:
            here = here.below.get(step, NOTHING)
        return here

    @property
    def items(self) -> list[Posted]:
        """What was posted for the entries of a list, in their order."""
        numbers = sorted(step for step in self.below if isinstance(step, int))
        return [self.below[number] for number in numbers]


NOTHING = Posted()


def read(path: str, fields: Iterable[tuple[str, list[str]]]) -> Posted:
    """The fields that belong to the entry at a path. Raises NoSuchPlace for a name that is none."""
    root = Posted()
    for name, texts in fields:
        if not name.startswith(path):
            continue
        place, _colon, note = name.removeprefix(path).partition(":")
        steps = editing.steps_of(place)
        if len(steps) > DEEPEST:
            raise NoSuchPlace(path)
        here = root
        for step in steps:
            here = here.below.setdefault(step, Posted())
        clean = [without_control_characters(text) for text in texts]
        if note:
            here.notes[note] = clean[0] if clean else ""
        else:
            here.texts = clean
    return root


def without_control_characters(text: str) -> str:
    """The text as it can be kept: no control characters but line breaks, no half characters."""
    if text.isprintable():
        return text
    return "".join(
        char for char in text if char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cs")
    )
