"""The demo's programmes: BPOM places shared out, a study visit that waits for the head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations import services as allocations
from intranet.allocations.ledger import quotas, seats
from intranet.allocations.models import Round, Seat, SeatState
from intranet.allocations.offers import offering
from intranet.allocations.rounds import deciding, drawing, freezing, proposing, reckoning
from intranet.businesses.models import (
    Business,
    Cluster,
    Licence,
    LicenceKind,
    ProductCategory,
)
from intranet.cases import moving, opening, services
from intranet.cases.codes import PaperState, Purpose, StatementBasis, Urgency
from intranet.cases.course import Act
from intranet.cases.models import Case
from intranet.cases.moving import Instruction
from intranet.cases.opening import Intake, ItemAsked
from intranet.database import db
from intranet.office import queries as office
from intranet.operations.demo.playing import Event
from intranet.programmes import periods
from intranet.programmes import queries as programmes
from intranet.programmes import services as shipped
from intranet.programmes.models import ProgrammePeriod

BPOM, VISIT = "bpom-subsidy", "study-visit"
EDIBLE = (ProductCategory.FOOD, ProductCategory.DRINK)
BPOM_APPLICANTS, VISIT_PLACES = 11, 20
VISITORS_OF_A_CLUSTER = 2
RIVALS = 3
"""Of so many clusters more people apply."""
ACCEPTED = 4
DRAW = "Angka undian contoh"
DRAW_AT = "diundi untuk latihan; kantor memakai angka yang diumumkan pihak lain"
BUDGETS = {BPOM: (90_000_000, 15_000_000), VISIT: (60_000_000, 3_000_000)}
TOLD = "Permohonan ikut putaran seleksi; hasilnya diberitahukan dengan surat."
WORDS = {
    BPOM: "Ingin produknya diuji dan didaftarkan ke BPOM.",
    VISIT: "Ingin ikut studi banding, selama ini belum pernah.",
}


class Programmes:
    """`now` is the moment of loading."""

    def __init__(self, random: Random, users: dict[str, User], *, now: datetime) -> None:
        zone = office.current().zone
        self.random, self.users, self.now = random, users, now.astimezone(zone)
        self.order = 0
        self.rounds: dict[str, Round] = {}

    def events(self, *, since: datetime) -> Iterator[Event]:
        """Everything that happens around the programmes since the demo office has Loket."""
        yield self._event(since + timedelta(minutes=5), self._open)
        for number in range(BPOM_APPLICANTS):
            at = since + timedelta(days=2 + 2 * number, hours=1)
            yield self._event(at, partial(self._apply_for_test, number))
        yield from self._round(BPOM, frozen=-20, drawn=-17)
        yield self._event(self._days(-9), self._approve)
        for number in range(ACCEPTED):
            at = self._days(-8 + 2 * number)
            yield self._event(at, partial(self._accept, number + 1))
        for place in range(len(self._clusters()) * VISITORS_OF_A_CLUSTER + RIVALS):
            at = since + timedelta(days=6, hours=20 * place)
            yield self._event(min(at, self._days(-13)), partial(self._apply_for_visit, place))
        yield from self._round(VISIT, frozen=-11, drawn=-7)

    def _round(self, code: str, *, frozen: int, drawn: int) -> Iterator[Event]:
        yield self._event(self._days(frozen), partial(self._freeze, code, self._days(drawn)))
        yield self._event(self._days(drawn), partial(self._propose, code))

    def _open(self) -> None:
        allocations.install_shipped_quotas(shipped.install_shipped_periods())
        for code, (budget, ceiling) in BUDGETS.items():
            period = self._period(code)
            period.ceiling = ceiling
            periods.confirm_budget(
                period,
                on=office.today(),
                document="DPA contoh",
                budget=budget,
                seen_version=period.version,
                by=self.users["kabid"],
            )
        quotas.set_places(
            self._period(VISIT),
            VISIT_PLACES,
            reason="Cukup untuk satu bus (contoh)",
            seen=None,
            by=self.users["kabid"],
        )

    def _apply_for_test(self, number: int) -> None:
        found = self._ready(Business.category.in_(EDIBLE), skip=number)
        # What ties are: most have asked for the first time.
        received = int(number % 5 == 4)
        self._apply(found, BPOM, {"bpom_subsidies_received": received, "market_evidence": True})

    def _apply_for_visit(self, place: int) -> None:
        clusters = self._clusters()
        cluster = clusters[place % len(clusters)]
        found = self._ready(Business.cluster == cluster, skip=place // len(clusters))
        self._apply(found, VISIT, {"study_visits_attended": int(place % 7 == 6)})

    def _apply(self, business: Business | None, code: str, facts: dict[str, Any]) -> None:
        if business is None:
            return
        clerk = self.users["loket"]
        asked = ItemAsked(programmes.by_code(code), Purpose.OTHER)
        intake = Intake(person=business.owner, business=business, items=(asked,), words=WORDS[code])
        case = opening.open_case(intake, by=clerk)
        shown = {fact: (value, StatementBasis.DOCUMENT) for fact, value in facts.items()}
        services.state_facts(case.items[0], shown, by=clerk)
        papers = {paper.uuid: PaperState.COPY_RECEIVED for paper in case.papers}
        services.mark_papers(case, papers, seen_version=case.version, by=clerk)
        self._pass_on(case)

    def _pass_on(self, case: Case) -> None:
        """The officer checks the case the same day and tells that it takes part."""
        officer = self.users["verifikator"]
        for act in (Act.VERIFY, Act.DISPOSE, Act.FOLLOW_UP, Act.ANSWER):
            if act is Act.DISPOSE:
                instruction = Instruction("umkm", officer, Urgency.ORDINARY, "Ikutkan putaran.")
                moving.dispose(case, instruction, seen_version=case.version, by=self.users["kabid"])
            else:
                reason = None if act is Act.VERIFY else TOLD
                moving.move(case, act, seen_version=case.version, by=officer, reason=reason)

    def _ready(self, condition: Any, *, skip: int) -> Business | None:
        """A fostered business with an NIB, and with a licence where it makes food or drink."""
        is_licensed = Business.category.not_in(EDIBLE) | Business.licences.any(
            Licence.kind.in_((LicenceKind.PIRT, LicenceKind.BPOM))
            & (Licence.expires_on >= office.today())
        )
        return db.session.scalars(
            select(Business)
            .where(condition, Business.has_nib.is_(True), Business.is_fostered, is_licensed)
            .order_by(Business.id)
            .offset(skip)
            .limit(1)
        ).one_or_none()

    def _freeze(self, code: str, draw: datetime) -> None:
        period, officer = self._period(code), self.users["verifikator"]
        if freezing.why_not(period) is not None:
            return
        frozen = self.rounds[code] = freezing.freeze_list(period, same_rules=True, by=officer)
        if drawing.why_not_announce(frozen) is None:
            drawing.announce(frozen, [drawing.numbers_of(DRAW, DRAW_AT)], draw.date(), by=officer)

    def _propose(self, code: str) -> None:
        frozen, officer = self.rounds.get(code), self.users["verifikator"]
        if frozen is None:
            return
        if drawing.why_not_hold(frozen) is None:
            values = [self.random.randrange(1, 50) for _number in range(6)]
            drawing.hold_draw(frozen, {DRAW: values}, by=officer)
        proposing.propose(frozen, remark="Berkas peserta sudah diperiksa.", by=officer)

    def _approve(self) -> None:
        frozen = self.rounds.get(BPOM)
        if frozen is not None and deciding.why_not(frozen, self.users["kepala"]) is None:
            deciding.approve(frozen, remark="", by=self.users["kepala"])

    def _accept(self, number: int) -> None:
        """The first ones bring their papers; two of them get their place."""
        found = self.rounds.get(BPOM)
        chosen = reckoning.chosen(found.lines) if found else []
        seat = seats.seat_of(chosen[number - 1].application) if number <= len(chosen) else None
        if seat is None or seat.state is not SeatState.OFFERED:
            return
        officer = self.users["verifikator"]
        offering.accept(seat, version=seat.version, by=officer)
        if number <= ACCEPTED // 2:
            self._award(seat)

    def _award(self, seat: Seat) -> None:
        offering.award(seat, version=seat.version, by=self.users["verifikator"])

    def _period(self, code: str) -> ProgrammePeriod:
        period = programmes.period_on(programmes.by_code(code), office.today())
        assert period is not None
        return period

    def _clusters(self) -> Sequence[Cluster]:
        return db.session.scalars(select(Cluster).order_by(Cluster.position)).all()

    def _days(self, days: int) -> datetime:
        """Ten in the morning of a day before or after today."""
        morning = self.now.replace(hour=10, minute=0, second=0, microsecond=0)
        return morning + timedelta(days=days)

    def _event(self, at: datetime, happen: Callable[[], None]) -> Event:
        self.order += 1
        return at, 20_000 + self.order, happen
