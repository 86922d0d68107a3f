"""Running a round: announcing and holding its draw, the team's scores, the proposal."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations.models import Round
from intranet.allocations.rounds import drawing, proposing, reading, scoring
from intranet.allocations.rounds.reckoning import ELIGIBLE
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.allocations.rounds.round_forms import (
    AnnounceForm,
    DrawForm,
    MemberForm,
    RemarkForm,
    ScoresForm,
)
from intranet.allocations.views import round_parts as parts
from intranet.allocations.views.blueprint import blueprint
from intranet.database import transaction
from rules.selection.rfc3797 import Values


def done(round_uuid: UUID, version: int | None, act: Callable[[Round], object]) -> str | None:
    """Do it in a transaction, with the round as its page showed it; a sentence where it was not."""
    try:
        with transaction():
            round = reading.whole(round_uuid)
            if version is not None and round.version != version:
                raise Refused(Why.CHANGED)
            act(round)
    except Refused as refused:
        return parts.sentence(refused)
    except StaleDataError:
        return parts.sentence(Refused(Why.CHANGED))
    return None


def to_round(round_uuid: UUID, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for(".round", round_uuid=round_uuid), 303)


@blueprint.route("/rounds/<uuid:round_uuid>/announce", methods=["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def announce_draw(round_uuid: UUID) -> ResponseReturnValue:
    round, by = reading.whole(round_uuid), signed_in_user()
    form = AnnounceForm(version=round.version)
    refused, status = drawing.why_not_announce(round), 200
    told = parts.sentence(refused) if refused else None
    if form.is_submitted():
        status = 422
        if form.validate():
            told, status = (
                done(
                    round_uuid,
                    form.version.data,
                    lambda it: drawing.announce(it, form.to_sources(), form.draw_on.data, by=by),
                ),
                409,
            )
            if told is None:
                return to_round(round_uuid, _("Undian diumumkan. Halaman publiknya sudah terbuka."))
            form.version.data = reading.get(round_uuid).version
    page = render_template(
        "allocations/round_announce.html",
        round=reading.get(round_uuid),
        form=form,
        refused=told,
        is_possible=refused is None,
    )
    return page, status


@blueprint.route("/rounds/<uuid:round_uuid>/draw", methods=["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def hold_draw(round_uuid: UUID) -> ResponseReturnValue:
    """Typed once, shown in the form that is drawn with, and kept when sent again."""
    round, by = reading.get(round_uuid), signed_in_user()
    if (refused := drawing.why_not_hold(round)) is not None:
        return _draw_page(round, None, refused=parts.sentence(refused), status=409)
    form = DrawForm.about(round)
    if not form.is_submitted():
        return _draw_page(round, form)
    values = form.read(round) if form.validate() else None
    if values is None:
        return _draw_page(round, form, status=422)
    key_string = drawing.drawn(round, values).key_string
    if form.seen.data != key_string:
        form.seen.data = key_string
        return _draw_page(round, form, values=values)
    told = done(round_uuid, None, lambda it: drawing.hold_draw(it, values, by=by))
    if told is not None:
        return _draw_page(reading.get(round_uuid), form, refused=told, status=409)
    return to_round(round_uuid, _("Undian dicatat. Urutannya dapat dihitung ulang siapa pun."))


def _draw_page(
    round: Round,
    form: DrawForm | None,
    *,
    values: dict[str, Values] | None = None,
    refused: str | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "allocations/round_draw.html", round=round, form=form, values=values, refused=refused
    )
    return page, status


@blueprint.route("/rounds/<uuid:round_uuid>/scores", methods=["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def scores(round_uuid: UUID) -> ResponseReturnValue:
    """All members' scores, and the sheet of the one that the address names."""
    round, by = reading.whole(round_uuid), signed_in_user()
    lines = [line for line in round.lines if line.outcome == ELIGIBLE]
    lines.sort(key=lambda line: line.key)
    member = _member_named()
    form = ScoresForm.about(lines, **_kept(round, member))
    told, status = None, 200
    if form.is_submitted():
        status = 422
        if form.validate():
            given, seen = form.to_scores(lines), form.seen.data or ""
            told, status = (
                done(
                    round_uuid,
                    None,
                    lambda it: scoring.give(it, form.member.data or "", given, seen=seen, by=by),
                ),
                409,
            )
            if told is None:
                flash(_("Nilai dari %(member)s disimpan.", member=form.member.data), "success")
                return redirect(url_for(".scores", round_uuid=round_uuid), 303)
            form.seen.data = scoring.seal(reading.get(round_uuid), member)
    round = reading.whole(round_uuid)
    lines = sorted((line for line in round.lines if line.outcome == ELIGIBLE), key=lambda x: x.key)
    shown = reading.shown(lines, reader=by)
    page = render_template(
        "allocations/round_scores.html",
        round=round,
        lines=shown,
        form=form if member or form.errors else None,
        ask=MemberForm(formdata=None),
        members=scoring.members(round),
        missing=scoring.missing(round),
        is_open=scoring.is_open(round),
        refused=told,
    )
    return page, status


def _member_named() -> str:
    """Whose sheet it is, as text that a database can be asked for: NUL has no place in one."""
    named = request.form.get("member") or request.args.get("member", "")
    return named.replace("\x00", "").strip()[:120]


def _kept(round: Round, member: str) -> dict[str, object]:
    kept = {f"score_{uuid.hex}": score for uuid, score in scoring.of_member(round, member).items()}
    return {**kept, "member": member, "seen": scoring.seal(round, member)}


@blueprint.route("/rounds/<uuid:round_uuid>/propose", methods=["GET", "POST"])
@requires(Permission.RUN_ROUNDS)
def propose_round(round_uuid: UUID) -> ResponseReturnValue:
    round, by = reading.whole(round_uuid), signed_in_user()
    form, told, status = RemarkForm(version=round.version), None, 200
    if form.is_submitted():
        status = 422
        if form.validate():
            remark, status = form.remark.data or "", 409
            told = done(
                round_uuid,
                form.version.data,
                lambda it: proposing.propose(it, remark=remark, by=by),
            )
            if told is None:
                return to_round(round_uuid, _("Hasil diusulkan dan menunggu kepala dinas."))
            round = reading.whole(round_uuid)
            form.version.data = round.version
    selection = None
    if told is None:
        try:
            selection = proposing.select_now(round)
        except Refused as refused:
            told, status = parts.sentence(refused), 409 if form.is_submitted() else 200
    page = render_template(
        "allocations/round_propose.html",
        round=round,
        form=form,
        refused=told,
        sums=proposing.sums(selection) if selection else None,
        language=parts.language(),
    )
    return page, status
