"""The facts of an unknown applicant as variables of the solver, and back as Python values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import z3

from rules.document import Document, Leaf, Literal
from rules.solver.calendar import Calendar
from rules.solver.conditions_of import all_leaves
from rules.solver.lists import Lists
from rules.solver.terms import (
    DAYS,
    Term,
    constant_day,
    constant_number,
    every,
    some,
    yes,
)
from rules.solver.word_list import WordList
from rules.values import FIRST_DAY, LARGEST, NotThisType, Value
from rules.vocabulary import ALWAYS_KNOWN, Fact


class NotComparable(Exception):
    """Two documents read a fact by the same name but of different types; `facts` names them."""

    def __init__(self, facts: Iterable[str]) -> None:
        self.facts = tuple(facts)
        super().__init__(", ".join(self.facts))


def merged_facts(documents: Iterable[Document]) -> dict[str, Fact]:
    """The facts that can be given to all of the documents. Raises NotComparable.

    An option must be known to both documents, and a decimal have the places both allow.
    """
    found: dict[str, Fact] = {}
    different: list[str] = []
    for document in documents:
        for name, fact in document.facts.items():
            if fact.source == "derived" or name in ALWAYS_KNOWN:
                continue
            before = found.get(name, fact)
            if (before.type, before.of) != (fact.type, fact.of):
                different.append(name)
            common = {code: text for code, text in before.options.items() if code in fact.options}
            found[name] = replace(fact, options=common, scale=min(before.scale, fact.scale))
    if different:
        raise NotComparable(different)
    return found


class FactVariables:
    """One variable a fact, with the bounds of its type; shared by all documents of a search.

    `days` are the first and the last day of the decision; when they differ the day is unknown too.
    """

    def __init__(
        self, context: z3.Context, documents: Iterable[Document], days: tuple[date, date]
    ) -> None:
        listed = list(documents)
        self.context = context
        self.facts = merged_facts(listed)
        self.calendar = Calendar(context)
        self.words = WordList()
        self.rules: list[Any] = []
        texts = [self.words.number(text) for text in _texts(listed)]
        self.words.add_unnamed(sum(fact.type == "text" for fact in self.facts.values()))
        self.texts = [*dict.fromkeys(texts), *self.words.unnamed]
        self.terms = {name: self._term(fact) for name, fact in self.facts.items()}
        self.lists = Lists(context, self.facts, self.words)
        self._add_day(days)

    def constraints(self) -> list[Any]:
        """What holds of the variables; complete when the documents have been translated.

        Of shifted days only where a list is searched for them; the others are costly, and left
        to `calendar.rules_of`.
        """
        calendar = self.calendar
        always = [*calendar.rules("decision_date"), *calendar.rules_of(calendar.always)]
        return [*self.rules, *always, *self.lists.constraints()]

    def plausible(self) -> Any:
        """A formula: amounts and counts are not negative, days are of living memory."""
        wished: list[Any] = []
        for name, fact in self.facts.items():
            value = self.terms[name].value
            if fact.family == "number":
                wished.append(value >= 0)
            elif fact.type == "date":
                wished += [value >= (date(1950, 1, 1) - FIRST_DAY).days, value < DAYS - 100 * 365]
        return every(self.context, wished)

    def read(self, model: z3.ModelRef) -> tuple[dict[str, Value], date]:
        """The facts that are known in a model, and the day of the decision."""
        found: dict[str, Value] = {}
        for name, fact in self.facts.items():
            if z3.is_true(model.eval(self.terms[name].known, model_completion=True)):
                found[name] = self._value(model, fact)
        day = self.terms["decision_date"]
        fixed: date | None = day.constant
        return found, fixed or self._date(model, day.value)

    def may_be_given(self, facts: Mapping[str, Value]) -> bool:
        """Whether the vocabulary takes these values as they are."""
        try:
            return all(self.facts[name].value(value) == value for name, value in facts.items())
        except NotThisType:
            return False

    def _value(self, model: z3.ModelRef, fact: Fact) -> Value:
        if fact.type == "list":
            return self.lists.read(model, fact, self._plain)
        term = self.terms[fact.name]
        return self._plain(model, fact.type, term, term.value)

    def _plain(self, model: z3.ModelRef, kind: str, term: Term, value: Any) -> Value:
        if term.constant is not None:
            constant: Value = int(term.constant) if kind == "integer" else term.constant
            return constant
        evaluated = model.eval(value, model_completion=True)
        if kind == "boolean":
            return bool(z3.is_true(evaluated))
        if kind == "date":
            return self._date(model, value)
        number = int(evaluated.as_long())
        if kind in ("text", "choice"):
            return self.words.words[number]
        exact = Decimal(number).scaleb(-term.scale)
        return exact if kind == "decimal" else int(exact)

    def _date(self, model: z3.ModelRef, value: Any) -> date:
        days = model.eval(value, model_completion=True).as_long()
        return FIRST_DAY + timedelta(days=int(days))

    def _term(self, fact: Fact) -> Term:
        known = z3.Bool(f"{fact.name} is known", self.context)
        if fact.type == "list":
            return Term(known, None)
        if fact.type == "boolean":
            return Term(known, z3.Bool(fact.name, self.context))
        value = z3.Int(fact.name, self.context)
        if fact.type in ("text", "choice"):
            allowed = self.texts if fact.type == "text" else self.words.of(fact.options)
            among = some(self.context, [value == number for number in allowed])
            self.rules.append(z3.Implies(known, among))
            return Term(known, value)
        if fact.type == "date":
            self.rules += [value >= 0, value <= DAYS]
            return Term(known, value)
        most = LARGEST * 10**fact.scale
        self.rules += [value >= -most, value <= most]
        return Term(known, value, fact.scale)

    def _add_day(self, days: tuple[date, date]) -> None:
        first, last = days
        if first == last:
            self.terms["decision_date"] = constant_day(self.context, first)
            self.terms["fiscal_year"] = constant_number(self.context, first.year)
            return
        value = z3.Int("decision_date", self.context)
        self.rules += [value >= (first - FIRST_DAY).days, value <= (last - FIRST_DAY).days]
        day = self.terms["decision_date"] = Term(yes(self.context), value)
        year = self.calendar.parts("decision_date", day).year + FIRST_DAY.year
        self.terms["fiscal_year"] = Term(yes(self.context), year)


def _texts(documents: Iterable[Document]) -> Iterable[str]:
    for document in documents:
        for leaf in all_leaves(document):
            if leaf.operator != "present" and document.facts[leaf.fact].item_type == "text":
                yield from _literals(leaf)


def _literals(leaf: Leaf) -> Iterable[str]:
    for operand in leaf.operands:
        if isinstance(operand, Literal):
            yield str(operand.value)


def days_matter(documents: Iterable[Document]) -> bool:
    """Whether any condition reads the day of the decision, or its year."""
    return any(
        name in ALWAYS_KNOWN
        for document in documents
        for leaf in all_leaves(document)
        for name in leaf.facts_read()
    )
