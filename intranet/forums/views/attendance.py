"""Who is at the table of a session, and who writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.forums import queries
from intranet.forums.models import ForumSession
from intranet.forums.sessions import attending, running
from intranet.forums.sessions.attendance_forms import OfficialsForm, ScribesForm, officials_on_offer
from intranet.forums.views.blueprint import blueprint
from intranet.forums.views.session_pages import settled_page, what_changed


@blueprint.route("/<uuid:session_uuid>/officials", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def officials(session_uuid: UUID) -> ResponseReturnValue:
    session = queries.session(session_uuid)
    form = OfficialsForm().offer(officials_on_offer(session))
    if refused := settled_page(session, form, "forums/officials.html"):
        return refused
    if not form.is_submitted():
        form.show(session)
    if _changed_rows(form):
        return htmx.render(
            "forums/officials.html",
            fragment="forums/_officials_rows.html",
            form=form,
            session=session,
            added=True,
        )
    if not form.validate_on_submit():
        return _page("forums/officials.html", form, session)
    refused_because = _saved(
        session,
        lambda: attending.seat(
            session,
            form.to_present(),
            seen_version=form.version.data,
            by=signed_in_user(),
        ),
    )
    if refused_because:
        form.version.data = session.version
        return _page("forums/officials.html", form, session, refused_because)
    flash(_("Pejabat yang hadir dicatat."), "success")
    return redirect(url_for(".show", session_uuid=session_uuid, _anchor="officials"), 303)


@blueprint.route("/<uuid:session_uuid>/scribes", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def scribes(session_uuid: UUID) -> ResponseReturnValue:
    session = queries.session(session_uuid)
    named = [scribe.user for scribe in session.scribes]
    staff = queries.possible_scribes()
    form = ScribesForm().offer(staff + [user for user in named if user not in staff])
    if refused := settled_page(session, form, "forums/scribes.html"):
        return refused
    if not form.is_submitted():
        form.version.data = session.version
        form.scribes.data = [str(user.uuid) for user in named]
    if not form.validate_on_submit():
        return _page("forums/scribes.html", form, session)
    refused_because = _saved(
        session,
        lambda: attending.name_scribes(
            session,
            form.to_uuids(),
            seen_version=form.version.data,
            by=signed_in_user(),
        ),
    )
    if refused_because:
        form.version.data = session.version
        return _page("forums/scribes.html", form, session, refused_because)
    flash(_("Pencatat ditetapkan."), "success")
    return redirect(url_for(".show", session_uuid=session_uuid, _anchor="scribes"), 303)


def _changed_rows(form: OfficialsForm) -> bool:
    """Whether a button for rows was pressed; the row is added or taken away, nothing saved."""
    if request.method != "POST":
        return False
    if "add_row" in request.form:
        form.add_row()
    elif row := request.form.get("remove_row"):
        form.remove_row(row)
    else:
        return False
    return True


def _saved(session: ForumSession, change: Callable[[], None]) -> list[str]:
    """Sentences that say why it was not saved; nothing when it was."""
    try:
        with transaction():
            change()
    except (running.ChangedMeanwhile, running.NotNow):
        return what_changed(session)
    return []


def _page(
    template: str, form: Any, session: ForumSession, refused: list[str] | None = None
) -> ResponseReturnValue:
    status = 409 if refused else 422 if form.errors else 200
    return render_template(template, form=form, session=session, refused=refused), status
