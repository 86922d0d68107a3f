"""Texts for people, in the languages they were written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A text for people: always in Indonesian, in English where somebody wrote it."""

    id: str
    en: str | None = None

    def in_language(self, language: str) -> str:
        """The text in `language` (`id` or `en`), in Indonesian when there is no other."""
        return self.en if language == "en" and self.en is not None else self.id


def spoken(name: str) -> Words:
    """What a derived fact is called that has no label: its name, `is_food` as `is food`."""
    text = name.replace("_", " ")
    return Words(text, text)
