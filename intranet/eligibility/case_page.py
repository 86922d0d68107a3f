"""What stands about a case's eligibility: a card for each item, with the form it still needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from intranet.access import Permission, may
from intranet.accounts import queries as accounts
from intranet.accounts.models import User
from intranet.cases.models import Case, Item, Statement
from intranet.eligibility import newer_rules, queries, register_values, services
from intranet.eligibility.answers import Answer
from intranet.eligibility.cards import answer_of, facts_read
from intranet.eligibility.forms import FactsForm, facts_form
from intranet.eligibility.models import Outcome
from intranet.eligibility.newer_rules import Pinned
from intranet.office import queries as office
from intranet.rulebook.queries import NoSuchRuleSet
from intranet.rulebook.words import language, value_words
from intranet.words import words
from rules import Question, question, vocabulary


@dataclass(frozen=True)
class Stated:
    """An answer given at the desk, in words."""

    statement: Statement
    label: str
    value: str
    basis: str
    written_by: str


@dataclass(frozen=True)
class Card:
    """One item: what its own rule set says, what others advise, what is still asked."""

    item: Item
    answer: Answer | None
    advice: list[Answer]
    form: FactsForm | None
    stated: list[Stated]
    history_hints: set[str] = field(default_factory=set)
    is_news: bool = False
    pinned: Pinned | None = None
    """Set where another version of its rules holds today."""

    @property
    def has_rules(self) -> bool:
        return bool(services.rule_sets_of(self.item))


@dataclass(frozen=True)
class Page:
    """All of one case. `outdated` says that asking again could answer differently."""

    case: Case
    cards: list[Card]
    may_write: bool
    outdated: bool
    may_move: bool = False
    """Whether the reader may put items under the rules of today."""


def page_of(
    case: Case,
    *,
    reader: User,
    sent: FactsForm | None = None,
    sent_for: Item | None = None,
    correcting: UUID | None = None,
    news: Item | None = None,
) -> Page:
    """`sent` is a form that was refused, `correcting` an answer to change, `news` what changed."""
    may_write = may(reader, Permission.WORK_ON_CASES) and not case.is_closed
    decisions = queries.current_decisions(case.items)
    names = accounts.names_of(
        [statement.written_by for item in case.items for statement in item.statements]
    )
    cards = []
    for item in case.items:
        answers = [answer_of(decision) for decision in decisions[item.id]]
        own = next((one for one in answers if not one.decision.is_advice), None)
        form = sent if item is sent_for else _form(item, answers, correcting) if may_write else None
        cards.append(
            Card(
                item=item,
                answer=own,
                advice=[one for one in answers if one.decision.is_advice],
                form=form,
                stated=[_stated(one, names) for one in sorted(item.statements, key=_when)],
                history_hints=_history_hints(item),
                is_news=item is news,
                pinned=newer_rules.pinned(item),
            )
        )
    may_move = may(reader, Permission.VERIFY_CASES) and not case.is_closed
    return Page(case, cards, may_write, _outdated(cards), may_move)


def prefix_of(item: Item) -> str:
    """Keeps the names in the forms of several items apart."""
    return f"item-{item.position}-"


def facts_of_item(item: Item) -> list[str]:
    """All facts that the item's rule sets read."""
    found: dict[str, None] = {}
    for name, _is_advice in services.rule_sets_of(item):
        try:
            found.update(dict.fromkeys(facts_read(services.rule_set_for(item, name).document)))
        except NoSuchRuleSet:
            continue
    return list(found)


def questions_for(facts: list[str]) -> list[Question]:
    """The desk's questions, for facts that the vocabulary has."""
    known = vocabulary.shipped().facts
    return [question(fact, language()) for fact in facts if fact in known]


def still_needed(answers: list[Answer]) -> list[str]:
    """What could still change an outcome, then what only tables need; each once."""
    found: dict[str, None] = {}
    for key in ("missing", "missing_for_outputs"):
        for answer in answers:
            found.update(dict.fromkeys(answer.decision.answer.get(key, ())))
    return list(found)


def _form(item: Item, answers: list[Answer], correcting: UUID | None) -> FactsForm | None:
    prefix = prefix_of(item)
    wrong = next((one for one in item.statements if one.uuid == correcting), None)
    if wrong is not None:
        return facts_form(questions_for([wrong.fact]), prefix=prefix, correcting=wrong)
    questions = questions_for(still_needed(answers))
    return facts_form(questions, prefix=prefix) if questions else None


def _stated(statement: Statement, names: dict[UUID, str]) -> Stated:
    known = vocabulary.shipped().facts.get(statement.fact)
    return Stated(
        statement=statement,
        label=known.label.in_language(language()) if known else statement.fact,
        value=value_words(statement.fact, statement.value),
        basis=words(statement.basis),
        written_by=names.get(statement.written_by, "–"),
    )


def _when(statement: Statement) -> Any:
    return statement.stated_at


def _history_hints(item: Item) -> set[str]:
    """The questions about aid that the record answers only in part."""
    business = item.case.business
    if business is None or register_values.covers_whole_life(business):
        return set()
    return {name for name, fact in vocabulary.shipped().facts.items() if fact.source == "history"}


def _outdated(cards: list[Card]) -> bool:
    today: date = office.today()
    for card in cards:
        answers = [*([card.answer] if card.answer else []), *card.advice]
        if card.has_rules and not answers:
            return True
        for answer in answers:
            decision = answer.decision
            if decision.decided_on < today or decision.outcome is Outcome.NO_DECISION:
                return True
    return False
