"""Valid objects with one call. A test names only what it is about."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import count
from typing import Any

from PIL import Image
from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from intranet import clock, workbooks
from intranet.access import Role
from intranet.accounts import passwords
from intranet.accounts.models import User
from intranet.allocations import queries as queries_of_applications
from intranet.allocations.applications import entering
from intranet.allocations.ledger import quotas
from intranet.allocations.ledger import seats as seat_ledger
from intranet.allocations.models import Application, Quota, Round, RoundLine, Seat, SeatState
from intranet.allocations.rounds import freezing
from intranet.banks.models import Bank, Branch
from intranet.banks.referring import Referral, refer
from intranet.bpom import products as bpom_products
from intranet.bpom import testing
from intranet.bpom.models import Facilitation, Product, StageStep
from intranet.bpom.products import ProductDetails
from intranet.bpom.testing import StepDetails
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.businesses.models import (
    Business,
    Cluster,
    Licence,
    LicenceKind,
    ProductCategory,
    SizeClass,
)
from intranet.businesses.switching import headings
from intranet.businesses.switching import services as switching
from intranet.businesses.switching.models import ListHandedIn, ListKind
from intranet.businesses.switching.services import HandedIn
from intranet.businesses.wallet import Document
from intranet.cases import services as case_services
from intranet.cases.codes import PaperState, Purpose, Status
from intranet.cases.models import Case
from intranet.cases.opening import Intake, ItemAsked, open_case
from intranet.database import db, transaction
from intranet.equipment import aids as equipment_aids
from intranet.equipment import batches, checking, handing_over, procuring, recommending, visits
from intranet.equipment.checking import Finding
from intranet.equipment.handing_over import Handing
from intranet.equipment.models import (
    Aid,
    AidStep,
    BatchLine,
    CheckPhoto,
    Condition,
    EquipmentItem,
    Handover,
    HandoverPhoto,
    MinistryBatch,
    SitePhoto,
    SiteVisit,
    UseCheck,
)
from intranet.equipment.procuring import Receipt
from intranet.forums.follow_up import promising
from intranet.forums.log.taking_down import Entry, Wish, take_down
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSeries,
    ForumSession,
    Promise,
    PromiseKind,
    SessionStatus,
    Topic,
)
from intranet.letters import services as letter_services
from intranet.letters.models import Letter
from intranet.letters.signing import sign_letter
from intranet.office import queries as office
from intranet.office.models import Official
from intranet.people.models import Person
from intranet.places import queries as places
from intranet.programmes import queries as programmes
from intranet.programmes.models import ChoiceMethod, PeriodStage, Programme, ProgrammePeriod
from intranet.rulebook import documents, drafting
from intranet.rulebook import queries as rulebook
from intranet.rulebook.models import Draft, RuleVersion
from intranet.study_visits import planning as visit_planning
from intranet.study_visits import results as visit_results
from intranet.study_visits.models import Participant, StudyVisit, VisitPhoto
from intranet.study_visits.planning import Plan
from intranet.uploads import AcceptedFile
from rules import canonical

_numbers = count(1)


def _photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 90, 60)).save(content, "JPEG")
    return content.getvalue()


PHOTO = _photo()
"""A brown rectangle, as a phone would send it."""


def user(**changes: Any) -> User:
    number = next(_numbers)
    role = changes.get("role", Role.FRONT_DESK)
    defaults = {
        "username": f"petugas{number}",
        "name": f"Petugas {number}",
        "role": role,
        "division_code": "umkm" if role in {Role.OFFICER, Role.SUPERVISOR} else None,
    }
    return _save(User(**{**defaults, **changes}))


def rule_version(rule_set: str, *, without: Iterable[str] = (), **changes: Any) -> RuleVersion:
    """The next version of a rule set, the criteria in `without` left out of it."""
    latest = rulebook.versions(rule_set)[0]
    data = json.loads(json.dumps(canonical.as_data(documents.loaded(latest.document).document)))
    data["criteria"] = [one for one in data["criteria"] if one["id"] not in without]
    data["title"]["id"] += f" {latest.number + 1}"
    data["examples"] = []
    with transaction():
        kept = documents.keep(json.dumps(data), latest.document.vocabulary)
    defaults = {
        "number": latest.number + 1,
        "document": kept,
        "holds_from": office.today(),
        "author": user(role=Role.SUPERVISOR).uuid,
        "approver": user(role=Role.SUPERVISOR).uuid,
    }
    return _save(RuleVersion(rule_set=rule_set, **{**defaults, **changes}))


def draft(rule_set: str = "legality", *, by: User | None = None) -> Draft:
    """An open draft of a rule set's newest version."""
    author = by or user(role=Role.SUPERVISOR)
    with transaction():
        return drafting.start(rulebook.versions(rule_set)[0], by=author)


