"""A past decision as an example of its rule set: the facts of that day and what was decided."""

from __future__ import annotations

from typing import Any

from intranet.accounts.models import User
from intranet.eligibility.models import Decision, Outcome
from intranet.fields import SIXTEEN_DIGITS
from intranet.formatting import long_date
from intranet.office import queries as office
from intranet.rulebook import drafting, editing
from intranet.rulebook import queries as rulebook
from intranet.rulebook.models import Draft
from rules import vocabulary

PLACE = "examples"


class IsConfidential(Exception):
    """The case is confidential: rules, and so their examples, are read by the whole office."""


def is_possible(decision: Decision) -> bool:
    """Whether the rules decided at all, and the office still has such rules."""
    return decision.outcome is not Outcome.NO_DECISION and decision.rule_set in rulebook.names()


def name_for(decision: Decision, outcome: str) -> str:
    """A name that tells nothing about people: the outcome and the day."""
    return f"{outcome}, {long_date(decision.decided_on)}"


def facts_of(decision: Decision) -> dict[str, Any]:
    """The facts of that day. Those flagged personal stay, for the rules rest on them; free text
    could name somebody, so it does not."""
    known = vocabulary.shipped().facts
    return {
        name: value
        for name, value in decision.facts.items()
        if name in known
        and "text" not in (known[name].type, known[name].of)
        and not SIXTEEN_DIGITS.search(str(value))
    }


def example_of(decision: Decision, name: str, content: editing.Data) -> dict[str, Any]:
    """The decision in the shape of the language, for a draft with this content."""
    listed = content.get("criteria")
    there = {one.get("id") for one in listed if isinstance(one, dict)} if listed else set()
    unmet = [
        found["id"]
        for found in decision.answer.get("criteria", ())
        if found["result"] == "unmet" and found["id"] in there
    ]
    example: dict[str, Any] = {
        "name": {"id": name},
        "date": decision.decided_on.isoformat(),
        "facts": facts_of(decision),
        "outcome": decision.outcome.value,
    }
    return {**example, "unmet": unmet} if unmet else example


def add(decision: Decision, draft: Draft | None, *, name: str, by: User) -> tuple[Draft, str]:
    """Put the decision among the examples of a draft, of a new one for None; draft and place.

    An example that is there already is not added twice. It names nobody, but a turnover, a village
    and a day may be enough to know whom it is about; so none is made of a confidential case. Raises
    IsConfidential, DraftClosed, ChangedMeanwhile, TooLong, NoSuchRuleSet.
    """
    if decision.item.case.is_confidential:
        raise IsConfidential
    if draft is None:
        version = rulebook.version_on(decision.rule_set, office.today())
        draft = drafting.start(version, by=by)
    example = example_of(decision, name, draft.content)
    there = draft.content.get(PLACE) or []
    if example in there:
        return draft, f"{PLACE}[{there.index(example)}]"
    drafting.take_step(
        draft,
        lambda data: editing.added(data, PLACE, example),
        path=PLACE,
        seen=draft.revision,
        by=by,
    )
    return draft, f"{PLACE}[{len(there)}]"
