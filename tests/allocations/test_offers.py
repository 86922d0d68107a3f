"""Offers: made, taken up, given back, lapsed; and who has the place then, with which letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from intranet.access import Role
from intranet.allocations.ledger import seats
from intranet.allocations.models import ApplicationState, LapseRun, SeatState
from intranet.allocations.offers import daily, lapsing, offering
from intranet.allocations.rounds import deciding, freezing, proposing
from intranet.businesses import history
from intranet.businesses.history import AidDetails
from intranet.businesses.models import AidKind, AidReceived
from intranet.cases import moving
from intranet.cases.course import Act
from intranet.database import db, transaction
from intranet.eligibility import queries as eligibility
from intranet.eligibility.models import Outcome
from intranet.letters.course import Refused
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.services import give_up
from intranet.office import queries as office
from intranet.office.calendar import reckon
from intranet.programmes import periods
from intranet.programmes.models import ChoiceMethod, FundingSource
from tests import factories


def first_come(places: int = 6, **changes):
    """A period whose budget is certain: places may be offered."""
    confirmed = {"confirmed_on": office.today(), **changes}
    return factories.period(places=places, choice=ChoiceMethod.FIRST_COME, **confirmed)


def letters_of(application) -> list[Letter]:
    query = select(Letter).where(Letter.item == application.item).order_by(Letter.id)
    return list(db.session.scalars(query))


def act(browser, seat, what: str, **fields):
    return browser.post(
        f"/allocations/seats/{seat.uuid}/{what}", {"version": str(seat.version), **fields}
    )


def test_an_offer_holds_for_working_days_and_has_its_letter(browser, officer):
    first_come(places=1, offer_days=10)
    seat = factories.seat()
    shown = browser.get(f"/allocations/seats/{seat.uuid}")
    last_day = reckon(office.today(), 10)
    assert shown.says("10 hari kerja sejak")
    assert shown.says(f"{len(last_day.skipped)} hari dilewati")

    page = act(browser, seat, "offer")

    assert page.says("Tempat ditawarkan. Konsep suratnya siap diperiksa.")
    assert (seat.state, seat.lapses_on) == (SeatState.OFFERED, last_day.target)
    [letter] = letters_of(seat.application)
    assert (letter.kind, letter.status) == ("bpom_award", LetterStatus.DRAFT)
    assert letter.drafted_by == officer.uuid
    assert "(penerima ke-1 dari kuota 1)" in str(letter.content)
    assert browser.get(f"/letters/{letter.uuid}").status == 200
    assert page.has(f"a[href='/letters/{letter.uuid}']")


def test_a_letter_that_was_given_up_is_drafted_again(browser, officer):
    first_come(places=1)
    seat = factories.seat()
    draft = f"/allocations/seats/{seat.uuid}/letter"
    assert browser.post(draft).status == 409
    act(browser, seat, "offer")
    [letter] = letters_of(seat.application)
    assert browser.post(draft).status == 409
    with transaction():
        give_up(letter, reason="Salah alamat", version=letter.version, by=officer)

    page = browser.post(draft)

    assert page.path.startswith("/letters/")
    assert [one.status for one in letters_of(seat.application)] == [
        LetterStatus.VOID,
        LetterStatus.DRAFT,
    ]


def test_a_place_is_taken_up_awarded_and_stands_in_the_history_of_the_business(browser, officer):
    period = first_come(places=1)
    seat = factories.seat()
    other = factories.case(asks=("equipment-apbd",), business=seat.application.business)

    for what in ("offer", "accept", "award"):
        assert act(browser, seat, what).status == 200

    assert seat.state is SeatState.AWARDED
    assert seat.application.state is ApplicationState.AWARDED
    [aid] = db.session.scalars(select(AidReceived))
    assert (aid.kind, aid.what) == (period.programme.aid_kind, period.name)
    assert aid.source == f"Loket: tempat 1 {period.name}"
    [decision] = eligibility.current_decisions([other.items[0]])[other.items[0].id]
    assert decision.decided_on == office.today()
    assert eligibility.current_decision(seat.application.item).outcome is Outcome.ELIGIBLE
    assert len(letters_of(seat.application)) == 1

    act(browser, seat, "release", reason="Ternyata diterima dari provinsi")
    assert db.session.scalars(select(AidReceived)).all() == []


def test_nothing_is_promised_before_the_budget_is_certain(browser, officer):
    period = first_come(places=1, confirmed_on=None)
    seat = factories.seat()

    page = act(browser, seat, "offer")

    assert page.status == 409
    assert page.says("belum pasti, jadi tempatnya belum boleh dijanjikan")
    assert not page.has("form[action$='/offer']")
    assert act(browser, seat, "award").status == 409
    with transaction():
        seats.offer(seat, lapses_on=None, by=officer)
    assert letters_of(seat.application) == []
    with transaction():
        periods.confirm_budget(
            period,
            on=office.today(),
            document="DPA 1/2026",
            budget=None,
            seen_version=period.version,
            by=factories.user(role=Role.SUPERVISOR),
        )
    assert len(letters_of(seat.application)) == 1


def test_who_is_no_longer_eligible_is_not_offered_a_place(browser, officer):
    first_come(places=1)
    seat = factories.seat()
    earlier = AidDetails(AidKind.BPOM_SUBSIDY, "Uji BPOM", office.today(), "Provinsi")
    with transaction():
        history.record_aid(seat.application.business, earlier, by=officer)

    page = act(browser, seat, "offer")

    assert page.status == 409
    assert page.says("Aturan tidak lagi menyatakan")


def test_a_place_given_back_goes_to_the_next_who_is_still_eligible(browser, officer):
    first_come(places=1)
    made = [factories.application() for _each in range(3)]
    seat = seats.seat_of(made[0])
    act(browser, seat, "offer")
    assert act(browser, seat, "release", reason="").status == 422

    page = act(browser, seat, "release", reason="Mengundurkan diri")

    assert page.says(f"Tempat dikembalikan. Tempatnya diteruskan kepada {made[1].key}.")
    ledger = browser.get(f"/allocations/periods/{seat.quota.period.uuid}")
    assert ledger.says("Permohonan") and not ledger.says("Putaran")
    following = seats.seat_of(made[1])
    assert (following.number, following.state) == (1, SeatState.OFFERED)
    assert made[0].key in following.acts[0].reason
    assert [len(letters_of(one)) for one in made] == [1, 1, 0]
    assert act(browser, seat, "award").status == 409
    assert act(browser, following, "accept", version="99").status == 409


def test_an_offer_that_nobody_took_up_goes_to_the_next_in_line(browser, officer):
    period = first_come(places=2, offer_days=5)
    made = [factories.application() for _each in range(4)]
    for one in made[:2]:
        act(browser, seats.seat_of(one), "offer")
    seat = seats.seat_of(made[0])
    with transaction():
        seat.lapses_on = office.today() - timedelta(days=1)
    assert browser.get("/allocations/").says("belum pernah diperiksa")
    db.session.rollback()

    done = lapsing.run_once_a_day()

    assert (done.lapsed, done.passed_on, done.failed) == (1, 1, 0)
    assert lapsing.run_once_a_day() is None
    following = seats.seat_of(made[2])
    assert (following.number, following.state) == (1, SeatState.OFFERED)
    assert following.lapses_on == reckon(office.today(), 5).target
    [letter] = letters_of(made[2])
    assert letter.drafted_by == officer.uuid
    assert made[0].state is ApplicationState.WITHDRAWN
    assert seats.seat_of(made[1]).state is SeatState.OFFERED
    page = browser.get("/allocations/")
    assert page.says("1 kedaluwarsa, 1 diteruskan")
    assert browser.get(f"/allocations/periods/{period.uuid}").says("pekerjaan harian Loket")


def test_the_server_looks_once_a_day_and_goes_on_where_it_was_cut_off(app, officer):
    first_come(places=1)
    seat = factories.seat()
    with transaction():
        seats.offer(seat, lapses_on=office.today() - timedelta(days=1), by=officer)
        db.session.add(LapseRun(ran_on=office.today()))  # It began, and the power failed.

    over = daily.keep_watch(app, seconds=3600)
    for _each in range(200):
        db.session.rollback()
        if lapsing.last_run().finished_at:
            break
        over.wait(0.05)
    over.set()

    assert lapsing.last_run().lapsed == 1
    assert seat.state is SeatState.EXPIRED


def test_an_offer_that_cannot_be_dealt_with_does_not_stop_the_others(app, officer, monkeypatch):
    first_come(places=2)
    both = [factories.seat(), factories.seat()]
    with transaction():
        for seat in both:
            seats.offer(seat, lapses_on=office.today() - timedelta(days=1), by=officer)
    expire = seats.expire

    def fails_for_the_first(seat, **how):
        if seat.number == 1:
            raise RuntimeError("the disk is gone")
        expire(seat, **how)

    monkeypatch.setattr(seats, "expire", fails_for_the_first)
    result = app.test_cli_runner().invoke(args=["allocations", "lapse"])

    assert result.exit_code == 1
    assert "Offers lapsed: 1" in result.output
    assert "1 offers could not be dealt with" in result.output
    assert [seat.state for seat in both] == [SeatState.OFFERED, SeatState.EXPIRED]


@pytest.mark.parametrize("what", ["offer", "accept", "award", "release"])
def test_a_clerk_does_nothing_with_a_place(browser, clerk, what):
    first_come(places=1)
    seat = factories.seat()

    assert act(browser, seat, what, reason="x").status == 403
    assert not browser.get(f"/allocations/seats/{seat.uuid}").has("#acts")


def test_the_first_page_tells_of_offers_that_end_soon_and_places_not_offered(browser, officer):
    first_come(places=2, offer_days=2)
    both = [factories.seat(), factories.seat()]

    act(browser, both[0], "offer")
    page = browser.get("/")

    assert page.says("Penawaran tempat segera berakhir")
    assert page.has(f"a[href='/allocations/seats/{both[0].uuid}']")
    assert page.says("Tempat belum ditawarkan")
    assert page.has(f"a[href='/allocations/seats/{both[1].uuid}']")


def test_who_is_chosen_in_a_round_is_told_and_the_reserve_moves_up_with_a_letter(browser, officer):
    proposer, head = factories.user(role=Role.SUPERVISOR), factories.user(role=Role.HEAD)
    shared = factories.period("study-visit", places=1, offer_days=5, confirmed_on=office.today())
    shared.programme.choice = ChoiceMethod.SEQUENCE
    made = [factories.application("study-visit") for _each in range(3)]
    with transaction():
        round = freezing.freeze_list(shared, by=officer)
    with transaction():
        proposing.propose(round, remark="", by=proposer)
    with transaction():
        deciding.approve(round, remark="", by=head)
    [letter] = letters_of(made[0])
    assert (letter.kind, letter.drafted_by) == ("place_offer", proposer.uuid)
    seat = seats.seat_of(made[0])
    shown = browser.get(f"/allocations/applications/{made[0].uuid}")
    assert shown.says("Dalam putaran seleksi")

    with transaction():
        seat.lapses_on = office.today() - timedelta(days=1)
    lapsing.run(office.today())

    following = seats.seat_of(made[1])
    assert (following.number, following.state) == (1, SeatState.OFFERED)
    assert [one.drafted_by for one in letters_of(made[1])] == [proposer.uuid]
    assert letters_of(made[2]) == []


def test_a_place_taken_back_leaves_the_history_also_under_another_name(app, officer):
    seat = factories.seat(code=shared_training().programme.code)
    with transaction():
        offering.award(seat, version=seat.version, by=officer)
    seat.quota.period.programme.name = "Pelatihan dengan nama baru"
    db.session.commit()

    with transaction():
        offering.release(seat, reason="Pindah usaha", version=seat.version, by=officer)

    assert db.session.scalars(select(AidReceived)).all() == []


def shared_training():
    return factories.period(
        "training", places=1, choice=ChoiceMethod.FIRST_COME, confirmed_on=office.today()
    )


def test_a_case_cancelled_or_refused_gives_its_place_up(app, officer):
    first_come(places=1, offer_days=10)
    seat, waiting = offered(factories.seat(), officer), factories.application()
    case = seat.application.item.case

    with transaction():
        moving.move(case, Act.CANCEL, seen_version=case.version, by=officer, reason="Tidak jadi")

    assert (seat.state, seat.application.state) == (
        SeatState.RELEASED,
        ApplicationState.WITHDRAWN,
    )
    assert seats.seat_of(waiting).state is SeatState.OFFERED
    nobody = waiting.item.case
    with transaction():
        moving.move(nobody, Act.VERIFY, seen_version=nobody.version, by=officer)
        moving.move(
            nobody, Act.REFUSE, seen_version=nobody.version, by=officer, reason="Bukan usaha"
        )
    assert waiting.state is ApplicationState.WITHDRAWN
    assert waiting.state_reason == "Kasus tidak dapat dipenuhi"


def test_no_letter_is_signed_about_a_place_that_was_taken_back(app, officer):
    first_come(places=1, offer_days=10)
    seat = offered(factories.seat(), officer)
    [letter] = letters_of(seat.application)
    with transaction():
        offering.release(seat, reason="Pindah usaha", version=seat.version, by=officer)

    with pytest.raises(Refused, match="no_longer_true"):
        factories.sign(letter)

    db.session.rollback()
    assert (letter.status, letter.number) == (LetterStatus.CHECKED, None)


def test_no_letter_is_signed_while_its_budget_is_not_certain_after_all(app, officer):
    shared = first_come(places=1, offer_days=10, funding_source=FundingSource.APBD)
    [letter] = letters_of(offered(factories.seat(), officer).application)
    seen = shared.version
    with transaction():
        periods.take_budget_back(shared, reason="Digeser", seen_version=seen, by=officer)

    with pytest.raises(Refused, match="no_longer_true"):
        factories.sign(letter)


def offered(seat, by):
    with transaction():
        offering.offer(seat, version=seat.version, by=by)
    return seat
