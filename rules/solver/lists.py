"""List facts: for each item that a condition looks for, whether the list holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import z3

from rules.solver.terms import Term, equal, every, no, some
from rules.solver.word_list import WordList
from rules.values import LARGEST, LONGEST_LIST, Value
from rules.vocabulary import Fact

Reader = Callable[[Any, str, Term, Any], Value]


@dataclass(frozen=True)
class _Item:
    term: Term
    held: Any
    first: Any  # Held, and equal to no item before it: counts towards the length of the list.


class Lists:
    """Membership of items in list facts. Only what a condition looks for can be told apart."""

    def __init__(self, context: z3.Context, facts: Mapping[str, Fact], words: WordList) -> None:
        self.context, self.facts, self.words = context, facts, words
        self._items: dict[str, dict[Any, _Item]] = {
            name: {} for name, fact in facts.items() if fact.type == "list"
        }
        self._rules: list[Any] = []

    def holds(self, name: str, key: Any, term: Term) -> Any:
        """A formula: the list `name` holds the item, given that both are known.

        `key` is equal for items that are the same for certain.
        """
        items = self._items[name]
        if key not in items:
            items[key] = self._item(self.facts[name], f"{name} holds {key!r}", term, items)
        return items[key].held

    def constraints(self) -> list[Any]:
        """What holds of membership; a list has a greatest length."""
        lengths = [
            z3.AtMost(*[item.first for item in items.values()], LONGEST_LIST)
            for items in self._items.values()
            if len(items) > LONGEST_LIST
        ]
        return [*self._rules, *lengths]

    def read(self, model: z3.ModelRef, fact: Fact, plain: Reader) -> Value:
        """The items that a list holds in a model."""
        found: dict[Any, None] = {}
        for item in self._items[fact.name].values():
            if z3.is_true(model.eval(z3.And(item.held, item.term.known), model_completion=True)):
                found[plain(model, fact.item_type, item.term, item.term.value)] = None
        return tuple(found)

    def _item(self, fact: Fact, name: str, term: Term, before: Mapping[Any, _Item]) -> _Item:
        if term.constant is not None and not self._fits(fact, term.constant):
            return _Item(term, no(self.context), no(self.context))
        held = z3.Bool(name, self.context)
        other: list[Any] = []
        for item in before.values():
            if term.constant is None or item.term.constant is None:
                same = z3.And(term.known, item.term.known, equal(term, item.term))
                self._rules.append(z3.Implies(same, held == item.held))
                other.append(z3.Not(same))
        if term.constant is None:
            self._rules.append(z3.Implies(held, self._possible(fact, name, term)))
        return _Item(term, held, every(self.context, [held, *other]))

    def _fits(self, fact: Fact, constant: Any) -> bool:
        if fact.item_type == "choice":
            return constant in fact.options
        return fact.item_type != "integer" or constant == int(constant)

    def _possible(self, fact: Fact, name: str, term: Term) -> Any:
        """An unknown item may stand in the list: it is known, and of the items' type."""
        if fact.item_type == "choice":
            options = self.words.of(fact.options)
            fits = some(self.context, [term.value == number for number in options])
        elif term.scale:
            whole = z3.Int(f"whole: {name}", self.context)
            fits = term.value == 10**term.scale * whole
        else:
            fits = z3.And(term.value >= -LARGEST, term.value <= LARGEST)
        return z3.And(term.known, fits)