def head_of_office() -> User:
    """The head whom the furnished office's official is linked to."""
    return db.session.scalars(select(User).where(User.username == "kepala-kantor")).one()


def official(**changes: Any) -> Official:
    defaults = {
        "position": "Kepala Dinas",
        "name": "Pejabat Contoh",
        "nip": "197001011995031001",
        "holds_from": office.today(),
    }
    return _save(Official(**{**defaults, **changes}))


def nik(*, day: int = 12, month: int = 5, year: int = 80) -> str:
    """A synthetic NIK of its own: sequence 0000, which no citizen has."""
    number = next(_numbers)
    return f"3509{number % 100:02}{day:02}{month:02}{(year + number // 100) % 100:02}0000"


def person(**changes: Any) -> Person:
    number = next(_numbers)
    defaults = {"name": f"Warga Contoh {number}", "nik": nik(), "village_code": "35.09.11.2006"}
    return _save(Person(**{**defaults, **changes}))


def business(**changes: Any) -> Business:
    owner = changes.pop("owner", None) or person()
    defaults = {
        "name": f"Usaha Contoh {next(_numbers)}",
        "category": ProductCategory.DRINK,
        "village_code": "35.09.11.2006",
        "started_on": date(2020, 1, 1),
        "capital": 50_000_000,
        "annual_sales": 120_000_000,
    }
    return _save(Business(**{**defaults, "owner": owner, **changes}))


def case(
    *, by: User | None = None, asks: tuple[str, ...] = ("bank-referral",), **changes: Any
) -> Case:
    """A case with an item for each programme code in `asks`, as the desk opens it."""
    receiver = by or user()
    whose = changes.pop("business", None) or business()
    with transaction():
        items = tuple(_item_asked(programmes.by_code(code)) for code in asks)
        intake = Intake(person=whose.owner, business=whose, items=items, **changes)
        return open_case(intake, by=receiver)


def _item_asked(programme: Programme) -> ItemAsked:
    return ItemAsked(
        programme=programme,
        purpose=Purpose.EQUIPMENT if programme.asks_equipment else Purpose.MORE_CAPITAL,
        amount=40_000_000 if programme.asks_amount else None,
        equipment="penggiling_kopi" if programme.asks_equipment else None,
    )


def _save(thing: Any) -> Any:
    db.session.add(thing)
    db.session.commit()
    return thing


PASSWORD = "kuda lumping makan semangka"


def user_with_password(**changes: Any) -> User:
    return user(password_hash=passwords.hashed(PASSWORD), **changes)


def verified_case(**changes: Any) -> Case:
    made = case(**changes)
    made.status, made.verified_on = Status.VERIFIED, office.today()
    return _save(made)


def bank(**changes: Any) -> Bank:
    return _save(Bank(**{"name": f"Bank Contoh {next(_numbers)}", "kind": "BUMN", **changes}))


def branch(**changes: Any) -> Branch:
    defaults = {"name": "Cabang Jember", "town": "Jember"}
    return _save(Branch(**{**defaults, "bank": changes.pop("bank", None) or bank(), **changes}))


def letter(
    *, by: User | None = None, about: Case | None = None, to: Branch | None = None, **changes: Any
) -> Letter:
    """A bank referral just drafted, as an officer makes it; `changes` are Referral's fields."""
    drafter = by or user(role=Role.OFFICER)
    item, addressed = (about or verified_case()).items[0], to or branch()
    defaults = {
        "answer_days": 10,
        "valid_until": office.today() + timedelta(days=30),
        "attachments": ("KTP", "NIB"),
        "reason_despite": "Pemohon datang dengan berkas lengkap.",
    }
    with transaction():
        referral = Referral(branch=addressed, **{**defaults, **changes})
        return refer(item, referral, by=drafter).letter


def checked_letter(**changes: Any) -> Letter:
    """A letter that waits for its signature."""
    made = letter(**changes)
    checker = user(role=Role.SUPERVISOR)
    submitter = user(role=Role.OFFICER)
    with transaction():
        letter_services.submit(made, version=made.version, by=submitter)
    with transaction():
        letter_services.put_initials(made, version=made.version, by=checker)
    return made


