"""Cases are decided by the rules of the day they were opened, until somebody moves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import rules
from intranet import clock
from intranet.accounts.models import User
from intranet.cases import course
from intranet.cases import services as cases
from intranet.cases.models import Item, Note
from intranet.database import db
from intranet.eligibility import facts, services
from intranet.eligibility.models import Outcome
from intranet.office import queries as office
from intranet.rulebook import documents
from intranet.rulebook import queries as rulebook
from intranet.rulebook.models import RuleVersion
from rules.comparison import Comparison, compare


@dataclass(frozen=True)
class Pinned:
    """An item whose own rule set has another version today than the one that decides on it."""

    item: Item
    used: RuleVersion
    today: RuleVersion
    since: date | None
    """The day on which somebody moved it before; None for the day the case was opened."""

    def comparison(self) -> Comparison:
        """What differs between the two. Raises rules.DocumentRefused."""
        return compare(documents.loaded(self.used.document), documents.loaded(self.today.document))

    def outcome_today(self) -> Outcome:
        """What the version of today would say about the item, told before anything moves."""
        on = office.today()
        known = {fact: one.value for fact, one in facts.of_item(self.item, on).items()}
        try:
            rule_set = documents.loaded(self.today.document)
            read = {fact: known[fact] for fact in rule_set.document.facts if fact in known}
            return Outcome(rule_set.decide(read, on=on, engine="reference").outcome)
        except rules.RulesError:
            return Outcome.NO_DECISION


def pinned(item: Item) -> Pinned | None:
    """The version that decides on the item and that of today; None where they say the same."""
    name = item.programme.rule_set
    if not name:
        return None
    try:
        used = services.version_for(item, name)
        today = rulebook.version_on(name, office.today())
    except rulebook.NoSuchRuleSet:
        return None
    # A version that puts an old one back reads the same.
    same = used.document_id == today.document_id
    return None if same else Pinned(item, used, today, item.rules_as_of)


def move(item: Item, *, reason: str, seen_version: int, by: User) -> None:
    """Decide on an item by the rules of today, and from now on, those that advise too.

    `seen_version` is the case's as the form's writer saw it; nothing happens where the version of
    today decides already. Raises CaseClosed, ChangedMeanwhile.
    """
    course.refuse_when_closed(item.case)
    cases.refuse_stale(item.case, seen_version)
    found = pinned(item)
    if found is None:
        return
    item.rules_as_of = office.today()
    # The reason may tell of people, so the journal points to a note instead of repeating it.
    note = Note(text=reason, written_at=clock.now(), written_by=by.uuid)
    item.case.notes.append(note)
    db.session.flush()
    cases.record_change(
        "rules_moved",
        item.case,
        by=by,
        subject=note,
        position=item.position,
        rule_set=found.today.rule_set,
        was=found.used.number,
        now=found.today.number,
    )
    services.decide_item(item, by=by)
