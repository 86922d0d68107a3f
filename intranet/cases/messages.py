"""The message to the applicant: what to bring and by when an answer comes. Staff send it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask_babel import force_locale

from intranet.cases import receipts
from intranet.cases.models import Case
from intranet.cases.receipts import MissingThing
from intranet.formatting import long_date
from intranet.office import queries as office


@dataclass(frozen=True)
class Message:
    """A text, and the WhatsApp address that opens it ready to send."""

    text: str
    link: str


def to_applicant(case: Case, *, public_url: str) -> Message:
    """The number, what is missing and the target date, in Indonesian whoever sends it.

    No identity number stands in it.
    """
    with force_locale("id"):
        text = "\n".join(_lines(case, status_url(case, public_url)))
    number = (case.person.phone or "").lstrip("+")
    return Message(text, f"https://wa.me/{number}?text={quote(text)}")


def _lines(case: Case, url: str) -> list[str]:
    lines = [
        f"Yth. Bapak/Ibu {case.person.name},",
        f"permohonan Anda di {office.current().name} tercatat dengan nomor {case.number}.",
    ]
    missing = receipts.missing(case)
    if missing and not case.is_closed:
        lines += ["", "Yang masih perlu dilengkapi:"]
        lines += [f"{n}. {_described(thing)}" for n, thing in enumerate(missing, start=1)]
    if not case.is_closed:
        lines += ["", f"Target tanggapan kami: {long_date(case.target_on)}."]
    return [
        *lines,
        f"Perkembangannya dapat dilihat di {url}",
        "",
        "Pelayanan ini tidak dipungut biaya.",
    ]


def _described(thing: MissingThing) -> str:
    """One missing thing with where to get it and how long that takes."""
    where = f"di {thing.where}" if thing.where else ""
    days = f"sekitar {thing.days} hari kerja" if thing.days else ""
    return ", ".join(filter(None, [thing.title, where, days]))


def status_url(case: Case, public_url: str) -> str:
    """The page where the applicant sees how far the case has come, without signing in."""
    return f"{public_url}/status/{case.check_code}"
