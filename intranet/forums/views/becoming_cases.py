"""Wishes become a case, or join one: whose it is, then one screen for all of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.businesses import matches
from intranet.businesses.matches import Match
from intranet.businesses.models import Business
from intranet.cases import queries as cases
from intranet.cases.models import Case
from intranet.database import transaction
from intranet.eligibility import queries as eligibility
from intranet.forums.follow_up import following, handing_on
from intranet.forums.follow_up.case_forms import SpeakerForm, wishes_form
from intranet.forums.follow_up.handing_on import AlreadyACase, NotForThisWish
from intranet.forums.log import withdrawing
from intranet.forums.log.masking import may_see_speaker
from intranet.forums.models import Aspiration
from intranet.forums.views.blueprint import blueprint
from intranet.people import services as people
from intranet.people.models import Person
from intranet.programmes import queries as programmes
from intranet.words import words


@blueprint.route("/aspirations/<uuid:aspiration_uuid>/case", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def make_case(aspiration_uuid: UUID) -> ResponseReturnValue:
    aspiration, user = _known_to_me(aspiration_uuid), signed_in_user()
    back = url_for(".wishes", aspiration_uuid=aspiration_uuid)
    wishes = [wish for wish in aspiration.items if wish.case_item_id is None]
    if not wishes:
        flash(_("Semua butir aspirasi ini sudah menjadi kasus."), "info")
        return redirect(back, 303)
    person, business = _applicant(aspiration)
    if person is None:
        return _choose(aspiration, SpeakerForm.of(aspiration), 200)
    joinable = handing_on.may_join(aspiration, person=person, reader=user)
    form = wishes_form(wishes, joinable, programmes.active())
    page = {
        "aspiration_uuid": aspiration_uuid,
        "label": aspiration.label,
        "words": aspiration.words,
        "is_confidential": aspiration.is_confidential,
        "person": person,
        "business": business,
        "form": form,
        "back": back,
    }
    # Asked first: what was sent before is about wishes that the form no longer has.
    if form.is_submitted() and once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(back, 303)
    if not form.validate_on_submit():
        return render_template("forums/make_case.html", **page), 422 if form.errors else 200
    asked, joined = form.to_open(), form.to_join()
    try:
        with transaction():
            case = None
            if asked:
                case = handing_on.open_case(
                    aspiration, asked, person=person, business=business, by=user
                )
            for wish, item in joined:
                handing_on.join(wish, item, person=person, by=user)
            once.remember(form.once.data, back, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except (AlreadyACase, NotForThisWish):
        flash(
            _("Butir atau kasus itu baru saja diubah orang lain. Periksa, lalu coba lagi."),
            "error",
        )
        return redirect(back, 303)
    flash(_told(case) if case else _("Butir digabung dengan kasus yang sudah ada."), "success")
    return redirect(back, 303)


@blueprint.post("/aspirations/<uuid:aspiration_uuid>/speaker")
@requires(Permission.RUN_FORUMS)
def register_speaker(aspiration_uuid: UUID) -> ResponseReturnValue:
    """Put the speaker into the register of people, to open a case for them."""
    aspiration, user = _known_to_me(aspiration_uuid), signed_in_user()
    form = SpeakerForm()
    if not form.validate_on_submit():
        return _choose(aspiration, form, 422)
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            person = people.register(form.to_person(), by=user)
            location = url_for(
                ".make_case", aspiration_uuid=aspiration_uuid, person=str(person.uuid)
            )
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except people.NikAlreadyRegistered as there_already:
        form.nik.errors = [_("NIK ini sudah terdaftar. Pilih orangnya di atas")]
        found = Match(there_already.person)
        return _choose(aspiration, form, 422, [found])
    flash(_("Penyampai terdaftar sebagai pemohon."), "success")
    return redirect(location, 303)


def _told(case: Case) -> str:
    """The case's number, and what the rules said about it at once."""
    decisions = eligibility.current_decisions(case.items)
    said = [
        f"{item.programme.name}: {words(found.outcome).lower()}"
        for item in case.items
        for found in decisions[item.id]
        if not found.is_advice
    ]
    told = _("Kasus %(number)s dibuka.", number=case.number)
    return f"{told} {'; '.join(said)}." if said else str(told)


def _known_to_me(aspiration_uuid: UUID) -> Aspiration:
    """Whose case it is can be said only by who may know the speaker; else 404. Raises Withdrawn."""
    aspiration = following.aspiration(aspiration_uuid)
    if not may_see_speaker(aspiration, signed_in_user()):
        abort(404)
    withdrawing.refuse_withdrawn(aspiration)
    return aspiration


def _applicant(aspiration: Aspiration) -> tuple[Person | None, Business | None]:
    """Whom the address names, else the business that spoke; nobody while one is chosen."""
    if given := request.args.get("business"):
        business = cases.business_to_serve(_uuid(given))
        return business.owner, business
    if given := request.args.get("person"):
        return cases.person_to_serve(_uuid(given)), None
    if aspiration.business is None or "choose" in request.args:
        return None, None
    return aspiration.business.owner, aspiration.business


def _choose(
    aspiration: Aspiration, form: SpeakerForm, status: int, found: list[Match] | None = None
) -> ResponseReturnValue:
    """Who is it: somebody of the register, or somebody new?"""
    here = url_for(".make_case", aspiration_uuid=aspiration.uuid)
    likely = found or matches.likely(aspiration.speaker, reader=signed_in_user())
    page: dict[str, Any] = {
        "aspiration_uuid": aspiration.uuid,
        "label": aspiration.label,
        "speaker": aspiration.speaker,
        "here": here,
        "likely": [(match, _with(here, match)) for match in likely],
        "form": form,
        "back": url_for(".wishes", aspiration_uuid=aspiration.uuid),
    }
    return render_template("forums/speaker.html", **page), status


def _with(here: str, match: Match) -> str:
    return f"{here}?{'business' if match.business else 'person'}={match.uuid}"


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        abort(404)
