"""The proposal that an applicant signs, and the minutes of a visit. Always in Indonesian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import force_locale

from intranet import pdf
from intranet.banks.facts import address_of
from intranet.businesses.models import Business
from intranet.equipment import photos
from intranet.equipment.models import Aid, SiteVisit
from intranet.equipment.recommending import funding_in_words, village_of
from intranet.formatting import long_date, masked, month, rupiah
from intranet.letters.in_words import day_in_words, in_words
from intranet.letters.paper import letterhead
from intranet.office import queries as office
from intranet.office.models import Paper as PaperSize
from intranet.words import words

STYLES = {
    PaperSize.F4: ("minutes.css", "paper-f4.css", "equipment.css"),
    PaperSize.A4: ("minutes.css", "minutes-a4.css", "equipment.css"),
}
Facts = tuple[tuple[str, str], ...]
"""Labels and values; an empty value is a line to write on."""


@dataclass(frozen=True)
class ProposalSheet:
    """Everything printed on a proposal: the template reaches nothing else."""

    number: str
    office: str
    seat: str
    awaits_budget: bool
    funding: str
    applicant: Facts
    business: Facts
    equipment: Facts
    intended_use: str
    name: str


def proposal_pdf(aid: Aid) -> bytes:
    """The proposal, filled in as far as the register knows. Raises pdf.RenderingFailed."""
    here = office.current()
    with force_locale("id"):
        html = render_template("equipment/proposal_pdf.html", sheet=proposal_of(aid))
    return pdf.render(html, stylesheets=STYLES[here.paper], tighter=("equipment-tighter.css",))


def proposal_of(aid: Aid) -> ProposalSheet:
    application, here = aid.application, office.current()
    case, period = application.item.case, application.period
    person, business = case.person, application.business
    return ProposalSheet(
        number=case.number,
        office=here.name,
        seat=here.seat,
        awaits_budget=period.awaits_budget,
        funding=funding_in_words(period, here.regency.name),
        applicant=(
            ("Nama", person.name),
            ("NIK", f"{masked(person.nik)} (lengkapnya ditulis sendiri oleh pemohon di bawah)"),
            ("NIK lengkap", ""),
            ("Alamat", address_of(person, business)),
            ("Telepon", person.phone or ""),
        ),
        business=_business(business),
        equipment=_equipment(aid),
        intended_use=aid.intended_use,
        name=person.name,
    )


def _business(business: Business) -> Facts:
    kinds = " / ".join(filter(None, [words(business.category), business.kbli or ""]))
    return (
        ("Nama usaha", business.name),
        ("NIB", business.nib or ""),
        ("Bidang usaha/KBLI", kinds),
        ("Tempat usaha", ", ".join(filter(None, [business.address, village_of(business)]))),
        ("Mulai usaha", month(business.started_on) if business.started_on else ""),
        ("Skala usaha", f"Usaha {words(business.size_class)}" if business.size_class else ""),
        ("Penjualan setahun", rupiah(business.annual_sales) if business.annual_sales else ""),
        ("Tenaga kerja", ""),
        ("Tempat pemasaran", ""),
    )


def _equipment(aid: Aid) -> Facts:
    item = aid.equipment_item
    if item is None:
        wanted = aid.application.item.equipment_words
        return (("Alat yang dimohon", wanted), ("Jumlah", ""), ("Spesifikasi", ""))
    price = "belum ada harga"
    if item.price is not None:
        source = item.price_source or "belum diverifikasi"
        price = f"{rupiah(item.price * aid.quantity)} ({source})"
    return (
        ("Alat yang dimohon", item.name),
        ("Jumlah", f"{aid.quantity} ({in_words(aid.quantity)}) {item.unit}"),
        ("Spesifikasi", item.specification),
        ("Perkiraan nilai", price),
    )


@dataclass(frozen=True)
class VisitSheet:
    """Everything printed on the minutes of a visit."""

    head: dict[str, Any]
    number: str
    opening: str
    facts: Facts
    findings: str
    advice: str
    reason: str
    visitors: tuple[str, ...]
    applicant: str
    met: str
    photos: tuple[tuple[str | None, str], ...]
    place_and_date: str


def visit_pdf(visit: SiteVisit) -> bytes:
    """The minutes with their photos. Raises pdf.RenderingFailed."""
    here = office.current()
    with force_locale("id"):
        html = render_template("equipment/visit_pdf.html", sheet=visit_of(visit))
    return pdf.render(html, stylesheets=STYLES[here.paper])


def visit_of(visit: SiteVisit) -> VisitSheet:
    here, application = office.current(), visit.aid.application
    business = application.business
    return VisitSheet(
        head=letterhead(here),
        number=application.item.case.number,
        opening=(
            f"Pada hari ini {day_in_words(visit.visited_on)}, kami yang bertanda tangan di bawah "
            f"ini telah meninjau tempat usaha {business.name} di {village_of(business)}, atas "
            f"permohonan bantuan alat Nomor {application.item.case.number}, dengan hasil berikut."
        ),
        facts=_seen(visit),
        findings=visit.findings,
        advice="Direkomendasikan" if visit.recommends else "Tidak direkomendasikan",
        reason=visit.reason,
        visitors=tuple(visit.visitors),
        applicant=application.item.case.person.name,
        met=visit.met,
        photos=tuple((photos.on_paper(one.file), one.caption) for one in visit.photos),
        place_and_date=f"{here.seat}, {long_date(visit.visited_on)}",
    )


def _seen(visit: SiteVisit) -> Facts:
    aid = visit.aid
    item = aid.application.item
    equipment = aid.equipment_item.name if aid.equipment_item else item.equipment_words
    return (
        ("Pemohon", item.case.person.name),
        ("Usaha", aid.application.business.name),
        ("Alat yang dimohon", f"{aid.quantity} {equipment}"),
        ("Tempat alat dipakai", visit.place_of_use or "–"),
        ("Usaha berjalan", _yes_no(visit.is_running)),
        ("Tempat untuk alat", _suits(visit.has_space)),
        ("Listrik atau bahan bakar", _suits(visit.has_power)),
    )


def _yes_no(found: bool | None) -> str:
    if found is None:
        return "Tidak diperiksa"
    return "Ya" if found else "Tidak"


def _suits(found: bool | None) -> str:
    if found is None:
        return "Tidak diperiksa"
    return "Memadai" if found else "Belum memadai"
