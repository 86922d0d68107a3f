"""One business: what the office knows of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet import files
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.businesses import other_agencies, queries, size
from intranet.businesses.identifiers import npwp_doubts
from intranet.businesses.models import Business, Licence
from intranet.businesses.views.blueprint import blueprint
from intranet.businesses.wallet import EXPIRES_SOON_DAYS
from intranet.database import transaction
from intranet.formatting import long_date
from intranet.office import queries as office
from intranet.people import queries as people
from intranet.people import reasons
from intranet.people.forms import RevealForm
from intranet.people.identifiers import nik_doubts
from intranet.people.views import reveal_number

REVEALED = {"npwp": "NPWP", "bank_account": "Nomor rekening"}


@blueprint.get("/<uuid:business_uuid>")
@requires(Permission.READ_REGISTER)
def show(business_uuid: UUID) -> ResponseReturnValue:
    return page(queries.get(business_uuid, reader=signed_in_user()))


def page(business: Business, **more: object) -> str:
    user, today = signed_in_user(), office.today()
    owner = business.owner
    return render_template(
        "businesses/show.html",
        business=business,
        assessment=size.assess(business.capital, business.annual_sales, business.size_basis),
        size_source=size.SOURCE,
        licences=[(licence, *expiry(licence, today)) for licence in business.licences],
        evidence=queries.evidence_of(business),
        aid=queries.aid_of(business),
        from_others=other_agencies.received_by(owner, business),
        nik_doubts=nik_doubts(owner.nik, today=today, said_sex=owner.sex, born_on=owner.born_on)
        if owner.nik
        else [],
        npwp_doubts=npwp_doubts(business.npwp) if business.npwp else [],
        may_edit=may(user, Permission.EDIT_REGISTER),
        may_foster=may(user, Permission.FOSTER),
        may_reveal=may(user, Permission.REVEAL_IDENTITY),
        may_open_case=may(user, Permission.OPEN_CASES),
        default_reason=reasons.default_for(owner),
        may_read_cases=may(user, Permission.READ_CASES),
        **more,
    )


def expiry(licence: Licence, today: date) -> tuple[str, str]:
    """How long a licence holds, in words, and the tone to say it in."""
    if licence.issued_on and licence.issued_on > today:
        return _("berlaku mulai %(day)s", day=long_date(licence.issued_on)), "warn"
    if licence.expires_on is None:
        return _("berlaku tanpa batas"), "good"
    days = (licence.expires_on - today).days
    if days < 0:
        return _("sudah habis"), "bad"
    if days == 0:
        return _("habis hari ini"), "warn"
    if licence.expires_on <= today + timedelta(days=EXPIRES_SOON_DAYS):
        return ngettext("habis %(num)s hari lagi", "habis %(num)s hari lagi", days), "warn"
    return _("berlaku"), "good"


@blueprint.post("/<uuid:business_uuid>/reveal")
@requires(Permission.REVEAL_IDENTITY)
def reveal(business_uuid: UUID) -> ResponseReturnValue:
    """NPWP or account number in full, once, in this answer alone."""
    business = queries.get(business_uuid, reader=signed_in_user())
    form = RevealForm()
    return reveal_number(
        business, form, REVEALED, lambda **shown: page(business, reveal_form=form, **shown)
    )


@blueprint.get("/of-person/<uuid:person_uuid>")
@requires(Permission.READ_REGISTER)
def of_person(person_uuid: UUID) -> ResponseReturnValue:
    """A person's businesses: a part of the person's page, or a page of its own."""
    user = signed_in_user()
    person = people.get(person_uuid, reader=user)
    template = "_of_person" if "HX-Request" in request.headers else "of_person"
    return render_template(
        f"businesses/{template}.html",
        person=person,
        businesses=queries.of_owner(person, reader=user),
        may_register=may(user, Permission.EDIT_REGISTER),
        new_url=url_for("businesses.new", person=person.uuid),
    )


@blueprint.get("/documents/<uuid:document_uuid>")
@requires(Permission.READ_REGISTER)
def document(document_uuid: UUID) -> ResponseReturnValue:
    """A paper of a licence or of a market, as a download, journalled."""
    user = signed_in_user()
    with transaction():
        file, business = queries.document(document_uuid, reader=user)
        audit.record("document_viewed", by=user, subject=business, file=str(file.uuid))
        content, media_type, name = files.read(file), file.media_type, file.name
    response = Response(content, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
