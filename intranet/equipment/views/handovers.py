"""Handing equipment over: the minutes (BAST), drafted and drafted anew, and photos of the day."""

from __future__ import annotations

import io
from uuid import UUID

from flask import abort, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import files, once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.equipment import handing_over, procuring, queries, results, used
from intranet.equipment.models import Aid, Handover, ResultMoment
from intranet.equipment.paper_forms import HANDOVER_LEAVES_OUT, PaperForm
from intranet.equipment.use_forms import PhotosForm
from intranet.equipment.views.blueprint import blueprint, status_of
from intranet.equipment.views.drafting import (
    already,
    drafted,
    form_page,
    letter_page,
    may_not_redraft,
    paper_form,
)
from intranet.equipment.views.procurement import not_now, page_of, sent_before, told
from intranet.files import StoredFile
from intranet.letters import queries as letters
from intranet.letters.models import Letter
from intranet.office import queries as office


@blueprint.route("/aids/<uuid:aid_uuid>/handover", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def handover(aid_uuid: UUID) -> ResponseReturnValue:
    by = signed_in_user()
    aid = queries.aid(aid_uuid, reader=by)
    form = paper_form(aid, HANDOVER_LEAVES_OUT)
    if (there := sent_before(form)) is not None:
        return there
    if (standing := handing_over.standing(aid)) is not None:
        return already(standing.letter)
    if procuring.of_aid(aid) is None:
        return not_now(aid, "handover")

    def prepare(aid: Aid) -> Letter:
        return handing_over.prepare(aid, form.to_handing(), by=by).letter

    if not form.is_submitted():
        form.suggest(aid, office.today(), office.current().seat)
    elif form.validate() and (done := drafted(form, aid_uuid, prepare)) is not None:
        return done
    return _handover_page(aid_uuid, form, cancel=page_of(aid_uuid, "handover"))


@blueprint.route("/handovers/letters/<uuid:letter_uuid>/redraft", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def redraft_handover(letter_uuid: UUID) -> ResponseReturnValue:
    by = signed_in_user()
    made = _of_letter(letters.get(letter_uuid, reader=by))
    aid_uuid = made.aid.uuid
    form = paper_form(made.aid, HANDOVER_LEAVES_OUT)
    if (there := sent_before(form) or may_not_redraft(made.letter)) is not None:
        return there

    def prepare(_aid: Aid) -> Letter:
        found = _of_letter(letters.get_to_change(letter_uuid, reader=by))
        handing_over.prepare_anew(found, form.to_handing(), version=form.version.data, by=by)
        return found.letter

    if not form.is_submitted():
        form.show_handover(made)
    elif form.validate() and (done := drafted(form, aid_uuid, prepare, anew=letter_uuid)):
        return done
    return _handover_page(aid_uuid, form, cancel=letter_page(letter_uuid))


@blueprint.route("/aids/<uuid:aid_uuid>/handover/photos", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def handover_photos(aid_uuid: UUID) -> ResponseReturnValue:
    by, there, form = signed_in_user(), page_of(aid_uuid, "handover"), PhotosForm()
    aid = queries.aid(aid_uuid, reader=by)
    if earlier := sent_before(form):
        return earlier
    done = handing_over.standing(aid)
    if done is None or not done.is_done:
        return not_now(aid, "handover")
    if form.validate_on_submit():
        try:
            with transaction():
                done = handing_over.standing(queries.aid(aid_uuid, reader=by))
                if done is None or not done.is_done:
                    raise procuring.NotNow(aid.step)
                handing_over.add_photos(done, form.photos.accepted, by=by)
                once.remember(form.once.data, there, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except procuring.NotNow:
            return not_now(queries.aid(aid_uuid, reader=by), "handover")
        return told(_("Foto tersimpan."), there)
    return render_template("equipment/handover_photos.html", aid=aid, form=form), status_of(form)


@blueprint.get("/handover-photos/<uuid:handover_photo_uuid>")
@requires(Permission.READ_CASES)
def handover_photo(handover_photo_uuid: UUID) -> ResponseReturnValue:
    found = used.handover_photo(handover_photo_uuid, reader=signed_in_user())
    return photo_answer(found.handover.aid, found.file)


def photo_answer(aid: Aid, file: StoredFile) -> ResponseReturnValue:
    """A photo, which somebody opened: the journal knows who."""
    content, name, media_type = files.read(file), file.name, file.media_type
    aid_uuid, by = aid.uuid, signed_in_user()
    with transaction():
        aid = queries.aid(aid_uuid, reader=by)
        audit.record(
            "equipment_photo_opened",
            by=by,
            subject=aid,
            case=aid.application.item.case,
            item=procuring.item_name(aid),
        )
    return send_file(io.BytesIO(content), mimetype=media_type, download_name=name)


def _of_letter(letter: Letter) -> Handover:
    return handing_over.of_letter(letter) or abort(404)


def _handover_page(aid_uuid: UUID, form: PaperForm, *, cancel: str) -> ResponseReturnValue:
    aid = queries.aid(aid_uuid, reader=signed_in_user())
    return form_page(
        "equipment/handover.html",
        aid,
        form,
        lacks_results=ResultMoment.BEFORE not in results.of_aid(aid),
        before=url_for(".result", aid_uuid=aid_uuid, moment=ResultMoment.BEFORE.value),
        cancel=cancel,
    )
