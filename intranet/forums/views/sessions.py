"""The calendar of sessions, one session, and its course."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.forums import queries
from intranet.forums.models import ForumSeries, ForumSession
from intranet.forums.sessions import calendar, running
from intranet.forums.sessions.calendar import Wanted
from intranet.forums.sessions.session_forms import ReasonForm, SessionForm
from intranet.forums.views.blueprint import blueprint
from intranet.forums.views.session_pages import refusal, session_page, settled_page, what_changed
from intranet.office import queries as office


@blueprint.get("/")
@requires(Permission.READ_FORUMS)
def index() -> ResponseReturnValue:
    return htmx.render(
        "forums/index.html",
        fragment="forums/_calendar.html",
        overview=calendar.overview(_wanted()),
        today=office.today(),
        may_run=may(signed_in_user(), Permission.RUN_FORUMS),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def new() -> ResponseReturnValue:
    form, user = SessionForm(), signed_in_user()
    if not form.is_submitted():
        form.suggest(_series(request.args.get("series")), request.args.get("subdistrict", ""))
    if not form.validate_on_submit():
        return _form_page(form, None)
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            session = running.plan(form.to_plan(), by=user)
            location = url_for(".show", session_uuid=session.uuid)
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except running.NumberTaken as taken:
        _tell_taken(form, taken.session)
        return _form_page(form, None)
    flash(_("Sesi %(name)s direncanakan.", name=session.name), "success")
    return redirect(location, 303)


@blueprint.get("/<uuid:session_uuid>")
@requires(Permission.READ_FORUMS)
def show(session_uuid: UUID) -> ResponseReturnValue:
    return session_page(queries.session(session_uuid))


@blueprint.route("/<uuid:session_uuid>/edit", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def edit(session_uuid: UUID) -> ResponseReturnValue:
    session = queries.session(session_uuid)
    form = SessionForm().about(session)
    if refused := settled_page(session, form, "forums/session_form.html"):
        return refused
    if not form.is_submitted():
        form.show(session)
    if not form.validate_on_submit():
        return _form_page(form, session)
    try:
        with transaction():
            running.change(
                session,
                form.to_plan(session),
                seen_version=form.version.data,
                by=signed_in_user(),
            )
    except running.NumberTaken as taken:
        _tell_taken(form, taken.session)
        return _form_page(form, session)
    except running.DayNotCome:
        form.held_on.errors = [_("Sesi ini sudah dibuka; isi hari ini atau sebelumnya")]
        return _form_page(form, session)
    except (running.ChangedMeanwhile, running.NotNow):
        form.version.data = session.version
        return _form_page(form, session, refused=what_changed(session))
    flash(_("Rencana sesi disimpan."), "success")
    return redirect(url_for(".show", session_uuid=session_uuid), 303)


@blueprint.post("/<uuid:session_uuid>/open")
@requires(Permission.RUN_FORUMS)
def open(session_uuid: UUID) -> ResponseReturnValue:
    return _take(session_uuid, running.open_session, _("Sesi dibuka. Aspirasi dapat dicatat."))


@blueprint.post("/<uuid:session_uuid>/close")
@requires(Permission.RUN_FORUMS)
def close(session_uuid: UUID) -> ResponseReturnValue:
    return _take(session_uuid, running.close_session, _("Sesi ditutup."))


@blueprint.route("/<uuid:session_uuid>/reopen", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def reopen(session_uuid: UUID) -> ResponseReturnValue:
    return _take_with_reason(
        session_uuid, running.reopen, _("Buka kembali"), _("Sesi dibuka kembali.")
    )


@blueprint.route("/<uuid:session_uuid>/call-off", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def call_off(session_uuid: UUID) -> ResponseReturnValue:
    return _take_with_reason(
        session_uuid, running.call_off, _("Batalkan sesi"), _("Sesi dicatat tidak jadi.")
    )


def _take(session_uuid: UUID, act: Callable[..., None], done: str) -> ResponseReturnValue:
    session = queries.session(session_uuid)
    try:
        with transaction():
            act(session, by=signed_in_user())
    except running.NotNow as why:
        return session_page(session, refused=refusal(why), status=409)
    flash(done, "success")
    return redirect(url_for(".show", session_uuid=session_uuid), 303)


def _take_with_reason(
    session_uuid: UUID, act: Callable[..., None], title: str, done: str
) -> ResponseReturnValue:
    """Ask why, then take the step."""
    session, form = queries.session(session_uuid), ReasonForm()
    shown: dict[str, Any] = {"session": session, "form": form, "title": title}
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("forums/reason.html", **shown), status
    try:
        with transaction():
            act(session, form.reason.data, by=signed_in_user())
    except running.NotNow as why:
        return render_template("forums/reason.html", refused=refusal(why), **shown), 409
    flash(done, "success")
    return redirect(url_for(".show", session_uuid=session_uuid), 303)


def _form_page(
    form: SessionForm, session: ForumSession | None, refused: list[str] | None = None
) -> ResponseReturnValue:
    status = 409 if refused else 422 if form.errors else 200
    shown: dict[str, Any] = {"form": form, "session": session, "refused": refused}
    return render_template("forums/session_form.html", **shown), status


def _tell_taken(form: SessionForm, taken: ForumSession) -> None:
    form.number.errors = [
        _(
            "Nomor %(number)s sudah dipakai sesi di %(place)s. Pakai %(next)s, atau ubah sesi itu",
            number=taken.number,
            place=taken.subdistrict.name,
            next=running.next_number(taken.series),
        )
    ]


def _wanted() -> Wanted:
    """The filters of the address; one that means nothing is passed over. This year if unsaid."""
    typed = request.args.get("year")
    year = request.args.get("year", type=int) if typed else None
    return Wanted(
        series=_series(request.args.get("series")),
        year=office.today().year if typed is None else year,
        only_due="due" in request.args,
    )


def _series(key: str | None) -> ForumSeries | None:
    return next((one for one in queries.series() if str(one.uuid) == key), None)