def signed_letter(**changes: Any) -> Letter:
    made = checked_letter(**changes)
    signer = head_of_office()
    with transaction():
        sign_letter(made, version=made.version, by=signer)
    return made


def cluster(**changes: Any) -> Cluster:
    number = next(_numbers)
    return _save(Cluster(**{"name": f"Klaster {number}", "position": number, **changes}))


def licence(**changes: Any) -> Licence:
    """A PIRT licence that holds until the end of 2029."""
    defaults = {
        "kind": LicenceKind.PIRT,
        "number": "2063509010072-29",
        "issued_on": date(2015, 1, 1),
        "expires_on": date(2029, 12, 31),
    }
    return _save(
        Licence(**{**defaults, "business": changes.pop("business", None) or business(), **changes})
    )


def forum_session(**changes: Any) -> ForumSession:
    """A J-HUR session of today in Wuluhan, live."""
    series = db.session.scalars(select(ForumSeries)).first()
    defaults = {
        "series": series,
        "number": next(_numbers),
        "subdistrict_code": "35.09.11",
        "place": "Balai Desa Tanjungrejo",
        "held_on": office.today(),
        "starts_at": time(9),
        "status": SessionStatus.LIVE,
    }
    return _save(ForumSession(**{**defaults, **changes}))


def session(**changes: Any) -> ForumSession:
    """The same, by the name that addresses have for it."""
    return forum_session(**changes)


def series() -> ForumSeries:
    """The shipped series, J-HUR."""
    return db.session.scalars(select(ForumSeries)).first()


def topic(name: str = "Pemasaran") -> Topic:
    """One of the shipped topics."""
    return db.session.scalars(select(Topic).where(Topic.name == name)).one()


def aspiration(
    *, session: ForumSession | None = None, by: User | None = None, **changes: Any
) -> Aspiration:
    """What a speaker of Tanjungrejo said, with one wish that nobody answered yet."""
    held = session or forum_session()
    writer = by or user()
    with transaction():
        defaults = {
            "key": uuid7(),
            "speaker": f"Warga Contoh {next(_numbers)}",
            "village": places.get("35.09.11.2006"),
            "words": "Kami minta difasilitasi.",
            "wishes": (Wish("Pemasaran produk", topic()),),
            "spoken_at": clock.now(),
        }
        return take_down(held, Entry(**{**defaults, **changes}), by=writer)


def wish(**changes: Any) -> AspirationItem:
    """A wish that nobody answered yet; `changes` are the aspiration's."""
    return aspiration(**changes).items[0]


def promise(**changes: Any) -> Promise:
    """What the UMKM division owes for a wish until a day still to come."""
    of = changes.pop("item", None) or wish()
    defaults = {
        "kind": PromiseKind.WORK,
        "division_code": "umkm",
        "due_on": office.today() + timedelta(days=14),
    }
    with transaction():
        return promising.make(of, Promise(**{**defaults, **changes}), by=user(role=Role.OFFICER))


def proposal(budget: Budget | None = None, **changes: Any) -> Promise:
    """What waits for a budget, the regency's of next year where none is named."""
    awaited = budget or Budget(office.today().year + 1, BudgetStage.APBD)
    defaults = {
        "kind": PromiseKind.BUDGET,
        "due_on": None,
        "budget_stage": awaited.stage,
        "budget_year": awaited.year,
    }
    return promise(**{**defaults, **changes})


def period(
    code: str = "bpom-subsidy", *, places: int | None = None, **changes: Any
) -> ProgrammePeriod:
    """A period of this year that takes requests now; with `places`, its quota is set."""
    programme = programmes.by_code(code)
    for name in ("choice", "reserve", "offer_days", "counted", "cooldown_years"):
        if name in changes:
            setattr(programme, name, changes.pop(name))
    today = office.today()
    defaults = {
        "year": today.year,
        "wave": _next_wave(programme, changes.get("year", today.year)),
        "opens_on": today - timedelta(days=30),
        "closes_on": today + timedelta(days=30),
        "funding_source": programme.funding_source,
    }
    made = _save(ProgrammePeriod(programme=programme, **{**defaults, **changes}))
    if places is not None:
        set_quota(made, places)
    return made


def _next_wave(programme: Programme, year: int) -> int:
    waves = select(func.max(ProgrammePeriod.wave)).where(
        ProgrammePeriod.programme == programme, ProgrammePeriod.year == year
    )
    return (db.session.scalar(waves) or 0) + 1


