"""The pages about one session, as tabs on each of them; and what only templates of forums need."""

from __future__ import annotations

from datetime import time
from typing import Any

from flask import current_app, request, url_for
from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _l

from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.forums.models import ForumSession
from intranet.forums.views.blueprint import blueprint

PAGES: tuple[tuple[str, LazyString], ...] = (
    ("forums.show", _l("Sesi")),
    ("forums.log", _l("Catat")),
    ("forums.follow_up", _l("Tindak lanjut")),
    ("forums.minutes", _l("Notula")),
    ("forums.replies", _l("Surat tanggapan")),
    ("forums.paper_forms", _l("Formulir kertas")),
    ("forums.scoreboard", _l("Papan skor")),
)


@blueprint.app_context_processor
def offered() -> dict[str, Any]:
    """`session_tabs(session)` and `may_open(endpoint)`, for templates that show forums."""
    return {"session_tabs": session_tabs, "may_open": may_open}


@blueprint.app_template_filter("clock_time")
def clock_time(at: time) -> str:
    """09.00, in English 09:00."""
    return at.strftime("%H.%M" if str(get_locale()) == "id" else "%H:%M")


def session_tabs(session: ForumSession) -> list[dict[str, Any]]:
    """The pages that there are and that the reader may open."""
    return [
        {
            "url": _url(endpoint, session),
            "label": label,
            "is_current": request.endpoint == endpoint,
        }
        for endpoint, label in PAGES
        if may_open(endpoint)
    ]


def may_open(endpoint: str) -> bool:
    """Whether there is such a page and the reader's role reaches it."""
    view = current_app.view_functions.get(endpoint)
    access = getattr(view, "access", None)
    return isinstance(access, Permission) and may(signed_in_user(), access)


def _url(endpoint: str, session: ForumSession) -> str:
    """A page of the session, or one about all sessions that is narrowed to it."""
    rule = next(current_app.url_map.iter_rules(endpoint))
    if "session_uuid" in rule.arguments:
        return url_for(endpoint, session_uuid=session.uuid)
    return url_for(endpoint, session=session.uuid)
