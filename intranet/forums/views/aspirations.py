"""One aspiration: as it was taken down, put right, and what came of it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.database import db, transaction
from intranet.forums.log import correcting, withdrawing
from intranet.forums.log.correction_forms import CorrectionForm
from intranet.forums.log.entries import names_of
from intranet.forums.log.masking import may_see_speaker, shown_to
from intranet.forums.models import Aspiration, AspirationItem
from intranet.forums.views.blueprint import blueprint

FIELDS = {
    "speaker": _l("Penyampai"),
    "village": _l("Desa atau kelurahan"),
    "village_as_told": _l("Desa atau kelurahan"),
    "business": _l("Usaha"),
    "business_as_told": _l("Usaha"),
    "phone": _l("Telepon"),
    "words": _l("Kata-kata warga"),
    "is_confidential": _l("Rahasiakan penyampai"),
    "division_code": _l("Bidang yang menangani"),
    "request": _l("Yang diminta"),
    "topic": _l("Topik"),
}


@blueprint.get("/aspirations/<uuid:aspiration_uuid>")
@requires(Permission.READ_FORUMS)
def aspiration(aspiration_uuid: UUID) -> ResponseReturnValue:
    found, user = _get(aspiration_uuid), signed_in_user()
    sees_speaker = may_see_speaker(found, user)
    corrections = found.corrections if sees_speaker else []
    writers = {found.written_by, *(correction.corrected_by for correction in corrections)}
    may_put_right = may(user, Permission.LOG_ASPIRATIONS) and withdrawing.may_put_right(found, user)
    if found.withdrawn_by:
        writers.add(found.withdrawn_by)
    return render_template(
        "forums/aspiration.html",
        aspiration=shown_to(user, found),
        corrections=[(one, _formerly(one.former)) for one in reversed(corrections)],
        names=names_of(writers),
        may_correct=sees_speaker and may(user, Permission.LOG_ASPIRATIONS),
        may_put_right=may_put_right,
        may_restore=may_put_right and found.is_withdrawn and not withdrawing.is_minuted(found),
        joined=withdrawing.joined_to(found),
    )


@blueprint.route("/aspirations/<uuid:aspiration_uuid>/correct", methods=["GET", "POST"])
@requires(Permission.LOG_ASPIRATIONS)
def correct(aspiration_uuid: UUID) -> ResponseReturnValue:
    found, user = _get(aspiration_uuid), signed_in_user()
    if not may_see_speaker(found, user):
        abort(404)  # Nobody corrects what they may not read.
    withdrawing.refuse_withdrawn(found)
    form = CorrectionForm.about(found, by=user)
    if not form.validate_on_submit():
        return _form_page(form, found, 422 if form.errors else 200)
    try:
        with transaction():
            corrected = form.to_corrected(found, by=user)
            seen = form.version.data
            reason = form.reason.data or ""
            kept = correcting.correct(found, corrected, reason=reason, seen_version=seen, by=user)
    except correcting.ChangedMeanwhile:
        form.version.data = found.version
        form.version.raw_data = None
        form.form_errors.append(
            _(
                "Orang lain sudah memperbaiki catatan ini. Bandingkan dengan isinya sekarang, "
                "lalu simpan sekali lagi bila tulisan Anda yang benar"
            )
        )
        return _form_page(form, found, 409)
    flash(_("Catatan diperbaiki.") if kept else _("Tidak ada yang berubah."), "success")
    return redirect(url_for(".aspiration", aspiration_uuid=aspiration_uuid), 303)


def _form_page(form: CorrectionForm, found: Aspiration, status: int) -> ResponseReturnValue:
    return render_template(
        "forums/correct.html",
        form=form,
        aspiration=shown_to(signed_in_user(), found),
        now_reads=status == 409,
    ), status


def _formerly(former: dict[str, object]) -> list[tuple[str, str]]:
    """Labels with the former text, as people read it."""
    rows = []
    for name, text in former.items():
        field, _dash, position = name.partition("-")
        label = str(FIELDS[field])
        if position:
            label = _("Butir %(number)s, %(field)s", number=position, field=label)
        if isinstance(text, bool):
            text = _("Ya") if text else _("Tidak")
        rows.append((label, str(text or "")))
    return rows


def _get(aspiration_uuid: UUID) -> Aspiration:
    """The aspiration, or NoResultFound. Show it through masking alone."""
    query = select(Aspiration).where(Aspiration.uuid == aspiration_uuid)
    return db.session.scalars(
        query.options(
            selectinload(Aspiration.items).selectinload(AspirationItem.responses),
            selectinload(Aspiration.items).selectinload(AspirationItem.promises),
        )
    ).one()