def set_quota(period: ProgrammePeriod, places: int) -> Quota:
    with transaction():
        before = quotas.of_period(period)
        return quotas.set_places(
            period,
            places,
            reason="Keputusan kepala dinas",
            seen=before.places if before else None,
            by=user(role=Role.SUPERVISOR),
        )


def eligible_business(**changes: Any) -> Business:
    """A licensed micro drink business whose history is complete: eligible for most programmes."""
    defaults = {
        "has_nib": True,
        "nib": f"{next(_numbers):013}",
        "size_class": SizeClass.MICRO,
        "history_complete_since": date(2020, 1, 1),
    }
    made = business(**{**defaults, **changes})
    licence(business=made)
    return made


def application(
    code: str = "bpom-subsidy", *, name: str = "", by: User | None = None, **changes: Any
) -> Application:
    """An application of an eligible business, to a period of six places where none is open."""
    if programmes.period_on(programmes.by_code(code), office.today()) is None:
        period(code, places=6, choice=ChoiceMethod.FIRST_COME)
    made = case(asks=(code,), by=by, business=changes.pop("business", None) or eligible_business())
    entered = queries_of_applications.open_application_of(made.items[0])
    if entered is None:
        with transaction():
            entered = entering.enter(made.items[0], name=name, by=by or user())
    return entered


def facilitation(*, by: User | None = None, **changes: Any) -> Facilitation:
    """Tests of products for a business that took its place up; `changes` are the application's."""
    if programmes.period_on(programmes.by_code("bpom-subsidy"), office.today()) is None:
        period(places=6, choice=ChoiceMethod.FIRST_COME)
    asked = application(by=by, **changes)
    with transaction():
        if quotas.of_period(asked.period) is None:
            quotas.set_places(asked.period, 6, reason="SK", seen=None, by=None)
        taken = seat_ledger.seat_of(asked) or seat_ledger.take(asked, by=None)
        if taken.state is SeatState.HELD:
            seat_ledger.offer(taken, lapses_on=None, by=None)
        seat_ledger.accept(taken, by=None)
    return db.session.scalars(select(Facilitation).where(Facilitation.application == asked)).one()


def bpom_product(*, of: Facilitation | None = None, **changes: Any) -> Product:
    tested = of or facilitation()
    defaults = {"name": f"Kopi Contoh {next(_numbers)}", "kind": "kopi bubuk"}
    with transaction():
        return bpom_products.add(
            tested, ProductDetails(**{**defaults, **changes}), by=user(role=Role.OFFICER)
        )


def round(*, applicants: int = 3, by: User | None = None, **changes: Any) -> Round:
    """A round of a study visit with one place, its list just frozen; `changes` are the period's."""
    defaults = {"places": 1, "wave": next(_numbers)}
    shared = period("study-visit", **{**defaults, **changes})
    for _each in range(applicants):
        application("study-visit", by=by)
    with transaction():
        return freezing.freeze_list(shared, by=by or user(role=Role.OFFICER))


def line(**changes: Any) -> RoundLine:
    """The line of the first applicant of a round."""
    return round(**changes).lines[0]


def programme(code: str = "bpom-subsidy") -> Programme:
    """One of the shipped programmes."""
    return programmes.by_code(code)


def stage(**changes: Any) -> PeriodStage:
    """A stage at the end of a period's list."""
    of = changes.pop("period", None) or period("halal-help")
    position = len(of.stages) + 1
    of.stages.append(PeriodStage(**{"position": position, "name": "Kurasi", **changes}))
    db.session.commit()
    return of.stages[-1]


def seat(**changes: Any) -> Seat:
    """A place kept for somebody; `changes` are the application's."""
    asked = application(**changes)
    held = seat_ledger.seat_of(asked)
    if held is None:
        if quotas.of_period(asked.period) is None:
            set_quota(asked.period, 6)
        with transaction():
            held = seat_ledger.take(asked, by=user(role=Role.OFFICER))
    return held


def equipment(**changes: Any) -> EquipmentItem:
    """A coffee grinder in the catalogue, with a price."""
    defaults = {
        "name": f"Alat penggiling kopi tipe {next(_numbers)}",
        "option": "penggiling_kopi",
        "price": 7_500_000,
        "price_source": "Penawaran toko, Oktober 2026",
    }
    return _save(EquipmentItem(**{**defaults, **changes}))


