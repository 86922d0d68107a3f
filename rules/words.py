"""Texts for people, in the languages they were written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A text for people: always in Indonesian, in English where somebody wrote it."""

    id: str
    en: str | None = None

    @property
    def by_language(self) -> dict[str, str]:
        """The text in the languages there are, as `{"id": …, "en": …}`."""
        return {"id": self.id} if self.en is None else {"id": self.id, "en": self.en}

    def in_language(self, language: str) -> str:
        """The text in `language` (`id` or `en`), in Indonesian when there is no other."""
        return self.en if language == "en" and self.en is not None else self.id


def spoken(name: str) -> Words:
    """What a derived fact is called that has no label: its name, `is_food` as `is food`."""
    text = name.replace("_", " ")
    return Words(text, text)


OUTCOMES = {
    "eligible": Words("memenuhi syarat", "eligible"),
    "ineligible": Words("belum memenuhi syarat", "not eligible yet"),
    "undetermined": Words("belum dapat ditentukan", "cannot be determined yet"),
}
"""What a decision can say of an applicant."""


def say(indonesian: str, english: str, /, **parts: Words | str | int) -> Words:
    """A sentence in both languages with its parts filled in."""

    def fill(template: str, language: str) -> str:
        shown = {
            name: part.in_language(language) if isinstance(part, Words) else part
            for name, part in parts.items()
        }
        return template.format(**shown)

    return Words(fill(indonesian, "id"), fill(english, "en"))


def joined(parts: Iterable[Words], between: str = ", ") -> Words:
    """Several texts in a row."""
    listed = list(parts)
    return Words(
        between.join(part.id for part in listed),
        between.join(part.in_language("en") for part in listed),
    )


def lower(text: Words) -> Words:
    """A text within a sentence: its first letter small, unless it is a name."""
    return Words(lowered(text.id), lowered(text.in_language("en")))


def lowered(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation or a long name.

    "Memiliki NIB" becomes "memiliki NIB"; "NIB" and "Surat Keterangan Usaha" stay.
    """
    second = text.partition(" ")[2]
    is_name = text[1:2].isupper() or (second[:1].isupper() and second[1:2].islower())
    return text if is_name else text[:1].lower() + text[1:]
