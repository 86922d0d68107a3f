"""What the rules found missing, for the receipt and the case page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext

from intranet.cases.models import Case
from intranet.cases.receipts import MissingThing, provide_missing
from intranet.eligibility import queries
from intranet.eligibility.facts import SourceKind
from intranet.eligibility.models import Decision, Outcome
from intranet.eligibility.passing_time import days_from
from intranet.formatting import long_date
from rules import questions, vocabulary


@provide_missing
def found_missing(case: Case) -> list[MissingThing]:
    """Unmet criteria with their remedies, then facts that nobody knows yet; advice left out."""
    things: list[MissingThing] = []
    for decisions in queries.current_decisions(case.items).values():
        for decision in decisions:
            if not decision.is_advice:
                things += _unmet(decision)
                things += _unknown(decision)
    return things


def _unmet(decision: Decision) -> Iterator[MissingThing]:
    again = days_from(decision)
    for criterion in decision.answer.get("criteria", ()):
        if criterion["result"] == "unmet" and not criterion["advisory"]:
            remedy = criterion.get("remedy") or {}
            yield MissingThing(
                title=_paper(decision, criterion) or remedy.get("id") or criterion["says"],
                where=remedy.get("where"),
                days=remedy.get("takes_days"),
                why=_why(criterion["says"], remedy.get("papers") or (), again.get(criterion["id"])),
            )


def _why(says: str, papers: Sequence[str], again: date | None) -> str:
    """The criterion; what to bring; and from when one may ask again, where time has to pass."""
    told = [says]
    if papers:
        told.append(gettext("Bawa: %(papers)s", papers=", ".join(papers)))
    if again is not None:
        told.append(gettext("Dapat diajukan lagi mulai %(day)s", day=long_date(again)))
    return ". ".join(told)


def _unknown(decision: Decision) -> Iterator[MissingThing]:
    if decision.outcome is not Outcome.UNDETERMINED:
        return
    known = vocabulary.shipped().facts
    for fact in decision.answer.get("missing", ()):
        label = questions.question(fact).label if fact in known else fact
        yield MissingThing(
            title=gettext("Keterangan: %(label)s", label=label), where=gettext("Loket dinas")
        )


def _paper(decision: Decision, criterion: dict[str, Any]) -> str | None:
    """The line of the checklist that the criterion waits for, so that it is named once."""
    for reading in criterion["reads"]:
        source = decision.sources.get(reading["fact"]) or {}
        if source.get("kind") == SourceKind.PAPER:
            return str(source["detail"])
    return None