def aid(code: str = "equipment-apbn", *, by: User | None = None, **changes: Any) -> Aid:
    """Aid of an application whose proposal was handed in; a period is there where none was."""
    if programmes.period_on(programmes.by_code(code), office.today()) is None:
        period(code, wave=next(_numbers))
    item = changes.pop("equipment_item", None) or equipment()
    asked = application(code, by=by, business=changes.pop("business", None))
    asked_by = asked.item.case
    with transaction():
        paper = next(one for one in asked_by.papers if one.title.startswith("Proposal"))
        case_services.mark_papers(
            asked_by,
            {paper.uuid: PaperState.ORIGINAL_SEEN},
            seen_version=asked_by.version,
            by=by or user(),
        )
    made = equipment_aids.of_application(asked)
    for name, value in {"equipment_item": item, **changes}.items():
        setattr(made, name, value)
    return _save(made)


def site_visit(
    *, of: Aid | None = None, recommends: bool = True, by: User | None = None, **changes: Any
) -> SiteVisit:
    """A visit of today with one photo."""
    visited = of or aid(by=by)
    defaults = {
        "visited_on": office.today(),
        "visitors": ("Petugas Contoh, Penyuluh",),
        "findings": "Usaha berjalan, tempatnya cukup.",
        "reason": "" if recommends else "Listriknya tidak cukup.",
    }
    found = visits.Findings(recommends=recommends, **{**defaults, **changes})
    photos = [(AcceptedFile(PHOTO, "image/jpeg", "tempat-usaha.jpg"), "Tempat usaha")]
    with transaction():
        return visits.record_visit(visited, found, photos, by=by or user(role=Role.OFFICER))


def site_photo(**changes: Any) -> SitePhoto:
    return site_visit(**changes).photos[0]


def recommended_aid(*, by: User | None = None, **changes: Any) -> Aid:
    """Aid of the state budget whose recommendation is signed."""
    made = site_visit(of=aid(by=by, **changes), by=by).aid
    drafter = by or user(role=Role.OFFICER)
    with transaction():
        drafted = recommending.recommend(made, by=drafter)
    sign(drafted)
    return made


def sign(drafted: Letter) -> Letter:
    """Submit, initial and sign a draft, each by somebody else."""
    with transaction():
        letter_services.submit(drafted, version=drafted.version, by=user(role=Role.OFFICER))
    with transaction():
        checker = user(role=Role.SUPERVISOR)
        letter_services.put_initials(drafted, version=drafted.version, by=checker)
    with transaction():
        sign_letter(drafted, version=drafted.version, by=head_of_office())
    return drafted


def batch(*aids: Aid, by: User | None = None, is_signed: bool = False) -> MinistryBatch:
    """A batch of one aid, or of those given; its letter is a draft unless it is to be signed."""
    proposed = aids or (recommended_aid(by=by),)
    terms = batches.Terms(("Yth. Menteri", "di Jakarta"), answer_days=30)
    with transaction():
        made = batches.propose(proposed, terms, by=by or user(role=Role.OFFICER))
    if is_signed:
        sign(made.letter)
    return made


def batch_line(**changes: Any) -> BatchLine:
    """The line of a batch that the ministry has."""
    return batch(is_signed=True, **changes).lines[0]


def bpom_step(*, of: Product | None = None, by: User | None = None, **changes: Any) -> StageStep:
    """A stage that was begun and waits for its result."""
    tested = of or bpom_product()
    recorder = by or user(role=Role.OFFICER)
    details = StepDetails(**{"began_on": office.today(), **changes})
    with transaction():
        return testing.record(tested, details, version=tested.version, by=recorder)


def place_of_visit(**changes: Any) -> Application:
    """An application for a study visit whose place is accepted; `changes` are the application's."""
    if programmes.period_on(programmes.by_code("study-visit"), office.today()) is None:
        period("study-visit", places=13)
    asked = application("study-visit", **changes)
    with transaction():
        if quotas.of_period(asked.period) is None:
            quotas.set_places(asked.period, 13, reason="SK", seen=None, by=None)
        taken = seat_ledger.take(asked, state=SeatState.OFFERED, by=None)
        seat_ledger.accept(taken, by=None)
    return asked


