"""The minutes on paper (berita acara): always in Indonesian, on the office's paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date
from flask import render_template
from flask_babel import force_locale

from intranet import pdf
from intranet.formatting import long_date, rupiah
from intranet.forums.models import PromiseKind, PromiseStanding
from intranet.forums.papers.minutes_content import MinutesContent, OfficialTold, PromiseTold
from intranet.letters.in_words import in_words
from intranet.letters.paper import letterhead
from intranet.office import queries as office
from intranet.office.models import Office
from intranet.office.models import Paper as PaperSize
from intranet.words import words

STYLES = {
    PaperSize.F4: ("minutes.css", "paper-f4.css"),
    PaperSize.A4: ("minutes.css", "minutes-a4.css"),
}
# A session of some hundred entries has dozens of pages, at a tenth of a second each.
SECONDS = 50
ANONYMOUS = "Penyampai dirahasiakan"


@dataclass(frozen=True)
class MinutesSheet:
    """Everything printed on the minutes: the template reaches nothing else."""

    content: MinutesContent
    head: dict[str, Any]
    office: str
    edition: int
    reason: str
    opening: str
    starts_at: str
    answered: int
    topics: tuple[tuple[str, int], ...]
    """How many wishes of each topic, the most frequent first."""
    promises: dict[tuple[str, int], tuple[str, ...]]
    """In words, by the entry's label and the wish's position."""
    presiding: tuple[OfficialTold, ...]
    place_and_date: str
    fingerprint: str


def as_pdf(
    content: MinutesContent, *, edition: int, reason: str = "", fingerprint: str, made_on: str
) -> bytes:
    """The minutes as a PDF. Raises pdf.RenderingFailed."""
    here = office.current()
    with force_locale("id"):
        sheet = MinutesSheet(
            content=content,
            head=letterhead(here),
            office=here.name,
            edition=edition,
            reason=reason,
            opening=opening(content, here),
            starts_at=f"pukul {content.starts_at:%H.%M} {zone_name(content, here)}",
            answered=sum(bool(wish.answers) for wish in content.wishes),
            topics=tuple(Counter(wish.topic for wish in content.wishes).most_common()),
            promises={
                (entry.label, wish.position): tuple(map(promise_in_words, wish.promises))
                for entry in content.entries
                for wish in entry.wishes
            },
            presiding=tuple(one for one in content.officials if one.presides),
            place_and_date=f"{here.seat}, {made_on}",
            fingerprint=fingerprint,
        )
        html = render_template("forums/minutes_pdf.html", sheet=sheet, anonymous=ANONYMOUS)
    return pdf.render(html, stylesheets=STYLES[here.paper], seconds=SECONDS)


def opening(content: MinutesContent, here: Office) -> str:
    """The first sentence, its day spelt out as in every official record."""
    day = content.held_on
    spelt = (
        f"{format_date(day, 'EEEE', locale='id')} tanggal {in_words(day.day)} "
        f"bulan {format_date(day, 'MMMM', locale='id')} "
        f"tahun {in_words(day.year)} ({day:%d-%m-%Y})"
    )
    where = ", ".join(
        part
        for part in (
            content.place,
            f"Desa/Kelurahan {content.village}" if content.village else "",
            f"Kecamatan {content.subdistrict}",
        )
        if part
    )
    return (
        f"Pada hari ini {spelt}, bertempat di {where}, {here.regency.name}, telah dilaksanakan "
        f"{content.series} ({content.name}) dengan hasil sebagai berikut."
    )


def zone_name(content: MinutesContent, here: Office) -> str:
    """E.g. WIB."""
    at = datetime.combine(content.held_on, content.starts_at, tzinfo=here.zone)
    return at.strftime("%Z")


def promise_in_words(promise: PromiseTold) -> str:
    """What is owed, until when, and what became of it."""
    return "; ".join(_parts_of(promise))


def _parts_of(promise: PromiseTold) -> Iterable[str]:
    match promise.kind:
        case PromiseKind.BUDGET:
            yield f"diupayakan diusulkan ke {promise.budget}"
        case PromiseKind.REFERRAL:
            yield f"diteruskan kepada {promise.agency}"
        case PromiseKind.WORK:
            yield "dikerjakan oleh dinas"
    if promise.due_on:
        yield f"paling lambat {long_date(promise.due_on)}"
    if promise.estimate is not None:
        yield f"perkiraan biaya {rupiah(promise.estimate)}"
    if promise.standing is not PromiseStanding.OPEN:
        outcome = f": {promise.outcome}" if promise.outcome else ""
        yield f"{words(promise.standing).lower()}{outcome}"
