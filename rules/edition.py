"""A document with the figures of a day: what all decisions with the same figures share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rules import sentences
from rules.document import Document, Figure, leaves_of
from rules.figures import numbers
from rules.vocabulary import Fact
from rules.words import Words


@dataclass(frozen=True)
class Edition:
    """Prepared once for many decisions: sentences with figures filled in, facts to report."""

    document: Document
    digest: str
    figures: Mapping[str, Figure]

    @cached_property
    def numbers(self) -> dict[str, int | Decimal]:
        """The parameters' values."""
        return numbers(self.figures)

    @cached_property
    def says(self) -> dict[str, Words]:
        """Each criterion's sentence."""
        return {
            criterion.id: sentences.criterion_sentence(self.document, criterion, self.figures)
            for criterion in self.document.criteria
        }

    @cached_property
    def facts_read(self) -> dict[str, tuple[Fact, ...]]:
        """The facts that each criterion reads, each once, in document order."""
        return {
            criterion.id: tuple(
                self.document.facts[name]
                for name in dict.fromkeys(
                    name for leaf in leaves_of(criterion.when) for name in leaf.facts_read()
                )
            )
            for criterion in self.document.criteria
        }
