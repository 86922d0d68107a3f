"""How places stand: all periods, one period's ledger, and its quota."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import queries
from intranet.allocations.applications import waiting
from intranet.allocations.applications.entry_forms import VersionForm
from intranet.allocations.ledger import overview, quotas, stories
from intranet.allocations.ledger.quota_forms import QuotaForm
from intranet.allocations.models import Quota
from intranet.allocations.offers import lapsing, passing_on
from intranet.allocations.views.asked import asked_after
from intranet.allocations.views.blueprint import blueprint
from intranet.audit import actors
from intranet.database import transaction
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod


@blueprint.get("/")
@requires(Permission.READ_CASES)
def index() -> ResponseReturnValue:
    return render_template(
        "allocations/index.html",
        standings=overview.current(),
        last_run=lapsing.last_run(),
        may_set=may(signed_in_user(), Permission.SET_UP_PROGRAMMES),
    )


@blueprint.get("/periods/<uuid:period_uuid>")
@requires(Permission.READ_CASES)
def period(period_uuid: UUID) -> ResponseReturnValue:
    """The ledger: every place, who has it, and its story."""
    return _ledger(queries.period(period_uuid))


def _ledger(
    period: ProgrammePeriod, *, refused: str = "", status: int = 200
) -> ResponseReturnValue:
    reader, standing = signed_in_user(), overview.of_period(period)
    after = min(asked_after(), standing.quota.places - 1) if standing.quota else 0
    found = stories.places(standing.quota, after=max(after, 0)) if standing.quota else []
    places = found[: stories.PAGE_LENGTH]
    changes = quotas.changes(standing.quota) if standing.quota else []
    acted = {act.acted_by for place in places for seat in place.seats for act in seat.acts}
    return render_template(
        "allocations/period.html",
        period=period,
        standing=standing,
        places=places,
        first=url_for(".period", period_uuid=period.uuid) if after > 0 else None,
        following=url_for(".period", period_uuid=period.uuid, after=places[-1].number)
        if len(found) > len(places)
        else None,
        visible=queries.visible_cases_of(period, reader=reader),
        changes=changes,
        names=actors.names_of(acted | {change.changed_by for change in changes}),
        next_one=_next_for_a_free_place(period, standing.quota),
        form=VersionForm(formdata=None),
        refused=refused,
        may_set=may(reader, Permission.SET_UP_PROGRAMMES),
        may_run=may(reader, Permission.RUN_ROUNDS),
    ), status


def _next_for_a_free_place(period: ProgrammePeriod, quota: Quota | None) -> bool:
    """Whether a free place could be given to somebody who waits."""
    if quota is None or quota.free < 1 or period.ended_on is not None:
        return False
    return passing_on.next_in_line(period).application is not None


@blueprint.post("/periods/<uuid:period_uuid>/pass-on")
@requires(Permission.RUN_ROUNDS)
def pass_on(period_uuid: UUID) -> ResponseReturnValue:
    """Give a free place to whoever is next in line."""
    found = queries.period(period_uuid)
    with transaction():
        seat = passing_on.pass_on(
            queries.period(period_uuid), reason="Tempat kosong", by=signed_in_user()
        )
        number = seat.number if seat else None
    if number is None:
        return _ledger(found, refused=_why_not_passed_on(found), status=409)
    flash(_("Tempat %(number)s diteruskan ke urutan berikutnya.", number=number), "success")
    return redirect(url_for(".period", period_uuid=period_uuid), 303)


def _why_not_passed_on(period: ProgrammePeriod) -> str:
    quota = quotas.of_period(period)
    if quota is None:
        return str(_("Kuota belum ditetapkan, jadi belum ada tempat yang dapat diberikan."))
    if quota.free < 1:
        return str(
            _(
                "Semua %(places)s tempat sudah terpakai. Naikkan kuota atau kembalikan satu tempat "
                "dulu.",
                places=quota.places,
            )
        )
    if period.ended_on is not None:
        return str(_("Periode ini sudah diakhiri."))
    return str(_("Tidak ada yang menunggu dan memenuhi syarat."))


@blueprint.route("/periods/<uuid:period_uuid>/quota", methods=["GET", "POST"])
@requires(Permission.SET_UP_PROGRAMMES)
def quota(period_uuid: UUID) -> ResponseReturnValue:
    form, status = QuotaForm(), 200
    if not form.is_submitted():
        before = quotas.of_period(queries.period(period_uuid))
        form.seen.data = form.places.data = before.places if before else None
    elif form.validate():
        try:
            with transaction():
                _set_quota(period_uuid, form)
        except quotas.BelowTaken as below:
            form.tell_taken(below.taken)
        except quotas.QuotaChanged:
            status = 409
        else:
            flash(_("Kuota disimpan."), "success")
            return redirect(url_for(".period", period_uuid=period_uuid), 303)
    return _quota_page(queries.period(period_uuid), form, status)


def _set_quota(period_uuid: UUID, form: QuotaForm) -> None:
    by, period = signed_in_user(), queries.period(period_uuid)
    assert form.places.data is not None
    quotas.set_places(
        period, form.places.data, reason=form.reason.data or "", seen=form.seen.data, by=by
    )
    if period.programme.choice is ChoiceMethod.FIRST_COME and period.ended_on is None:
        waiting.fill(period, by=by)


def _quota_page(period: ProgrammePeriod, form: QuotaForm, status: int) -> ResponseReturnValue:
    now = quotas.of_period(period)
    if status == 409:  # The reader decides again, seeing what stands now.
        form.seen.data = now.places if now else None
        form.seen.raw_data = None
    changes = quotas.changes(now) if now else []
    shown = render_template(
        "allocations/quota.html",
        period=period,
        form=form,
        quota=now,
        changed=status == 409,
        changes=changes,
        names=actors.names_of(change.changed_by for change in changes),
    )
    return shown, 422 if form.errors and status == 200 else status
