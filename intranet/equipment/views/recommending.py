"""Drafting the letter that recommends an applicant."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.equipment import aids, queries, recommending
from intranet.equipment.models import Aid
from intranet.equipment.views.aids import aid_shown
from intranet.equipment.views.blueprint import blueprint
from intranet.fields import Form, VersionField
from intranet.letters import queries as letters
from intranet.letters.course import Refused, why_not
from intranet.letters.models import Act
from intranet.office import queries as office
from intranet.words import words


class RedraftForm(Form):
    version = VersionField()


@blueprint.post("/aids/<uuid:aid_uuid>/recommendation", endpoint="recommend")
@requires(Permission.DRAFT_LETTERS)
def recommend_applicant(aid_uuid: UUID) -> ResponseReturnValue:
    by = signed_in_user()
    aid = queries.aid(aid_uuid, reader=by)
    try:
        with transaction():
            letter = recommending.recommend(queries.aid(aid_uuid, reader=by), by=by)
            location = url_for("letters.show", letter_uuid=letter.uuid)
    except recommending.CannotRecommend as cannot:
        if cannot.obstacle is recommending.Obstacle.ALREADY_DRAFTED:
            aid = queries.aid(aid_uuid, reader=by)
            assert aid.recommendation is not None
            return redirect(url_for("letters.show", letter_uuid=aid.recommendation.uuid), 303)
        flash(words(cannot.obstacle), "error")
        return aid_shown(queries.aid(aid_uuid, reader=by), status=409)
    flash(_("Konsep rekomendasi siap. Periksa isinya, lalu ajukan untuk paraf."), "success")
    return redirect(location, 303)


@blueprint.route("/recommendations/<uuid:letter_uuid>/redraft", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def redraft_recommendation(letter_uuid: UUID) -> ResponseReturnValue:
    """The draft anew from the data of today; there is nothing to fill in beside the aid itself."""
    by, form = signed_in_user(), RedraftForm()
    aid, letter = _of_letter(letter_uuid), letters.get(letter_uuid, reader=by)
    back = url_for("letters.show", letter_uuid=letter_uuid)
    if (refusal := why_not(Act.REDRAFT, letter, by, on=office.today())) is not None:
        flash(words(refusal), "error")
        return redirect(back, 303)
    if not form.validate_on_submit():
        form.version.data = letter.version
        return render_template("equipment/redraft_recommendation.html", aid=aid, form=form), 200
    try:
        with transaction():
            letters.get_to_change(letter_uuid, reader=by)
            aid = _of_letter(letter_uuid)
            recommending.recommend_anew(aid, version=form.version.data, by=by)
    except recommending.CannotRecommend as cannot:
        flash(words(cannot.obstacle), "error")
    except Refused as refused:
        flash(words(refused.why), "error")
    else:
        flash(_("Konsep rekomendasi disusun ulang dari data hari ini."), "success")
    return redirect(back, 303)


def _of_letter(letter_uuid: UUID) -> Aid:
    """The aid that the letter recommends, as far as the reader sees both. Raises NoResultFound."""
    reader = signed_in_user()
    aid = aids.recommended_by(letters.get(letter_uuid, reader=reader))
    if aid is None:
        raise NoResultFound
    return queries.aid(aid.uuid, reader=reader)
