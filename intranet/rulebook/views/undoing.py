"""Taking the last step of a draft back, a colleague's only when it is asked for as theirs."""

from __future__ import annotations

import re

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.formatting import moment
from intranet.rulebook import drafting
from intranet.rulebook.models import Draft, DraftStep
from intranet.rulebook.views.changing import seen, still_open
from intranet.rulebook.views.editor import back_to, place_words, screen, whole


def undo(draft: Draft) -> ResponseReturnValue:
    with_what = screen(draft).undoes
    try:
        with transaction():
            undone = drafting.undo(draft, seen=seen(), theirs=theirs(), by=signed_in_user())
            path = undone.path
    except drafting.SomebodyElses as other:
        return whole(screen(draft, refused=asks_first(other.step)), 409)
    except drafting.NothingToUndo:
        return whole(screen(draft, refused=_("Tidak ada lagi yang dapat diurungkan.")), 409)
    if not htmx.wants_fragment():
        return back_to(draft)
    news = _("Diurungkan: %(what)s.", what=with_what or place_words(screen(draft).page, path))
    return whole(screen(draft, opened=still_open(path), focus="draft-undo", news=news))


def theirs() -> int | None:
    """The revision of a colleague's step that the reader was shown and agreed to take back."""
    typed = request.form.get("theirs", "")
    return int(typed) if re.fullmatch("[0-9]{1,9}", typed) else None


def asks_first(step: DraftStep) -> str:
    return str(
        _(
            "Langkah terakhir ini milik %(who)s, %(when)s. Belum diurungkan: tekan Urungkan lagi "
            "bila memang itu yang Anda maksud.",
            who=accounts.names_of({step.actor}).get(step.actor, "–"),
            when=moment(step.taken_at),
        )
    )
