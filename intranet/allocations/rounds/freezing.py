"""Freezing the list of a round: who takes part, with the facts and the rules of that day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import User
from intranet.allocations.ledger import quotas
from intranet.allocations.models import (
    TAKEN,
    Application,
    ApplicationState,
    Round,
    RoundLine,
    RoundState,
    Seat,
)
from intranet.allocations.rounds import asking, sealing, terms
from intranet.allocations.rounds.asking import Asked
from intranet.allocations.rounds.reckoning import ELIGIBLE
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.audit import services as audit
from intranet.businesses.models import Business
from intranet.cases.models import Item
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod
from intranet.rulebook import documents
from rules.decision import Decision as Said
from rules.selection import Applicant, freeze, from_decisions
from rules.values import plain
from rules.vocabulary import Fact

ROUNDS = {
    ChoiceMethod.SEQUENCE,
    ChoiceMethod.RANKING,
    ChoiceMethod.CLUSTERS,
    ChoiceMethod.DRAW,
    ChoiceMethod.TEAM,
}


def standing(period: ProgrammePeriod) -> Round | None:
    """The period's round that was not annulled."""
    return db.session.scalars(
        select(Round).where(Round.period == period, Round.state != RoundState.ANNULLED)
    ).one_or_none()


def taking_part(period: ProgrammePeriod) -> list[Application]:
    """The open applications of the period without a place, in the order they were entered."""
    has_place = select(Seat.application_id).where(Seat.state.in_(TAKEN))
    return list(
        db.session.scalars(
            select(Application)
            .where(
                Application.period == period,
                Application.state == ApplicationState.OPEN,
                Application.id.not_in(has_place),
            )
            .options(
                joinedload(Application.item).joinedload(Item.case),
                joinedload(Application.business).joinedload(Business.cluster),
            )
            .order_by(Application.queue_number)
        )
    )


def why_not(period: ProgrammePeriod) -> Refused | None:
    """What stands in the way of freezing a list now, before anybody is decided about."""
    quota = quotas.of_period(period)
    if period.programme.choice not in ROUNDS:
        return Refused(Why.NO_ROUND)
    if period.ended_on is not None:
        return Refused(Why.PERIOD_ENDED)
    if (there := standing(period)) is not None:
        return Refused(Why.STANDING, number=there.number)
    if quota is None:
        return Refused(Why.QUOTA_NOT_SET)
    if quota.free < 1:
        return Refused(Why.NO_FREE_PLACE, places=quota.places)
    return None if taking_part(period) else Refused(Why.NOBODY)


def freeze_list(
    period: ProgrammePeriod,
    *,
    same_rules: bool = False,
    decided: Collection[int] = (),
    by: User,
) -> Round:
    """Decide about everybody anew and freeze who is eligible. Raises Refused.

    `same_rules` moves to the rules of today whoever is still decided by those of an earlier day.
    `decided` are items about which asking.decide_part has just decided.
    """
    if (refused := why_not(period)) is not None:
        raise refused
    quota = quotas.of_period(period)
    assert quota is not None
    asked = asking.asked(taking_part(period), decided, same_rules, by)
    _refuse_other_rules(period, asked)
    eligible = [one for one in asked if one.outcome == ELIGIBLE]
    if not eligible:
        raise Refused(Why.NOBODY_ELIGIBLE, number=len(asked))
    ranked, facts = _ranked(period, eligible)
    frozen = freeze(one.application.key for one in eligible)
    clusters = {one.application.business.cluster for one in asked}
    made = Round(
        period=period,
        number=_next_number(period),
        method=period.programme.choice,
        frozen_on=office.today(),
        frozen_by=by.uuid,
        list_text=frozen.text,
        list_hash=frozen.hash,
        terms=terms.to_keep(
            period,
            quota=quota.free,
            clusters=[one for one in clusters if one is not None],
            tie_break=facts,
        ),
    )
    made.lines = [_line(one, ranked.get(one.application.key)) for one in asked]
    db.session.add(made)
    db.session.flush()
    audit.record(
        "round_frozen",
        by=by,
        subject=made,
        programme=period.name,
        number=made.number,
        eligible=len(frozen),
        others=len(asked) - len(eligible),
        list_hash=made.list_hash,
        fingerprint=sealing.of_frozen(made),
    )
    return made


def _refuse_other_rules(period: ProgrammePeriod, asked: Sequence[Asked]) -> None:
    """Points of different rules cannot be compared."""
    used = {one.decision.document_id for one in asked if one.decision and one.decision.document_id}
    if period.programme.choice in terms.BY_POINTS and len(used) > 1:
        raise Refused(Why.OTHER_RULES, versions=len(used))


def _ranked(
    period: ProgrammePeriod, eligible: Sequence[Asked]
) -> tuple[dict[str, Applicant], tuple[Fact, ...]]:
    """What ranks each eligible application by key, and the facts that break ties."""
    if period.programme.choice is ChoiceMethod.SEQUENCE:
        in_line = {
            one.application.key: Applicant(
                one.application.key, tie_break=(one.application.queue_number,)
            )
            for one in eligible
        }
        return in_line, (terms.QUEUE,)
    found: dict[str, Applicant] = {}
    facts: tuple[Fact, ...] = ()
    for said in _said_again(eligible).values():
        applicants = from_decisions(said)
        found.update({one.key: one for one in applicants.eligible})
        facts = applicants.tie_break
    return (found, facts) if period.programme.choice in terms.BY_POINTS else (_bare(found), ())


def _bare(found: Mapping[str, Applicant]) -> dict[str, Applicant]:
    """Without points: a lot or a team decides."""
    return {key: Applicant(key) for key in found}


def _said_again(eligible: Sequence[Asked]) -> dict[Any, dict[str, Said]]:
    """The stored decisions as the library's, by document, so that points and reasons are whole."""
    by_document: dict[Any, list[Asked]] = {}
    for one in eligible:
        if one.decision is not None and one.decision.document is not None:
            by_document.setdefault(one.decision.document, []).append(one)
    found = {}
    for document, together in by_document.items():
        rule_set = documents.loaded(document)
        given = [one.decision.facts for one in together if one.decision]
        answers = rule_set.decide(given, on=office.today(), engine="reference")
        keys = [one.application.key for one in together]
        found[document] = dict(zip(keys, answers, strict=True))
    return found


def _line(asked: Asked, ranked: Applicant | None) -> RoundLine:
    application = asked.application
    cluster = application.business.cluster
    return RoundLine(
        application=application,
        key=application.key,
        decision=asked.decision,
        outcome=asked.outcome,
        group_key=str(cluster.uuid) if cluster else None,
        points=ranked.points if ranked else 0,
        tie_break=[plain(value) for value in ranked.tie_break] if ranked else [],
        entries=[
            {
                "says_id": entry.says.id,
                "says_en": entry.says.in_language("en"),
                "points": entry.points,
                "holds": entry.holds,
            }
            for entry in (ranked.entries if ranked else ())
        ],
    )


def _next_number(period: ProgrammePeriod) -> int:
    return (
        db.session.scalar(select(func.max(Round.number)).where(Round.period == period)) or 0
    ) + 1
