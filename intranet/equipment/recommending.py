"""The letter that recommends an applicant: only after a visit that speaks for it."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import force_locale

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.banks.facts import address_of
from intranet.businesses.models import Business
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility.models import Outcome
from intranet.eligibility.queries import current_decision
from intranet.equipment import visits
from intranet.equipment.aids import BEFORE_ANSWER, ENDED
from intranet.equipment.models import Aid, SiteVisit
from intranet.formatting import masked
from intranet.letters import services as letters
from intranet.letters.in_words import in_words
from intranet.letters.kinds.equipment import EQUIPMENT_RECOMMENDATION
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.paper import indonesian
from intranet.office import queries as office
from intranet.places.models import RegionKind
from intranet.programmes.models import FundingSource, ProgrammePeriod
from intranet.words import words


class Obstacle(StrEnum):
    """Why no recommendation can be drafted now."""

    ENDED = "ended"
    ANSWERED = "answered"
    """It is granted already."""
    NO_EQUIPMENT = "no_equipment"
    NO_VISIT = "no_visit"
    ADVISED_AGAINST = "advised_against"
    NOT_ELIGIBLE = "not_eligible"
    ALREADY_DRAFTED = "already_drafted"


class CannotRecommend(Exception):
    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


def obstacle(aid: Aid) -> Obstacle | None:
    """What stands in the way of a first draft."""
    letter = aid.recommendation
    if letter is not None and letter.status is not LetterStatus.VOID:
        return Obstacle.ALREADY_DRAFTED
    return _obstacle_in_the_matter(aid)


def is_eligible(item: Item) -> bool:
    """Whether the item's rules say so now; also where no rules decide."""
    if item.programme.rule_set is None:
        return True
    decision = current_decision(item)
    return decision is not None and decision.outcome is Outcome.ELIGIBLE


def recommend(aid: Aid, *, by: User) -> Letter:
    """Draft the letter. Raises CannotRecommend."""
    if (why := obstacle(aid)) is not None:
        raise CannotRecommend(why)
    letter = letters.draft_letter(_draft(aid), by=by)
    aid.recommendation = letter
    db.session.flush()
    audit.record(
        "aid_recommendation_drafted",
        by=by,
        subject=aid,
        case=aid.application.item.case,
        key=aid.application.key,
        letter=letter.uuid,
    )
    return letter


def recommend_anew(aid: Aid, *, version: int, by: User) -> None:
    """Word the same draft again. Raises CannotRecommend, letters.course.Refused."""
    if (why := _obstacle_in_the_matter(aid)) is not None:
        raise CannotRecommend(why)
    assert aid.recommendation is not None
    letters.redraft_letter(aid.recommendation, _draft(aid), version=version, by=by)


def _obstacle_in_the_matter(aid: Aid) -> Obstacle | None:
    if aid.step in ENDED:
        return Obstacle.ENDED
    if aid.step not in BEFORE_ANSWER:
        return Obstacle.ANSWERED
    if aid.equipment_item is None:
        return Obstacle.NO_EQUIPMENT
    visit = visits.latest(aid)
    if visit is None:
        return Obstacle.NO_VISIT
    if not visit.recommends:
        return Obstacle.ADVISED_AGAINST
    return None if is_eligible(aid.application.item) else Obstacle.NOT_ELIGIBLE


def _draft(aid: Aid) -> letters.Draft:
    application, equipment, visit = aid.application, aid.equipment_item, visits.latest(aid)
    assert equipment is not None and visit is not None
    business, person = application.business, application.item.case.person
    here = office.current()
    with force_locale("id"):
        values = {
            "name": person.name,
            "address": address_of(person, business),
            "business": business.name,
            "nib": business.nib or "",
            "place": village_of(business),
            "office": here.name,
            "quantity": f"{aid.quantity} ({in_words(aid.quantity)})",
            "unit": equipment.unit,
            "equipment": equipment.name,
            "funding": funding_in_words(application.period, here.regency.name),
        }
    return letters.Draft(
        kind=EQUIPMENT_RECOMMENDATION,
        item=application.item,
        values=values,
        lists={"bases": _bases(aid), "reasons": [_reason(visit)]},
        masked={"nik": masked(person.nik)},
        addressee=(),
    )


def _bases(aid: Aid) -> list[str]:
    case, programme = aid.application.item.case, aid.application.period.programme
    received = indonesian(case.received_at.astimezone(office.current().zone).date())
    asked = f"Permohonan Nomor {case.number} tanggal {received}."
    return [*([f"{programme.basis}."] if programme.basis else []), asked]


def _reason(visit: SiteVisit) -> str:
    return (
        "bahwa berdasarkan hasil verifikasi administrasi dan peninjauan lapangan tanggal "
        f"{indonesian(visit.visited_on)}, pemohon dinyatakan memenuhi persyaratan."
    )


def funding_in_words(period: ProgrammePeriod, regency: str) -> str:
    """Where the money would come from; of the regency's, whether it is certain yet."""
    source = words(period.funding_source)
    if period.funding_source in {FundingSource.APBD, FundingSource.REVISED_APBD}:
        waits = ", yang anggarannya masih menunggu kepastian" if period.awaits_budget else ""
        return f"{source} {regency} Tahun Anggaran {period.year}{waits}"
    owner = period.programme.owner_name
    through = f" melalui {owner}" if owner else ""
    return f"{source} Tahun Anggaran {period.year}{through}"


def village_of(business: Business) -> str:
    village = business.village
    kind = "Kelurahan" if village.kind is RegionKind.KELURAHAN else "Desa"
    above = f", Kecamatan {village.parent.name}" if village.parent else ""
    return f"{kind} {village.name}{above}"
