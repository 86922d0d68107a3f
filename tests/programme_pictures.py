"""The pictures of the guides to programmes: places shared out, aid, a visit, budgets, papers.

What the demo office leaves open is carried on here: its round of a study visit is approved and
the visit takes place today, places for product tests are paid for, machines are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from flask import Flask
from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Application, ExpenseKind, Round, RoundState, Seat, SeatState
from intranet.allocations.offers import offering
from intranet.allocations.rounds import deciding
from intranet.allocations.spending import booking
from intranet.database import db, transaction
from intranet.equipment import recommending
from intranet.equipment.models import Aid, EquipmentItem
from intranet.letters import services as letters
from intranet.letters.models import Letter
from intranet.letters.signing import sign_letter
from intranet.office import queries as office
from intranet.programmes import queries as programmes
from intranet.programmes.models import ProgrammePeriod
from intranet.study_visits import planning
from intranet.study_visits.planning import Plan
from tests import factories, live
from tests.pictures import PHONE, PICTURES, WIDE, take, take_from_top

TESTS, VISIT, MACHINES = "bpom-subsidy", "study-visit", "equipment-apbn"
COMMITTED, PAID = 12_000_000, 11_500_000
BUS = 24_000_000
GRINDER = "Penggiling kopi contoh, 5 kg sejam"
SEEN = {
    "met": "Pemilik",
    "place_of_use": "Ruang depan rumah",
    "is_running": True,
    "has_space": True,
    "has_power": True,
}
# So much of the end of the public page, from the frozen list on.
PROOF = {"width": 1280, "height": 1010}


@dataclass(frozen=True)
class Addresses:
    """The paths of what the pictures show."""

    programme: str
    period: str
    round: str
    proof: str
    aid: str
    used: str
    visit: str
    dossier: str


def prepare(app: Flask) -> Addresses:
    with app.app_context():
        tests, visits = _period(TESTS), _period(VISIT)
        shared = _approved(visits)
        _spend(tests)
        visit = _visit_of_today(visits)
        machine = factories.equipment(name=GRINDER)
        asked, used = _recommended(machine), _handed_over(machine)
        paths = Addresses(
            programme=f"/programmes/{visits.programme.uuid}",
            period=f"/allocations/periods/{tests.uuid}",
            round=f"/allocations/rounds/{shared.uuid}",
            proof=f"/share/{shared.uuid}",
            aid=f"/equipment/aids/{asked.uuid}",
            used=f"/equipment/aids/{used.uuid}",
            visit=visit,
            dossier=f"/reports/dossiers/{tests.uuid}",
        )
        db.session.remove()
    return paths


def walk(visitor: live.Visitor, paths: Addresses) -> None:
    """As the head of the division sees them; the last two on a phone."""
    page = visitor.page
    visitor.go(paths.programme)
    take(page, "programme")
    visitor.go(paths.period)
    take(page, "programme-places")
    visitor.go(paths.round)
    take(page, "programme-round")
    page.locator("#sums").screenshot(path=PICTURES / "programme-clusters.png")
    page.set_viewport_size(PROOF)
    visitor.go(paths.proof)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    take(page, "programme-proof")
    page.set_viewport_size(WIDE)
    visitor.go(paths.aid)
    take(page, "equipment-aid")
    visitor.go("/reports/")
    take(page, "programme-budgets")
    visitor.go(paths.dossier)
    take(page, "programme-dossier")
    page.set_viewport_size(PHONE)
    visitor.go(paths.used)
    page.get_by_role("link", name="Catat pemeriksaan").click()
    page.get_by_label("Keadaan alat").select_option("idle")
    page.get_by_label("Tindak lanjut").fill("Dibantu memasang mesinnya.")
    take(page, "equipment-check-on-a-phone", whole=True)
    visitor.go(f"{paths.visit}/attendance")
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Diwakili oleh").nth(1).fill("Anak pemilik")
    take_from_top(page, "study-visit-on-a-phone")
    page.set_viewport_size(WIDE)


def _period(code: str) -> ProgrammePeriod:
    period = programmes.period_on(programmes.by_code(code), office.today())
    assert period is not None
    return period


def _user(username: str) -> User:
    return db.session.scalars(select(User).where(User.username == username)).one()


def _approved(period: ProgrammePeriod) -> Round:
    """The round that the demo leaves to the head."""
    query = select(Round).where(Round.period == period, Round.state == RoundState.PROPOSED)
    proposed, head = db.session.scalars(query).one(), _user("kepala")
    with transaction():
        deciding.approve(proposed, remark="", by=head)
    return proposed


def _places(period: ProgrammePeriod, *states: SeatState) -> list[Seat]:
    query = select(Seat).join(Seat.application).where(Application.period == period)
    return list(db.session.scalars(query.where(Seat.state.in_(states)).order_by(Seat.id)))


def _spend(period: ProgrammePeriod) -> None:
    """Every place that was taken up is contracted; the first is paid."""
    taken, officer = _places(period, SeatState.ACCEPTED, SeatState.AWARDED), _user("verifikator")
    with transaction():
        for number, seat in enumerate(taken):
            kinds = {ExpenseKind.COMMITMENT: COMMITTED}
            if number == 0:
                kinds[ExpenseKind.REALISATION] = PAID
            for kind, amount in kinds.items():
                _book(period, seat.application, kind, amount, "Uji laboratorium", officer)


def _book(
    period: ProgrammePeriod,
    application: Application | None,
    kind: ExpenseKind,
    amount: int,
    what: str,
    officer: User,
) -> None:
    booking.book(
        period,
        application=application,
        kind=kind,
        amount=amount,
        spent_on=office.today(),
        description=what,
        document="SPK contoh",
        by=officer,
    )


def _visit_of_today(period: ProgrammePeriod) -> str:
    """The path of a visit that everybody joins who was offered a place."""
    officer = _user("verifikator")
    with transaction():
        for seat in _places(period, SeatState.OFFERED):
            offering.accept(seat, version=seat.version, by=officer)
        planned = Plan(
            "Sentra Kemasan Contoh",
            office.today(),
            office.today(),
            host="Dinas Koperasi Kota Contoh",
            purpose="belajar mengemas dan memasarkan",
            meets_at=time(6),
            meeting_point="Halaman kantor dinas",
            transport="Satu bus",
            organisers=(officer,),
        )
        visit = planning.plan(period, planned, by=officer)
        _book(period, None, ExpenseKind.COMMITMENT, BUS, "Sewa bus", officer)
    return f"/study-visits/{visit.uuid}"


def _recommended(machine: EquipmentItem) -> Aid:
    """A machine that was asked for, whose place was visited; the recommendation is signed."""
    officer = _user("verifikator")
    business = factories.eligible_business(
        owner=factories.person(name="Hasan Contoh"), name="Kopi Lereng"
    )
    asked = factories.aid(
        MACHINES,
        by=_user("loket"),
        business=business,
        equipment_item=machine,
        intended_use="Menggiling kopi sendiri, tidak lagi menumpang",
    )
    made = factories.site_visit(of=asked, by=officer, **SEEN).aid
    with transaction():
        drafted = recommending.recommend(made, by=officer)
    _sign(drafted)
    return made


def _handed_over(machine: EquipmentItem) -> Aid:
    """A machine that its new owner has since today."""
    business = factories.eligible_business(
        owner=factories.person(name="Sulastri Contoh"), name="Kopi Sangrai Argopuro"
    )
    asked = factories.delivered_aid(
        by=_user("loket"),
        business=business,
        equipment_item=machine,
        serials=("GX5-2026-0001",),
    )
    handover = factories.handover(of=asked, by=_user("verifikator"))
    _sign(handover.letter)
    return handover.aid


def _sign(drafted: Letter) -> None:
    acts = (
        (letters.submit, "verifikator"),
        (letters.put_initials, "kabid"),
        (sign_letter, "kepala"),
    )
    for act, username in acts:
        user = _user(username)
        with transaction():
            act(drafted, version=drafted.version, by=user)
