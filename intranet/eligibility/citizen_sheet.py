"""A decision on paper for the citizen: plain words, always in Indonesian, no numbers of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import force_locale

from intranet import pdf
from intranet.cases import messages
from intranet.cases.printing import contact_line
from intranet.config import Config
from intranet.eligibility.answers import Finding
from intranet.eligibility.cards import answer_of
from intranet.eligibility.models import Decision, Outcome
from intranet.formatting import long_date
from intranet.office import queries as office
from rules import questions, vocabulary

STYLES = ("receipt.css", "citizen.css")
HEADLINES = {
    Outcome.ELIGIBLE: "Memenuhi syarat",
    Outcome.INELIGIBLE: "Belum memenuhi syarat",
    Outcome.UNDETERMINED: "Belum dapat kami pastikan",
}


@dataclass(frozen=True)
class ToDo:
    """One condition and what to do about it. `days` are calendar days."""

    says: str
    what: str | None
    where: str | None
    papers: tuple[str, ...]
    days: int | None
    again_from: str | None = None
    """From which day on one may ask again, where only time has to pass."""


@dataclass(frozen=True)
class Sheet:
    """Everything printed on the sheet, in words: the template reaches nothing else."""

    number: str
    government: str
    office: str
    address: tuple[str, ...]
    contact: str
    emblem: str | None
    applicant: str
    business: str | None
    asked: str
    day: str
    outcome: str
    headline: str
    results: tuple[str, ...]
    unmet: tuple[ToDo, ...]
    questions: tuple[str, ...]
    met: tuple[str, ...]
    advice: tuple[ToDo, ...]
    nothing_helps: bool
    status_url: str


def is_printable(decision: Decision) -> bool:
    """Whether it is an answer to a citizen: decided by the rules, and no mere advice."""
    return decision.outcome in HEADLINES and not decision.is_advice


def as_pdf(decision: Decision) -> bytes:
    """Raises pdf.RenderingFailed."""
    config: Config = current_app.config["LOKET"]
    with force_locale("id"):
        sheet = sheet_of(decision, public_url=config.public_url)
        qr = pdf.qr(sheet.status_url)
        html = render_template("eligibility/citizen_pdf.html", sheet=sheet, qr=qr)
    return pdf.render(html, stylesheets=STYLES)


def sheet_of(decision: Decision, *, public_url: str) -> Sheet:
    """The decision in words for the citizen. Call in the Indonesian locale."""
    answer, here, case = answer_of(decision), office.current(), decision.item.case
    contact = contact_line(here)
    return Sheet(
        number=case.number,
        government=here.government,
        office=here.name,
        address=tuple(line for line in (here.address, contact) if line),
        contact=contact,
        emblem=here.emblem_svg,
        applicant=case.person.name,
        business=case.business.name if case.business else None,
        asked=decision.item.programme.name,
        day=long_date(decision.decided_on),
        outcome=decision.outcome.value,
        headline=HEADLINES[decision.outcome],
        results=tuple(output.words for output in answer.outputs),
        unmet=tuple(_to_do(one) for one in answer.deciding if one.result == "unmet"),
        questions=tuple(_questions(decision)),
        met=tuple(one.says for one in answer.deciding if one.result == "met"),
        advice=tuple(_to_do(one) for one in answer.advisory if one.result == "unmet"),
        nothing_helps=answer.nothing_helps,
        status_url=messages.status_url(case, public_url),
    )


def _to_do(one: Finding) -> ToDo:
    given = one.remedy or {}
    return ToDo(
        says=one.says,
        what=given.get("text"),
        where=given.get("where"),
        papers=tuple(given.get("papers") or ()),
        days=given.get("takes_days"),
        again_from=long_date(one.holds_from) if one.holds_from else None,
    )


def _questions(decision: Decision) -> Iterator[str]:
    """What is still to be told, as the desk asks it."""
    known = vocabulary.shipped().facts
    for fact in decision.answer.get("missing", ()):
        if fact in known:
            yield questions.question(fact).text
