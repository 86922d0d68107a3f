"""Drafting a round's minutes and decree; they then live as letters do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations.models import Round
from intranet.allocations.rounds import papers, reading, scoring
from intranet.allocations.rounds.paper_forms import DecreeForm, MinutesForm
from intranet.allocations.rounds.papers import CannotDraft, Paper
from intranet.allocations.views.blueprint import blueprint
from intranet.database import transaction
from intranet.letters.models import Letter
from intranet.office import queries as office


@blueprint.route("/rounds/<uuid:round_uuid>/minutes", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def draft_round_minutes(round_uuid: UUID) -> ResponseReturnValue:
    round = reading.get(round_uuid)
    form = MinutesForm(held_on=office.today(), team="\n".join(scoring.members(round)))
    return _draft(round_uuid, form, Paper.MINUTES)


@blueprint.route("/rounds/<uuid:round_uuid>/decree", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def draft_round_decree(round_uuid: UUID) -> ResponseReturnValue:
    round = reading.get(round_uuid)
    form = DecreeForm(
        considerations="\n".join(papers.usual_considerations(round)),
        basis=round.period.programme.basis,
        form=round.period.programme.description,
        funding=papers.usual_funding(round),
    )
    return _draft(round_uuid, form, Paper.DECREE)


def _draft(round_uuid: UUID, form: Any, which: Paper) -> ResponseReturnValue:
    by = signed_in_user()
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    round = reading.get(round_uuid)
    if not papers.may_draft(round, which):
        return _page(round, form, which, is_possible=False, status=409)
    if not form.validate_on_submit():
        return _page(round, form, which, status=422 if form.errors else 200)
    try:
        with transaction():
            drafted = _write(reading.whole(round_uuid), form, which)
            location = url_for("letters.show", letter_uuid=drafted.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except CannotDraft:
        return _page(reading.get(round_uuid), form, which, is_possible=False, status=409)
    flash(_("Konsep naskah siap. Periksa isinya, lalu ajukan untuk paraf."), "success")
    return redirect(location, 303)


def _write(round: Round, form: Any, which: Paper) -> Letter:
    by = signed_in_user()
    if which is Paper.MINUTES:
        return papers.draft_minutes(round, form.to_held(), by=by)
    return papers.draft_decree(round, form.to_decreed(), by=by)


def _page(
    round: Round, form: Any, which: Paper, *, is_possible: bool = True, status: int
) -> ResponseReturnValue:
    page = render_template(
        "allocations/round_paper.html",
        round=round,
        form=form,
        which=which.value,
        is_possible=is_possible,
    )
    return page, status
