"""The blueprint of equipment, and what its views share."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, current_app, flash
from flask_babel import gettext as _
from werkzeug.utils import secure_filename

from intranet import pdf
from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.fields import Form

blueprint = Blueprint("equipment", __name__, url_prefix="/equipment")


def may_deliver() -> bool:
    return may(signed_in_user(), Permission.DELIVER_AID)


def may_draft() -> bool:
    return may(signed_in_user(), Permission.DRAFT_LETTERS)


def status_of(form: Form) -> int:
    return 422 if form.errors else 200


def printed(make: Callable[[], bytes]) -> bytes | None:
    """The paper; None, and a word about it, where it could not be made."""
    try:
        return make()
    except pdf.RenderingFailed as failed:
        current_app.logger.error("paper not rendered: %s", type(failed).__name__)
        flash(_("Berkas ini belum dapat dicetak. Coba sekali lagi."), "error")
        return None


def pdf_answer(content: bytes, name: str) -> Response:
    file_name = secure_filename(name.replace("/", "-"))
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{file_name}.pdf"'},
    )
