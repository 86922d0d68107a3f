"""The page of one session, put together for every view that ends on it, and why not."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.audit import queries as journal
from intranet.forums import queries
from intranet.forums.log.masking import shown_to
from intranet.forums.models import ForumSession, SessionStatus
from intranet.forums.sessions import running
from intranet.office import queries as office

SETTLED = {SessionStatus.MINUTED, SessionStatus.CALLED_OFF}
HIGHEST_PLACE = 10**9


def session_page(
    session: ForumSession, *, refused: list[str] | None = None, status: int = 200
) -> ResponseReturnValue:
    user, after = signed_in_user(), _after()
    found, has_more = queries.aspirations(session, after=after)
    page = render_template(
        "forums/show.html",
        session=session,
        refused=refused,
        counts=queries.counts(session),
        aspirations=[shown_to(user, one) for one in found],
        first=url_for("forums.show", session_uuid=session.uuid, _anchor="said") if after else None,
        older=_from(session, found[-1].number) if has_more else None,
        today=office.today(),
        may_run=may(user, Permission.RUN_FORUMS),
        may_log=may(user, Permission.LOG_ASPIRATIONS),
        is_settled=session.status in SETTLED,
    )
    return page, status


def settled_page(session: ForumSession, form: Any, template: str) -> ResponseReturnValue | None:
    """The answer where the session may not be changed any more; what was typed stays."""
    if session.status not in SETTLED:
        return None
    if form.is_submitted():
        form.version.data = session.version
        page = render_template(template, form=form, session=session, refused=_settled(session))
    else:
        page = render_template("forums/settled.html", session=session, refused=_settled(session))
    return page, 409


def refusal(why: running.NotNow) -> list[str]:
    """Why an act was refused, as the page tells it."""
    session = why.session
    if isinstance(why, running.DayNotCome):
        return [_("Harinya belum tiba. Ubah tanggalnya dulu bila sesi dimajukan.")]
    if isinstance(why, running.HasAspirations):
        return [_("Sudah ada aspirasi yang dicatat, jadi sesi ini terlaksana. Tutup sesinya.")]
    told = {
        SessionStatus.PLANNED: _("Sesi ini masih direncanakan."),
        SessionStatus.LIVE: _("Sesi ini sedang berlangsung."),
        SessionStatus.CLOSED: _("Sesi ini sudah ditutup."),
    }
    return [told[session.status]] if session.status in told else _settled(session)


def what_changed(session: ForumSession) -> list[str]:
    """What somebody else did to the session meanwhile; saving again, knowingly, then counts."""
    if session.status in SETTLED:
        return _settled(session)
    changes = journal.history_of(session.uuid)
    if not changes:
        return [_("Orang lain baru saja mengubah sesi ini.")]
    return [
        _(
            "%(who)s baru saja mengubah sesi ini: %(what)s.",
            who=changes[0].actor_name,
            what=changes[0].sentence,
        )
    ]


def _settled(session: ForumSession) -> list[str]:
    if session.status is SessionStatus.MINUTED:
        return [_("Notula sesi ini sudah dibuat. Buka kembali sesinya bila masih ada yang kurang.")]
    return [_("Sesi ini tidak jadi diadakan. Buka kembali bila dijadwalkan lagi.")]


def _after() -> int:
    number = request.args.get("after", 0, type=int)
    return min(max(number, 0), HIGHEST_PLACE)


def _from(session: ForumSession, number: int) -> str:
    return url_for("forums.show", session_uuid=session.uuid, after=number, _anchor="said")
