"""Taking down what is said at a session: one screen, and beside it what others wrote."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from uuid_utils.compat import uuid7

from intranet import htmx
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses import matches
from intranet.businesses.matches import holds_identity_number
from intranet.database import transaction
from intranet.formatting import long_date
from intranet.forums import queries
from intranet.forums.log import entries as written
from intranet.forums.log import entry_choices, similar, taking_down
from intranet.forums.log.entry_forms import EntryForm, typed
from intranet.forums.log.taking_down import KeyUsed, NotOpen, PaperNumberUsed
from intranet.forums.models import Aspiration, ForumSession, SessionStatus
from intranet.forums.views.blueprint import blueprint
from intranet.forums.views.offline import SCRIPTS
from intranet.office import queries as office

LONGEST_QUERY = 200


@blueprint.route("/<uuid:session_uuid>/log", methods=["GET", "POST"])
@requires(Permission.LOG_ASPIRATIONS)
def log(session_uuid: UUID) -> ResponseReturnValue:
    session, user = queries.session(session_uuid), signed_in_user()
    form = EntryForm(session, user)
    if not form.is_submitted():
        if next_number := request.args.get("paper", type=int):
            form.paper_number.data = next_number
        return page(session, form)
    if "add_wish" in request.form:
        form.add_wish()
        return page(session, form)
    form.drop_blank_wishes()
    try:
        aspiration = _resent(session, form)
        if aspiration is None:
            if not form.validate():
                return refusal(session, form, 422)
            with transaction():
                aspiration = taking_down.take_down(
                    session, form.to_entry(session, by=user), by=user
                )
        return taken(aspiration)
    except KeyUsed:
        form.once.data = uuid7()
        form.form_errors.append(
            _("Entri lain sudah tersimpan dengan kunci yang sama. Kirim sekali lagi.")
        )
        return refusal(session, form, 409, "key_used")
    except NotOpen:
        form.form_errors.append(why_not_open(session))
        return refusal(session, form, 409, "not_open")
    except PaperNumberUsed as copied:
        form.paper_number.errors = [
            _("Formulir ini sudah disalin sebagai %(number)s", number=copied.aspiration.label)
        ]
        return refusal(session, form, 422)


def _resent(session: ForumSession, form: EntryForm) -> Aspiration | None:
    """The same words sent before: what they were read as then holds. Raises KeyUsed."""
    digest = taking_down.digest_of(typed())
    return taking_down.kept_before(session, form.once.data, digest, by=signed_in_user())


def taken(aspiration: Aspiration) -> ResponseReturnValue:
    """The number that the entry got."""
    if wants_json():
        return jsonify(number=aspiration.number, label=aspiration.label)
    flash(_("Aspirasi %(number)s tersimpan.", number=aspiration.label), "success")
    following = aspiration.paper_number + 1 if aspiration.paper_number else None
    session_uuid = aspiration.session.uuid
    return redirect(url_for(".log", session_uuid=session_uuid, paper=following), 303)


def refusal(
    session: ForumSession, form: EntryForm, status: int, reason: str = "invalid"
) -> ResponseReturnValue:
    """Why the entry was not kept; all that was typed stays."""
    if not wants_json():
        return page(session, form, status)
    messages = [str(text) for text in form.form_errors]
    return jsonify(reason=reason, messages=messages, fields=dict(_errors(form))), status


def _errors(fields: Any) -> list[tuple[str, str]]:
    """The first error of each field by its name, those of wishes too."""
    found: list[tuple[str, str]] = []
    for field in fields:
        if field.type == "FieldList":
            found += _errors(field.entries)
        elif field.type == "FormField":
            found += _errors(field.form)
        elif field.errors:
            found.append((field.name, str(field.errors[0])))
    return found


def wants_json() -> bool:
    """Whether a script of ours sends what waited on the device."""
    return request.accept_mimetypes.best == "application/json"


def why_not_open(session: ForumSession) -> str:
    if session.status is SessionStatus.CALLED_OFF:
        return str(_("Sesi ini tidak jadi diadakan, jadi entri tidak diterima."))
    day = long_date(session.held_on)
    return str(_("Sesi ini belum dibuka. Entri diterima mulai %(day)s.", day=day))


def page(session: ForumSession, form: EntryForm, status: int = 200) -> ResponseReturnValue:
    user = signed_in_user()
    is_early = session.status is SessionStatus.PLANNED and office.today() < session.held_on
    is_shut = is_early or session.status is SessionStatus.CALLED_OFF
    return render_template(
        "forums/log.html",
        form=form,
        session=session,
        why_not_open=why_not_open(session) if is_shut else None,
        comes_late=session.status in {SessionStatus.CLOSED, SessionStatus.MINUTED},
        villages=entry_choices.villages(session),
        agencies=entry_choices.agencies(),
        entries=written.of_session(session, reader=user),
        similar=None,
        scripts=SCRIPTS,
    ), status


@blueprint.get("/<uuid:session_uuid>/entries")
@requires(Permission.READ_FORUMS)
def entries(session_uuid: UUID) -> ResponseReturnValue:
    """All entries as a page; for a page that polls, the newest where anything changed."""
    session, user = queries.session(session_uuid), signed_in_user()
    if not htmx.wants_fragment():
        found = written.of_session(session, reader=user, limit=None)
        return htmx.render(
            "forums/entries.html", fragment="forums/_entries.html", session=session, entries=found
        )
    seen = request.args.get("seen", "")
    before, state = written.state_of(session)
    if seen == state:
        return "", 204
    seen_number = written.number_in(seen)
    return htmx.render(
        "forums/entries.html",
        fragment="forums/_entries.html",
        session=session,
        entries=written.of_session(session, reader=user),
        news=0 if seen_number is None else max(before - seen_number, 0),
    )


@blueprint.get("/<uuid:session_uuid>/similar")
@requires(Permission.LOG_ASPIRATIONS)
def similar_entries(session_uuid: UUID) -> ResponseReturnValue:
    session = queries.session(session_uuid)
    speaker = _query("speaker")
    found = similar.to_what_is_written(
        session,
        speaker="" if holds_identity_number(speaker) else speaker,
        village=_query("village"),
        topics=[
            topic.uuid
            for name, key in request.args.items()
            if name.endswith("-topic") and (topic := entry_choices.topic(key))
        ],
        reader=signed_in_user(),
    )
    return htmx.render(
        "forums/similar.html", fragment="forums/_similar.html", session=session, similar=found
    )


@blueprint.get("/businesses")
@requires(Permission.LOG_ASPIRATIONS)
def find_business() -> ResponseReturnValue:
    """Registered businesses that the typed words may mean, for the list below a field."""
    text = _query("business")
    found = []
    if len(text) >= 2 and not holds_identity_number(text):
        found = [match for match in matches.likely(text, reader=signed_in_user()) if match.business]
    return jsonify(
        [
            {"uuid": str(match.uuid), "name": f"{match.business.name} ({about(match)})"}
            for match in found
            if match.business
        ]
    )


def about(match: matches.Match) -> str:
    """Whose it is and where, to tell businesses of one name apart."""
    return ", ".join(filter(None, (match.owner.name, match.place)))


def _query(name: str) -> str:
    return request.args.get(name, "").replace("\0", "").strip()[:LONGEST_QUERY]
