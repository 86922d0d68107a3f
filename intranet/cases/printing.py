"""The receipt that the applicant takes home, as a PDF. Always in Indonesian."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import force_locale

from intranet import pdf
from intranet.accounts.queries import names_of
from intranet.audit import services as audit
from intranet.cases import messages, receipts
from intranet.cases.models import Case
from intranet.cases.receipts import MissingThing
from intranet.config import Config
from intranet.formatting import long_date, moment, rupiah
from intranet.office import queries as office
from intranet.office.calendar import Reckoning
from intranet.office.models import Office
from intranet.words import words

STYLES = ("receipt.css",)


@dataclass(frozen=True)
class Receipt:
    """Everything printed on a receipt, in words: the template reaches nothing else."""

    number: str
    government: str
    office: str
    address: tuple[str, ...]
    emblem: str | None
    received_at: str
    channel: str
    applicant: str
    business: str | None
    place: str | None
    items: tuple[tuple[str, str], ...]
    handed_in: tuple[tuple[str, str], ...]
    missing: tuple[MissingThing, ...]
    target: str
    working_days: int
    counted_from: str
    skipped: tuple[tuple[str, str], ...]
    clerk: str
    status_url: str
    fingerprint: str


def receipt_pdf(case: Case) -> bytes:
    """Raises pdf.RenderingFailed."""
    config: Config = current_app.config["LOKET"]
    with force_locale("id"):
        receipt = receipt_of(case, public_url=config.public_url)
        html = render_template(
            "cases/receipt_pdf.html", receipt=receipt, qr=pdf.qr(receipt.status_url)
        )
    return pdf.render(html, stylesheets=STYLES)


def receipt_of(case: Case, *, public_url: str) -> Receipt:
    """The receipt as the case stands now, with the fingerprint of its newest journal entry."""
    place = case.business.village if case.business else case.person.village
    reckoning = Reckoning.from_dict(case.reckoning)
    here = office.current()
    return Receipt(
        number=case.number,
        government=here.government,
        office=here.name,
        address=tuple(line for line in (here.address, contact_line(here)) if line),
        emblem=here.emblem_svg,
        received_at=moment(case.received_at),
        channel=words(case.channel),
        applicant=case.person.name,
        business=case.business.name if case.business else None,
        place=", ".join(p.name for p in (place, place.parent) if p) if place else None,
        items=tuple(
            (
                item.programme.name,
                " · ".join(
                    part
                    for part in (
                        words(item.purpose),
                        rupiah(item.amount) if item.amount is not None else "",
                        item.equipment_words,
                    )
                    if part
                ),
            )
            for item in case.items
        ),
        handed_in=tuple((paper.title, words(paper.state)) for paper in receipts.handed_in(case)),
        missing=tuple(receipts.missing(case)),
        target=long_date(case.target_on),
        working_days=reckoning.working_days,
        counted_from=long_date(reckoning.start),
        skipped=tuple((long_date(day), reason) for day, reason in reckoning.skipped),
        clerk=names_of([case.received_by]).get(case.received_by, "–"),
        status_url=messages.status_url(case, public_url),
        fingerprint=audit.fingerprint(audit.timeline(case.uuid)[-1]),
    )


def contact_line(here: Office) -> str:
    """How to reach the office, in one line."""
    parts = [f"Telepon {here.phone}" if here.phone else "", here.email, here.website]
    return " · ".join(part for part in parts if part)
