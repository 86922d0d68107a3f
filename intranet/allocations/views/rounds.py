"""Rounds of selection as they are read: of a period, one round, one applicant's line."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once, pdf
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import queries
from intranet.allocations.ledger import quotas
from intranet.allocations.models import Round, RoundState
from intranet.allocations.rounds import (
    annulling,
    asking,
    drawing,
    freezing,
    papers,
    publishing,
    reading,
    reckoning,
    scoring,
    terms,
)
from intranet.allocations.rounds.papers import Paper
from intranet.allocations.rounds.refusals import Refused
from intranet.allocations.rounds.round_forms import FreezeForm
from intranet.allocations.views import round_parts as parts
from intranet.allocations.views.blueprint import blueprint
from intranet.audit import actors
from intranet.database import transaction
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod


@blueprint.get("/periods/<uuid:period_uuid>/rounds", endpoint="rounds")
@requires(Permission.READ_CASES)
def rounds_of(period_uuid: UUID) -> ResponseReturnValue:
    period = queries.period(period_uuid)
    found = reading.of_period(period)
    refused = freezing.why_not(period)
    return render_template(
        "allocations/rounds.html",
        period=period,
        rounds=found,
        names=actors.names_of(one.frozen_by for one in found),
        tone=parts.tone,
        has_rounds=period.programme.choice in freezing.ROUNDS,
        why_not=parts.sentence(refused) if refused else None,
        may_run=parts.may_run(signed_in_user()),
    )


@blueprint.route("/periods/<uuid:period_uuid>/rounds/freeze", methods=["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def freeze_round(period_uuid: UUID) -> ResponseReturnValue:
    form, by = FreezeForm(), signed_in_user()
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if not form.validate_on_submit():
        return _freeze_page(queries.period(period_uuid), form, status=422 if form.errors else 200)
    same_rules: bool = form.same_rules.data
    try:
        decided = _decide_in_parts(period_uuid, same_rules)
        with transaction():
            made = freezing.freeze_list(
                queries.period(period_uuid), same_rules=same_rules, decided=decided, by=by
            )
            location = url_for(".round", round_uuid=made.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except Refused as refused:
        said = parts.sentence(refused)
        return _freeze_page(queries.period(period_uuid), form, refused=said, status=409)
    flash(_("Daftar dibekukan. Hash daftar tertera di bawah."), "success")
    return redirect(location, 303)


def _decide_in_parts(period_uuid: UUID, same_rules: bool) -> set[int]:
    """Decide about everybody, a transaction a part. Raises Refused where nothing can be frozen."""
    decided: set[int] = set()
    if (refused := freezing.why_not(queries.period(period_uuid))) is not None:
        raise refused
    while True:
        with transaction():
            part = asking.decide_part(
                freezing.taking_part(queries.period(period_uuid)),
                but=decided,
                same_rules=same_rules,
                by=signed_in_user(),
            )
        if not part:
            return decided
        decided |= part


def _freeze_page(
    period: ProgrammePeriod, form: FreezeForm, *, refused: str | None = None, status: int
) -> ResponseReturnValue:
    why = freezing.why_not(period)
    quota = quotas.of_period(period)
    page = render_template(
        "allocations/round_freeze.html",
        period=period,
        form=form,
        refused=refused or (parts.sentence(why) if why else None),
        is_possible=why is None,
        number=len(freezing.taking_part(period)),
        free=quota.free if quota else None,
        is_open=period.takes_requests_on(office.today()),
    )
    return page, status


@blueprint.get("/rounds/<uuid:round_uuid>", endpoint="round")
@requires(Permission.READ_CASES)
def show_round(round_uuid: UUID) -> ResponseReturnValue:
    round, reader = reading.get(round_uuid), signed_in_user()
    show = request.args.get("show", "")
    show = show if show in reading.FILTERS else ""
    page = reading.page(round, reader=reader, show=show, number=_page_number())
    acted = (round.frozen_by, round.announced_by, round.drawn_by, round.proposed_by)
    is_public, state = publishing.is_public(round), _state_of(round)
    return render_template(
        "allocations/round.html",
        round=round,
        period=round.period,
        page=page,
        show=show,
        counts=reading.counts(round),
        names=actors.names_of([*acted, round.decided_by, round.annulled_by]),
        titles=terms.titles(round.terms),
        facts=terms.tie_break(round.terms),
        steps=parts.steps(round, needs_draw=bool(state.get("ties"))),
        tone=parts.tone(round),
        state=state,
        public_url=parts.public_url(round) if is_public else None,
        qr=pdf.qr(parts.public_url(round)) if is_public else None,
        may_run=parts.may_run(reader),
        may_decide=parts.may_decide(reader),
        may_annul=parts.may_decide(reader) and annulling.why_not(round) is None,
        has_points=reading.has_points(round),
        has_team=round.method is ChoiceMethod.TEAM,
        announcement_text=parts.announcement_text(round),
        papers=papers.of(round, reader=reader),
        may_draft=_may_draft(round),
        language=parts.language(),
    )


def _may_draft(round: Round) -> set[Paper]:
    if not may(signed_in_user(), Permission.DRAFT_LETTERS):
        return set()
    return {each for each in Paper if papers.may_draft(round, each)}


def _state_of(round: Round) -> dict[str, object]:
    """What is to be done next, where the round is not proposed yet: one reckoning of the ties."""
    if round.state not in {RoundState.FROZEN, RoundState.ANNOUNCED}:
        return {}
    whole = reading.whole(round.uuid)
    if round.method is ChoiceMethod.TEAM and (lacking := scoring.missing(whole)):
        return {"scores_missing": lacking}
    ties = reckoning.ties(whole)
    waits = drawing.why_not_hold(round) if round.state is RoundState.ANNOUNCED else None
    return {
        "ties": ties,
        "tied": sum(len(tie) for tie in ties),
        "may_announce": round.state is RoundState.FROZEN and bool(ties),
        "awaits_values": round.state is RoundState.ANNOUNCED and round.proof is None,
        "may_hold": round.state is RoundState.ANNOUNCED and waits is None,
        "may_propose": not ties,
    }


@blueprint.get("/rounds/lines/<uuid:line_uuid>")
@requires(Permission.READ_CASES)
def round_line(line_uuid: UUID) -> ResponseReturnValue:
    """One applicant's line: what it took part with, where it came, and why."""
    line = reading.line(line_uuid, reader=signed_in_user())
    return render_template(
        "allocations/round_line.html",
        line=line,
        round=line.round,
        has_points=reading.has_points(line.round),
        facts=terms.shown_tie_break(line.round.terms, line.tie_break, parts.language()),
        titles=terms.titles(line.round.terms),
        language=parts.language(),
    )


@blueprint.get("/rounds/<uuid:round_uuid>/list.txt")
@requires(Permission.READ_CASES)
def round_list(round_uuid: UUID) -> ResponseReturnValue:
    """The frozen list, byte for byte as it was hashed: case numbers, no names."""
    round = reading.get(round_uuid)
    return Response(
        round.list_text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="list.txt"'},
    )


@blueprint.get("/rounds/<uuid:round_uuid>/proof.json")
@requires(Permission.READ_CASES)
def round_proof(round_uuid: UUID) -> ResponseReturnValue:
    round = reading.get(round_uuid)
    if round.proof is None and round.decided_at is None:
        abort(404)
    response = jsonify(publishing.proof_file(round))
    response.headers["Content-Disposition"] = 'attachment; filename="proof.json"'
    return response


def _page_number() -> int:
    typed = request.args.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