def study_visit(*, by: User | None = None, **changes: Any) -> StudyVisit:
    """A visit of today, joined by whoever has a place of this year's period."""
    planner = by or user(role=Role.OFFICER)
    defaults = {
        "destination": f"Sentra UMKM Contoh {next(_numbers)}",
        "starts_on": office.today(),
        "ends_on": office.today(),
        "meets_at": time(6),
        "meeting_point": "Kantor dinas",
        "organisers": (planner,),
    }
    current = programmes.period_on(programmes.by_code("study-visit"), office.today())
    of = changes.pop("period", None) or current or period("study-visit", places=13)
    with transaction():
        return visit_planning.plan(of, Plan(**{**defaults, **changes}), by=planner)


def history(rows: str = "", **changes: Any) -> ListHandedIn:
    """A list of past recipients as it was handed in, with one row that nobody fits."""
    content = (rows or "Nama;NIK;Program;Tahun\nWarga Contoh 0;;Pelatihan;2023\n").encode()
    given = {
        "kind": ListKind.OWN_AID,
        "name": "daftar-lama.csv",
        "assumed_kind": None,
        "agency": "",
        **changes,
    }
    found = headings.find(workbooks.read(content))
    by = given.pop("by", None) or user(role=Role.SUPERVISOR)
    with transaction():
        return switching.hand_in(HandedIn(content=content, found=found, **given), by=by)


def granted_aid(code: str = "equipment-apbn", **changes: Any) -> Aid:
    """Aid that was granted and is not delivered yet."""
    made = aid(code, **changes)
    with transaction():
        equipment_aids.reach(made, AidStep.GRANTED, by=None)
    return made


def delivered_aid(*, serials: tuple[str, ...] | None = None, **changes: Any) -> Aid:
    """Aid whose machine is there."""
    made = granted_aid(**changes)
    number = next(_numbers)
    receipt = Receipt(
        received_on=office.today(),
        supplier="CV Contoh Mesin",
        document=f"027/{number}/SPK",
        contracted_on=office.today(),
        make="Contoh GX-5",
        unit_value=7_500_000,
        serials=serials or tuple(f"GX{number}-{one}" for one in range(made.quantity)),
    )
    with transaction():
        procuring.receive(made, receipt, by=user(role=Role.OFFICER))
    return made


def handover(*, of: Aid | None = None, by: User | None = None, **changes: Any) -> Handover:
    """The minutes of a handover of today, drafted."""
    made = of or delivered_aid()
    defaults = {
        "official": office.signatories(office.today())[0],
        "held_on": office.today(),
        "place": "Jember",
        "receiver_position": "Pemilik usaha",
        "condition": "Baik",
        "bases": ("Keputusan Bupati Nomor 188/1/2026",),
        "witnesses": (),
    }
    with transaction():
        return handing_over.prepare(
            made, Handing(**{**defaults, **changes}), by=by or user(role=Role.OFFICER)
        )


def handed_over_aid(**changes: Any) -> Aid:
    """Aid whose minutes of handover are signed."""
    made = handover(of=delivered_aid(**changes))
    sign(made.letter)
    return made.aid


def handover_photo() -> HandoverPhoto:
    made = handed_over_aid()
    done = handing_over.standing(made)
    photos = [AcceptedFile(PHOTO, "image/jpeg", "serah-terima.jpg")]
    with transaction():
        handing_over.add_photos(done, photos, by=user(role=Role.OFFICER))
    return done.photos[0]


def use_check(*, of: Aid | None = None, **changes: Any) -> UseCheck:
    """A check of today that found the machine in use, with one photo."""
    made = of or handed_over_aid()
    defaults = {
        "checked_on": office.today(),
        "officer": "Petugas Contoh",
        "condition": Condition.IN_USE,
        "remark": "",
        "next_step": "",
        "serials_seen": (),
        "photos": [AcceptedFile(PHOTO, "image/jpeg", "alat.jpg")],
    }
    with transaction():
        return checking.record(made, Finding(**{**defaults, **changes}), by=user(role=Role.OFFICER))


def check_photo() -> CheckPhoto:
    return use_check().photos[0]


def participant(**changes: Any) -> Participant:
    """A business that joins a visit of today, or the visit that is to come already."""
    asked = place_of_visit()
    query = select(Participant).where(Participant.application == asked)
    return db.session.scalars(query).one_or_none() or study_visit(**changes).participants[0]


def visit_photo() -> VisitPhoto:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(content, "PNG")
    picture = Document(content.getvalue(), "image/png", "foto.png")
    visit, photographer = study_visit(), user(role=Role.OFFICER)
    with transaction():
        return visit_results.add_photo(visit, picture, caption="Rombongan", by=photographer)
