"""What a comparison finds: differences with their place, their weight and a sentence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from rules.words import Words


class Effect(IntEnum):
    """What a difference can alter, the weightiest first."""

    OUTCOME = 1  # who is eligible
    OUTPUTS = 2  # what the tables answer
    RANKING = 3  # who comes first
    ADVICE = 4  # what an applicant is told: advisory criteria and remedies
    WORDS = 5  # titles, sentences, sources, order
    EXAMPLES = 6


@dataclass(frozen=True)
class Difference:
    """One difference between two versions.

    `kind` is a word such as `criterion_added` or `figure_value`; `path` stands in the new
    document, for what was removed in the old one; `says` is one sentence without a full stop;
    `old` and `new` are the fragments as plain data, None where there is none.
    """

    kind: str
    path: str
    effect: Effect
    says: Words
    old: Any = None
    new: Any = None

    def as_dict(self) -> dict[str, Any]:
        """The difference as JSON data."""
        return {
            "kind": self.kind,
            "path": self.path,
            "effect": self.effect.name.lower(),
            "says": {"id": self.says.id, "en": self.says.en},
            "old": self.old,
            "new": self.new,
        }


NOTHING = Words("Tidak ada perbedaan", "No difference")


@dataclass(frozen=True)
class Comparison:
    """All differences between two versions, those that can alter an outcome first."""

    differences: tuple[Difference, ...]

    @property
    def is_empty(self) -> bool:
        """True when both are the same document, whatever their formatting."""
        return not self.differences

    def lines(self, language: str = "id") -> list[str]:
        """A sentence for each difference; one that there is none."""
        found = [difference.says for difference in self.differences] or [NOTHING]
        return [says.in_language(language) + "." for says in found]

    def as_dict(self) -> dict[str, Any]:
        """The comparison as JSON data."""
        return {"differences": [difference.as_dict() for difference in self.differences]}


def same(old: Any, new: Any) -> bool:
    """Equal as canonical JSON: the order of keys is nothing, the order of a list is something."""
    return _text(old) == _text(new)


def _text(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)
