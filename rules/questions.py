"""How the desk asks for a fact: label, question, type and options, in either language."""

from __future__ import annotations

from dataclasses import dataclass

from rules import vocabulary
from rules.vocabulary import Fact
from rules.words import Words


@dataclass(frozen=True)
class Question:
    """What a form needs to ask for one fact.

    `type` and `of` are as in the vocabulary, `options` are pairs of code and label, `scale` is
    the number of decimal places. `source` says who usually knows the answer, `personal` whether
    it is personal data.
    """

    fact: str
    label: str
    text: str
    type: str
    options: tuple[tuple[str, str], ...]
    of: str | None
    scale: int
    source: str
    personal: bool


def question(fact: str, language: str = "id") -> Question:
    """The question for a fact of the shipped vocabulary. Raises KeyError for an unknown fact."""
    return question_for(vocabulary.shipped().with_always_known()[fact], language)


def question_for(fact: Fact, language: str = "id") -> Question:
    """The question for a fact, in `id` or `en`; made from its label when nobody wrote one."""
    label = fact.label.in_language(language)
    made = Words(f"{fact.label.id}?", f"{label}?" if fact.label.en else None)
    return Question(
        fact=fact.name,
        label=label,
        text=(fact.question or made).in_language(language),
        type=fact.type,
        options=tuple((code, text.in_language(language)) for code, text in fact.options.items()),
        of=fact.of,
        scale=fact.scale,
        source=fact.source,
        personal=fact.personal,
    )
