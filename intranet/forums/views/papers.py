"""Papers of a forum beside its minutes: forms to write on, and slips to take home."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.utils import secure_filename

from intranet import htmx, once, pdf
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.fields import Form, NumberField, OnceField, Required
from intranet.forums import queries
from intranet.forums.follow_up import following
from intranet.forums.log import withdrawing
from intranet.forums.log.masking import shown_to
from intranet.forums.models import ForumSession
from intranet.forums.papers import paper_forms, replies, slips
from intranet.forums.papers.paper_forms import LAST_NUMBER, MOST_AT_ONCE, Numbers
from intranet.forums.papers.reply_drafts import referral_of
from intranet.forums.views.blueprint import blueprint
from intranet.letters.kinds import KINDS


class PrintForm(Form):
    once = OnceField()
    count = NumberField(
        _l("Berapa formulir?"),
        least=1,
        most=MOST_AT_ONCE,
        default=20,
        description=_l("Paling banyak %(most)s lembar sekali cetak.", most=MOST_AT_ONCE),
        validators=[Required(_l("Isi berapa formulir yang dicetak"))],
    )


@blueprint.route(
    "/<uuid:session_uuid>/paper-forms", endpoint="paper_forms", methods=["GET", "POST"]
)
@requires(Permission.LOG_ASPIRATIONS)
def forms_of(session_uuid: UUID) -> ResponseReturnValue:
    """Printing takes numbers, so it is sent; the forms themselves can be fetched again."""
    session, form, by = queries.session(session_uuid), PrintForm(), signed_in_user()
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if not form.validate_on_submit():
        return _forms_page(session, form)
    try:
        with transaction():
            taken = queries.session(session_uuid)
            numbers = paper_forms.take_numbers(taken, form.count.data, by=by)
            location = url_for(
                ".forms_pdf", session_uuid=session_uuid, first=numbers.first, last=numbers.last
            )
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except paper_forms.CalledOff:
        form.count.errors = [_("Sesi ini tidak jadi diadakan, jadi formulirnya tidak dicetak")]
    except paper_forms.NoNumbersLeft:
        form.count.errors = [_("Nomor formulir sudah habis: paling banyak %(n)s", n=LAST_NUMBER)]
    else:
        return redirect(location, 303)
    return _forms_page(queries.session(session_uuid), form)


@blueprint.get("/<uuid:session_uuid>/paper-forms/<int:first>-<int:last>.pdf")
@requires(Permission.LOG_ASPIRATIONS)
def forms_pdf(session_uuid: UUID, first: int, last: int) -> ResponseReturnValue:
    """Forms whose numbers were taken before."""
    session = queries.session(session_uuid)
    if not 1 <= first <= last <= session.paper_forms_printed or last - first >= MOST_AT_ONCE:
        abort(404)
    content = _printed(lambda: paper_forms.as_pdf(session, Numbers(first, last)))
    if content is None:
        return redirect(url_for(".paper_forms", session_uuid=session_uuid), 303)
    return _pdf(content, f"formulir-{session.name}-{first}-{last}")


@blueprint.get("/aspirations/<uuid:aspiration_uuid>/slip.pdf")
@requires(Permission.READ_FORUMS)
def slip(aspiration_uuid: UUID) -> ResponseReturnValue:
    aspiration = following.aspiration(aspiration_uuid)
    withdrawing.refuse_withdrawn(aspiration)
    content = _printed(lambda: slips.as_pdf([aspiration]))
    if content is None:
        return redirect(url_for(".papers", aspiration_uuid=aspiration_uuid), 303)
    with transaction():
        printed = following.aspiration(aspiration_uuid)
        audit.record("slip_printed", by=signed_in_user(), subject=printed, number=printed.label)
        name = f"slip-{printed.label}"
    return _pdf(content, name)


@blueprint.get("/<uuid:session_uuid>/slips.pdf")
@requires(Permission.READ_FORUMS)
def session_slips(session_uuid: UUID) -> ResponseReturnValue:
    found = slips.of_session(queries.session(session_uuid))
    if not found:
        abort(404)
    content = _printed(lambda: slips.as_pdf(found))
    if content is None:
        return redirect(url_for(".paper_forms", session_uuid=session_uuid), 303)
    with transaction():
        session = queries.session(session_uuid)
        audit.record(
            "slips_printed",
            by=signed_in_user(),
            subject=session,
            number=session.name,
            slips=len(found),
        )
        name = f"slip-{session.name}"
    return _pdf(content, name)


@blueprint.get("/aspirations/<uuid:aspiration_uuid>/papers")
@requires(Permission.READ_FORUMS)
def papers(aspiration_uuid: UUID) -> ResponseReturnValue:
    """The slip and the letters about an aspiration; shown within its page, and on its own."""
    reader, aspiration = signed_in_user(), following.aspiration(aspiration_uuid)
    may_draft = may(reader, Permission.DRAFT_LETTERS)
    return htmx.render(
        "forums/papers.html",
        fragment="forums/_papers.html",
        aspiration=shown_to(reader, aspiration),
        letters=replies.of_aspiration(aspiration, reader=reader),
        kinds=KINDS,
        may_reply=may_draft and replies.obstacle_to_reply(aspiration, by=reader) is None,
        to_pass_on=[
            (wish, promise)
            for wish in aspiration.items
            if may_draft
            and (promise := referral_of(wish)) is not None
            and replies.obstacle_to_referral(wish) is None
        ],
    )


def _forms_page(session: ForumSession, form: PrintForm) -> ResponseReturnValue:
    page = render_template(
        "forums/paper_forms.html",
        session=session,
        form=form,
        spoken=queries.how_many_spoke(session),
    )
    return page, 422 if form.errors else 200


def _printed(make: Callable[[], bytes]) -> bytes | None:
    """The paper; None, and a word about it, where it could not be made."""
    try:
        return make()
    except pdf.RenderingFailed as failed:
        current_app.logger.error("paper not rendered: %s", type(failed).__name__)
        flash(_("Berkas ini belum dapat dicetak. Coba sekali lagi."), "error")
        return None


def _pdf(content: bytes, name: str) -> Response:
    file_name = secure_filename(name.replace("/", "-"))
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{file_name}.pdf"'},
    )
