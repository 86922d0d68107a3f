"""One place: its story, and what an officer does with it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations import queries
from intranet.allocations.applications.entry_forms import ReasonForm, VersionForm
from intranet.allocations.ledger import seats
from intranet.allocations.models import Seat, SeatState
from intranet.allocations.offers import letters, offering, passing_on
from intranet.allocations.views.blueprint import blueprint
from intranet.audit import actors
from intranet.database import transaction
from intranet.letters.kinds import KINDS
from intranet.office import queries as office
from intranet.words import words

Act = Callable[[Seat], object]


@blueprint.get("/seats/<uuid:seat_uuid>")
@requires(Permission.READ_CASES)
def seat(seat_uuid: UUID) -> ResponseReturnValue:
    return _page(queries.seat(seat_uuid, reader=signed_in_user()))


def _page(
    seat: Seat, *, form: ReasonForm | None = None, refused: str = "", status: int = 200
) -> ResponseReturnValue:
    reader = signed_in_user()
    plain, reason = VersionForm(formdata=None), form or ReasonForm(formdata=None)
    plain.version.data = seat.version
    if form is None:
        reason.version.data = seat.version
    return render_template(
        "allocations/seat.html",
        seat=seat,
        application=seat.application,
        period=seat.quota.period,
        can=seats.COURSE[seat.state] if may(reader, Permission.RUN_ROUNDS) else set(),
        until=_until(seat),
        letters=letters.of_seat(seat),
        lacks_letter=may(reader, Permission.DRAFT_LETTERS) and letters.lacks_one(seat),
        kinds=KINDS,
        names=actors.names_of(act.acted_by for act in seat.acts),
        plain=plain,
        reason=reason,
        refused=refused,
    ), status


def _until(seat: Seat) -> object:
    """How the last day of the offer was, or would be, reckoned."""
    offered = [act for act in seat.acts if act.state is SeatState.OFFERED]
    if seat.state is SeatState.OFFERED and offered:
        day = offered[-1].acted_at.astimezone(office.current().zone).date()
        return passing_on.last_day(seat.quota.period, day)
    if seat.state is SeatState.HELD:
        return passing_on.last_day(seat.quota.period, office.today())
    return None


@blueprint.post("/seats/<uuid:seat_uuid>/offer")
@requires(Permission.RUN_ROUNDS)
def offer(seat_uuid: UUID) -> ResponseReturnValue:
    form, by = VersionForm(), signed_in_user()
    act = lambda one: offering.offer(one, version=form.version.data, by=by)  # noqa: E731
    return _done(seat_uuid, act, str(_("Tempat ditawarkan. Konsep suratnya siap diperiksa.")))


@blueprint.post("/seats/<uuid:seat_uuid>/accept")
@requires(Permission.RUN_ROUNDS)
def accept(seat_uuid: UUID) -> ResponseReturnValue:
    form, by = VersionForm(), signed_in_user()
    act = lambda one: offering.accept(one, version=form.version.data, by=by)  # noqa: E731
    return _done(seat_uuid, act, str(_("Kesediaan calon penerima dicatat.")))


@blueprint.post("/seats/<uuid:seat_uuid>/award")
@requires(Permission.RUN_ROUNDS)
def award(seat_uuid: UUID) -> ResponseReturnValue:
    form, by = VersionForm(), signed_in_user()
    act = lambda one: offering.award(one, version=form.version.data, by=by)  # noqa: E731
    return _done(seat_uuid, act, str(_("Tempat diberikan.")))


@blueprint.post("/seats/<uuid:seat_uuid>/release")
@requires(Permission.RUN_ROUNDS)
def release(seat_uuid: UUID) -> ResponseReturnValue:
    """Take the place back; the next in line has it at once."""
    form, by = ReasonForm(), signed_in_user()
    if not form.validate_on_submit():
        return _page(queries.seat(seat_uuid, reader=by), form=form, status=422)
    reason, version = form.reason.data or "", form.version.data

    def act(one: Seat) -> str:
        following = offering.release(one, reason=reason, version=version, by=by)
        if following is None:
            return str(_("Tempat dikembalikan. Tidak ada lagi yang menunggu dan memenuhi syarat."))
        key = following.application.key
        return str(_("Tempat dikembalikan. Tempatnya diteruskan kepada %(key)s.", key=key))

    return _done(seat_uuid, act)


@blueprint.post("/seats/<uuid:seat_uuid>/letter")
@requires(Permission.DRAFT_LETTERS)
def draft_letter(seat_uuid: UUID) -> ResponseReturnValue:
    """Draft the letter anew, where the first draft was given up or nobody could draft one."""
    by = signed_in_user()
    seat = queries.seat(seat_uuid, reader=by)
    with transaction():
        made = letters.draft_again(queries.seat(seat_uuid, reader=by), by=by)
        location = url_for("letters.show", letter_uuid=made.uuid) if made else ""
    if not location:
        refused = str(_("Surat hanya dibuat untuk tempat yang ditawarkan dan belum punya surat."))
        return _page(seat, refused=refused, status=409)
    flash(_("Konsep surat siap. Periksa isinya, lalu ajukan untuk paraf."), "success")
    return redirect(location, 303)


def _done(seat_uuid: UUID, act: Act, said: str | None = None) -> ResponseReturnValue:
    """Save the act and go back to the place, or show it as it stands and say why not.

    Without a sentence to say, the act answers one.
    """
    by = signed_in_user()
    seat = queries.seat(seat_uuid, reader=by)
    try:
        with transaction():
            told = act(queries.seat(seat_uuid, reader=by))
    except _REFUSALS as refused:
        seat = queries.seat(seat_uuid, reader=by)
        return _page(seat, refused=_why_not(seat, refused), status=409)
    flash(said or str(told), "success")
    return redirect(url_for(".seat", seat_uuid=seat_uuid), 303)


_REFUSALS = (
    offering.ChangedMeanwhile,
    offering.BudgetNotCertain,
    offering.NoLongerEligible,
    seats.NotFromHere,
    StaleDataError,
)


def _why_not(seat: Seat, refused: Exception) -> str:
    if isinstance(refused, offering.BudgetNotCertain):
        return str(
            _(
                "Anggaran %(period)s belum pasti, jadi tempatnya belum boleh dijanjikan kepada "
                "siapa pun.",
                period=seat.quota.period.name,
            )
        )
    if isinstance(refused, offering.NoLongerEligible):
        return str(
            _(
                "Aturan tidak lagi menyatakan %(key)s memenuhi syarat. Kembalikan tempatnya dengan "
                "alasan itu, supaya diteruskan ke urutan berikutnya.",
                key=seat.application.key,
            )
        )
    if isinstance(refused, seats.AlreadyDelivered):
        return str(
            _(
                "Bantuannya sudah diserahkan dengan berita acara. Batalkan dulu berita acara itu; "
                "baru sesudahnya tempat ini dapat dikembalikan."
            )
        )
    return str(
        _(
            "Tempat ini sekarang berstatus “%(state)s”. Periksa keadaannya, lalu ulangi bila masih "
            "perlu.",
            state=words(seat.state),
        )
    )
