"""Conditions and criteria as Indonesian and English sentences."""

from __future__ import annotations

from collections.abc import Mapping

from rules.document import (
    Condition,
    Criterion,
    Document,
    FactRef,
    Figure,
    Leaf,
    Literal,
    Operand,
    ParameterRef,
)
from rules.spelling import number, quoted, value
from rules.values import FAMILIES
from rules.vocabulary import Fact
from rules.words import Words

TESTS = {
    "id": {
        "is": "{fact} adalah {0}",
        "is_not": "{fact} bukan {0}",
        "one_of": "{fact} salah satu dari {list}",
        "none_of": "{fact} bukan salah satu dari {list}",
        "at_least": "{fact} paling sedikit {0}",
        "at_most": "{fact} paling banyak {0}",
        "more_than": "{fact} lebih dari {0}",
        "less_than": "{fact} kurang dari {0}",
        "between": "{fact} dari {0} sampai dengan {1}",
        "above_to": "{fact} lebih dari {0} sampai dengan {1}",
        "before": "{fact} sebelum {0}",
        "after": "{fact} sesudah {0}",
        "on_or_before": "{fact} paling lambat {0}",
        "on_or_after": "{fact} paling awal {0}",
        "contains": "{fact} mencakup {0}",
        "contains_any": "{fact} mencakup salah satu dari {list}",
        "contains_all": "{fact} mencakup semua dari {list}",
        "contains_none": "{fact} tidak mencakup satu pun dari {list}",
    },
    "en": {
        "is": "{fact} is {0}",
        "is_not": "{fact} is not {0}",
        "one_of": "{fact} is one of {list}",
        "none_of": "{fact} is none of {list}",
        "at_least": "{fact} is at least {0}",
        "at_most": "{fact} is at most {0}",
        "more_than": "{fact} is more than {0}",
        "less_than": "{fact} is less than {0}",
        "between": "{fact} is from {0} to {1}",
        "above_to": "{fact} is above {0} and at most {1}",
        "before": "{fact} is before {0}",
        "after": "{fact} is after {0}",
        "on_or_before": "{fact} is on or before {0}",
        "on_or_after": "{fact} is on or after {0}",
        "contains": "{fact} contains {0}",
        "contains_any": "{fact} contains any of {list}",
        "contains_all": "{fact} contains all of {list}",
        "contains_none": "{fact} contains none of {list}",
    },
}
GROUPS = {
    "id": {
        "all": "semua ini: {list}",
        "any": "salah satu dari: {list}",
        "none": "tidak satu pun dari: {list}",
        "not": "bukan: {list}",
        "count_at_least": "paling sedikit {count} dari: {list}",
    },
    "en": {
        "all": "all of: {list}",
        "any": "any of: {list}",
        "none": "none of: {list}",
        "not": "not: {list}",
        "count_at_least": "at least {count} of: {list}",
    },
}

VALUE_OF = {"id": "isi {}", "en": "the value of {}"}
JOINED = {
    "id": {"all": " dan ", "any": " atau "},
    "en": {"all": " and ", "any": " or "},
}


def criterion_sentence(
    document: Document, criterion: Criterion, figures: Mapping[str, Figure]
) -> Words:
    """What a criterion asks: its own `says` with figures filled in, or a generated sentence."""
    if criterion.says is None:
        return condition_sentence(document, criterion.when, figures)
    return filled(document, criterion.says, figures)


def filled(document: Document, says: Words, figures: Mapping[str, Figure]) -> Words:
    """A text with `{parameter}` replaced by the figure in force."""

    def fill(text: str, language: str) -> str:
        for name, figure in figures.items():
            if "{" + name + "}" in text:
                unit = document.parameters[name].unit
                shown = number(
                    figure.value, unit if unit in ("IDR", "percent", "count") else "", language
                )
                text = text.replace("{" + name + "}", shown)
        return text

    return Words(fill(says.id, "id"), None if says.en is None else fill(says.en, "en"))


def condition_sentence(
    document: Document, condition: Condition, figures: Mapping[str, Figure]
) -> Words:
    """A generated sentence for a condition, in both languages."""
    writers = [_Writer(document, figures, language) for language in ("id", "en")]
    indonesian, english = (_capital(writer.condition(condition)) for writer in writers)
    return Words(indonesian, english)


def operands_sentence(document: Document, leaf: Leaf, figures: Mapping[str, Figure]) -> Words:
    """What a comparison compares with, alone: `Rp15.000.000.000`, `Kopi, Tepung`."""
    fact = document.facts[leaf.fact]

    def written(language: str) -> str:
        writer = _Writer(document, figures, language)
        return ", ".join(writer.operand(fact, operand) for operand in leaf.operands)

    return Words(written("id"), written("en"))


class _Writer:
    def __init__(self, document: Document, figures: Mapping[str, Figure], language: str) -> None:
        self.document, self.figures, self.language = document, figures, language

    def condition(self, node: Condition) -> str:
        if isinstance(node, Leaf):
            return self.leaf(node)
        parts = [self.condition(member) for member in node.members]
        if node.kind in ("all", "any"):
            if len(parts) == 1:
                return parts[0]
            # "One of A, B and C is D" could be misread: then they are listed in parentheses.
            plain = not any(", " in part or "; " in part for part in parts)
            if plain and all(isinstance(member, Leaf) for member in node.members):
                return JOINED[self.language][node.kind].join(parts)
        template = GROUPS[self.language][node.kind]
        only = node.members[0] if len(parts) == 1 else None
        is_clear = isinstance(only, Leaf) or (only is not None and only.kind not in JOINED["id"])
        listed = parts[0] if is_clear else "(" + "; ".join(parts) + ")"
        return template.format(list=listed, count=node.count)

    def leaf(self, leaf: Leaf) -> str:
        fact = self.document.facts[leaf.fact]
        label = fact.label.in_language(self.language)
        if leaf.operator == "present":
            known = isinstance(leaf.operands[0], Literal) and leaf.operands[0].value
            word = {"id": ("belum diketahui", "diketahui"), "en": ("is not known", "is known")}
            return f"{label} {word[self.language][bool(known)]}"
        operands = [self.operand(fact, operand) for operand in leaf.operands]
        if fact.type == "boolean" and leaf.operator == "is":
            return f"{label}: {operands[0]}"
        template = TESTS[self.language][leaf.operator]
        return template.format(*operands, fact=label, list=", ".join(operands))

    def operand(self, fact: Fact, operand: Operand) -> str:
        if isinstance(operand, Literal):
            shown = value(fact, operand.value, self.language)
            return quoted(shown) if fact.item_type == "text" else shown
        if isinstance(operand, FactRef):
            label = self.document.facts[operand.name].label.in_language(self.language)
            if operand.shift is None:
                # A word could be taken for a value, a number or a day could not.
                is_word = FAMILIES[fact.item_type] in ("boolean", "choice", "text")
                return VALUE_OF[self.language].format(label) if is_word else label
            sign = {1: {"id": "ditambah", "en": "plus"}, -1: {"id": "dikurangi", "en": "minus"}}
            word = sign[operand.shift.sign][self.language]
            return f"{label} {word} {self.amount(operand.shift.amount, operand.shift.unit)}"
        unit = self.document.parameters[operand.name].unit
        return self.amount(operand, unit)

    def amount(self, amount: int | ParameterRef, unit: str) -> str:
        if isinstance(amount, int):
            return number(amount, unit, self.language)
        figure = self.figures.get(amount.name)
        title = self.document.parameters[amount.name].title.in_language(self.language)
        return title if figure is None else f"{number(figure.value, unit, self.language)} ({title})"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
