"""A snapshot of the register on request."""

from __future__ import annotations

import re

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.whatif import taking
from intranet.whatif.views.blueprint import blueprint

OURS = re.compile(r"/rules/[\w./?&=%-]{1,2000}", re.ASCII)


@blueprint.post("/snapshot")
@requires(Permission.APPROVE_RULES)
def take() -> ResponseReturnValue:
    """Take one now; then back to the page that asked for it."""
    try:
        taking.ready(anew=True)
    except taking.CannotTake:
        flash(_("Potret register tidak dapat disimpan. Beri tahu pengelola Loket."), "error")
    back = request.form.get("back", "")
    return redirect(back if OURS.fullmatch(back) else url_for("rulebook.index"), 303)
