"""Opening a case: what came to the counter becomes a numbered case with items and a checklist."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from intranet import clock, moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Business
from intranet.cases.codes import Channel, Purpose
from intranet.cases.models import Case, Item, Paper
from intranet.database import db
from intranet.numbering import next_number
from intranet.office import queries as office
from intranet.office.calendar import reckon
from intranet.people.models import Person
from intranet.programmes.models import Programme


@dataclass(frozen=True)
class ItemAsked:
    """One thing asked for. `amount` in whole rupiah; `equipment` an option of the rules."""

    programme: Programme
    purpose: Purpose
    amount: int | None = None
    equipment: str | None = None
    description: str = ""


@dataclass(frozen=True)
class Intake:
    """What came to the counter. A confidential case names the division in charge at once."""

    person: Person
    business: Business | None
    items: tuple[ItemAsked, ...]
    channel: Channel = Channel.IN_PERSON
    words: str = ""
    is_confidential: bool = False
    division_code: str | None = None


def open_case(intake: Intake, *, by: User) -> Case:
    """Number the case, count its target date, and make its checklist of papers."""
    today = office.today()
    programmes = [asked.programme for asked in intake.items]
    reckoning = reckon(today, max(programme.standard_days for programme in programmes))
    case = Case(
        number=f"LKT-{today.year}-{next_number(f'case:{today.year}'):06}",
        channel=intake.channel,
        received_at=clock.now(),
        received_by=by.uuid,
        person=intake.person,
        business=intake.business,
        words=intake.words,
        is_confidential=intake.is_confidential,
        division_code=intake.division_code,
        target_on=reckoning.target,
        reckoning=reckoning.as_dict(),
        check_code=secrets.token_urlsafe(16),
        items=[_item(asked, position) for position, asked in enumerate(intake.items, start=1)],
        papers=[Paper(title=title) for title in checklist(programmes)],
    )
    db.session.add(case)
    db.session.flush()
    audit.record(
        "case_opened",
        by=by,
        subject=case,
        case=case,
        number=case.number,
        channel=case.channel.value,
        items=[programme.code for programme in programmes],
        target=case.target_on,
        version=case.version,
    )
    moments.publish("case_opened", case=case, by=by)
    return case


def checklist(programmes: Iterable[Programme]) -> list[str]:
    """The papers that the programmes ask for, each once, in their order."""
    once: dict[str, str] = {}
    for programme in programmes:
        for title in programme.papers:
            once.setdefault(title.casefold(), title)
    return list(once.values())


def _item(asked: ItemAsked, position: int) -> Item:
    programme = asked.programme
    return Item(
        position=position,
        programme=programme,
        purpose=asked.purpose,
        amount=asked.amount if programme.asks_amount else None,
        equipment=asked.equipment if programme.asks_equipment else None,
        description=asked.description,
    )
