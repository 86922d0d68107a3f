"""The minutes of a session: its editions, what came since, and another edition."""

from __future__ import annotations

from uuid import UUID

from flask import Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from intranet import files, once, pdf
from intranet.access import Permission, may, requires
from intranet.accounts.queries import names_of
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.forums import queries
from intranet.forums.log import masking
from intranet.forums.models import ForumSession, Minutes, SessionStatus
from intranet.forums.papers import minutes
from intranet.forums.papers.minutes import Change, MadeMeanwhile, NotClosed
from intranet.forums.papers.minutes_forms import MinutesForm
from intranet.forums.views.blueprint import blueprint

SHOWN_CHANGES = 20
NAMES_SOMEBODY = _l(
    "Edisi ini menyebut penyampai yang kini dirahasiakan. Minta bidang yang menangani, atau baca "
    "edisi sesudahnya."
)
# Measured: 180 entries of two answered wishes each take four to eight seconds.
SECONDS_AN_ENTRY = 0.04


@blueprint.get("/<uuid:session_uuid>/minutes", endpoint="minutes")
@requires(Permission.READ_FORUMS)
def minutes_of(session_uuid: UUID) -> ResponseReturnValue:
    return _page(queries.session(session_uuid))


@blueprint.post("/<uuid:session_uuid>/minutes")
@requires(Permission.RUN_FORUMS)
def make_minutes(session_uuid: UUID) -> ResponseReturnValue:
    session, form, by = queries.session(session_uuid), MinutesForm(), signed_in_user()
    if there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    if not form.validate():
        return _page(session, form=form, status=422)
    location = url_for(".minutes", session_uuid=session_uuid)
    try:
        made = minutes.prepare(session, after=form.after.data, reason=form.reason.data or "")
        with transaction():
            minutes.keep(queries.session(session_uuid), made, by=by)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except (NotClosed, MadeMeanwhile) as refused:
        return _page(queries.session(session_uuid), form=form, refused=refused, status=409)
    except pdf.RenderingFailed as failed:
        current_app.logger.error("minutes not rendered: %s", type(failed).__name__)
        flash(_("Notula belum dapat dicetak. Coba sekali lagi."), "error")
        return redirect(location, 303)
    flash(_("Notula edisi %(number)s sudah dibuat.", number=made.number), "success")
    return redirect(location, 303)


@blueprint.get("/<uuid:session_uuid>/minutes/<int(max=999999):edition>.pdf")
@requires(Permission.READ_FORUMS)
def minutes_pdf(session_uuid: UUID, edition: int) -> ResponseReturnValue:
    return _download(session_uuid, edition, "pdf")


@blueprint.get("/<uuid:session_uuid>/minutes/<int(max=999999):edition>.xlsx")
@requires(Permission.READ_FORUMS)
def minutes_xlsx(session_uuid: UUID, edition: int) -> ResponseReturnValue:
    return _download(session_uuid, edition, "xlsx")


def _download(session_uuid: UUID, edition: int, ending: str) -> ResponseReturnValue:
    session = queries.session(session_uuid)
    found = minutes.edition(session, edition)
    if minutes.names(found, masking.hidden_from(signed_in_user(), session)):
        flash(NAMES_SOMEBODY, "error")
        return redirect(url_for(".minutes", session_uuid=session_uuid), 303)
    file = found.pdf if ending == "pdf" else found.spreadsheet
    name, media_type, content = file.name, file.media_type, files.read(file)
    with transaction():
        session = queries.session(session_uuid)
        audit.record(
            "minutes_downloaded",
            by=signed_in_user(),
            subject=minutes.edition(session, edition),
            number=session.name,
            edition=edition,
            format=ending,
        )
    shown = "inline" if ending == "pdf" else "attachment"
    return Response(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'{shown}; filename="{name}"'},
    )


def _page(
    session: ForumSession,
    *,
    form: MinutesForm | None = None,
    refused: Exception | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    editions = minutes.editions(session)
    newest = editions[0] if editions else None
    asked = form or MinutesForm(formdata=None).show(newest.edition if newest else 0)
    if refused is not None:
        asked.show(newest.edition if newest else 0)
    changes = minutes.changes_since(newest) if newest else []
    hidden = masking.hidden_from(signed_in_user(), session)
    is_over = session.status in {SessionStatus.CLOSED, SessionStatus.MINUTED}
    return (
        render_template(
            "forums/minutes.html",
            session=session,
            editions=editions,
            closed_to_reader={one.edition for one in editions if minutes.names(one, hidden)},
            names_somebody=NAMES_SOMEBODY,
            names=names_of([one.made_by for one in editions]),
            changes=[_told(change) for change in changes[:SHOWN_CHANGES]],
            number_of_changes=len(changes),
            form=asked,
            refused=_why(refused, newest) if refused else None,
            is_over=is_over,
            seconds=round(queries.how_many_numbered(session) * SECONDS_AN_ENTRY),
            may_make=is_over and may(signed_in_user(), Permission.RUN_FORUMS),
        ),
        status,
    )


def _why(refused: Exception, newest: Minutes | None) -> str:
    if isinstance(refused, NotClosed):
        why = _("Tutup sesi ini lebih dahulu; sesudah itu notulanya dapat dibuat.")
    elif newest is None:
        why = _("Catatan sesi berubah ketika notula disusun. Buat sekali lagi.")
    else:
        why = _(
            "Edisi %(number)s sudah dibuat, atau catatan sesi berubah ketika notula disusun. "
            "Periksa daftar di bawah, lalu buat sekali lagi bila masih perlu.",
            number=newest.edition,
        )
    return str(why)


def _told(change: Change) -> str:
    """The change as a sentence."""
    where = change.label
    if change.position is not None:
        where = _("%(label)s butir %(position)s", label=change.label, position=change.position)
    match change.what:
        case "added":
            what = _("dicatat sesudah edisi ini")
        case "corrected":
            what = _("keterangannya dibetulkan")
        case "withdrawn":
            what = _("ditarik")
        case "wish_added":
            what = _("butir ini ditambahkan")
        case "session":
            what = _("data sesi diubah")
        case "wish_corrected":
            what = _("permintaannya dibetulkan")
        case "answered":
            what = ngettext("%(num)s jawaban baru", "%(num)s jawaban baru", change.count)
        case _:
            what = _("tindak lanjutnya berubah")
    return f"{where}: {what}"
