"""A double entry is withdrawn: its number stays, and it counts nowhere until it is restored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db, transaction
from intranet.forums import queries
from intranet.forums.follow_up import answering, following, handing_on, promising, proposals
from intranet.forums.follow_up.answering import Answer
from intranet.forums.follow_up.following import Kind, Wanted
from intranet.forums.follow_up.handing_on import Disposition
from intranet.forums.log import entries, similar, withdrawing
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import Aspiration, PromiseStanding, ResponseKind, SessionStatus
from intranet.forums.papers import minutes, replies, slips
from intranet.forums.papers.replies import Obstacle
from intranet.forums.scores import board, counting
from intranet.office import queries as office
from tests import factories as make
from tests.forums.papers import bare, pdf_of, sheets_of, text_of

NEXT_BUDGET = Budget(2099, BudgetStage.APBD)


def answer(kind: ResponseKind, **more) -> Answer:
    return Answer(kind, "Kepala Contoh, S.E.", "Dicatat khusus", **more)


def wishes():
    """One of each way to wait."""
    topic = make.topic()
    return (
        Wish("Tanpa jawaban", topic),
        Wish("Dikerjakan", topic, answer(ResponseKind.IN_PROCESS, due_on=yesterday())),
        Wish("Dirujuk", topic, answer(ResponseKind.REFERRED, agency="Disperindag")),
        Wish("Diusulkan", topic, answer(ResponseKind.PROPOSED, budget=NEXT_BUDGET)),
    )


def yesterday():
    return office.today() - timedelta(days=1)


@pytest.fixture
def double(officer):
    """The second of two entries that tell the same."""
    first = make.aspiration(speaker="Suparman Contoh", by=officer)
    return make.aspiration(
        session=first.session, speaker="Suparman Contoh", wishes=wishes(), by=officer
    )


def withdraw(browser, aspiration, **fields):
    address = f"/forums/aspirations/{aspiration.uuid}/withdraw"
    form = browser.get(address).fields("main form[data-keep]")
    return browser.post(address, {**form, "reason": "Tercatat dua kali", **fields})


def restore(browser, aspiration):
    page = browser.get(f"/forums/aspirations/{aspiration.uuid}")
    return browser.post(
        f"/forums/aspirations/{aspiration.uuid}/restore", page.fields("form[action$='/restore']")
    )


def again(aspiration):
    db.session.expire_all()
    return db.session.scalars(select(Aspiration).where(Aspiration.id == aspiration.id)).one()


def standings(aspiration):
    return [one.promise.standing for one in again(aspiration).items if one.promise]


def counted(session, reader) -> dict[str, object]:
    """Whatever is counted, searched or listed about the session's wishes."""
    total = board.asked_for({}).total
    found = similar.to_what_is_written(
        make.forum_session(),
        speaker="Suparman Contoh",
        village="",
        topics=[make.topic().uuid],
        reader=reader,
    )
    counts = queries.counts(session)
    waiting = following.counts(Wanted(), reader=reader)
    return {
        "scoreboard": total.as_tuple(),
        "open data": [tuple(row)[7:] for row in board.cells(counting.lines(today=office.today()))],
        "session": (counts.aspirations, counts.wishes, counts.answered, counts.waiting),
        "follow-up": {kind: number for kind, number in waiting.items() if number},
        "proposals": [(one.budget, one.number) for one in proposals.waiting(office.today())],
        "similar": ([one.number for one in found.earlier], len(found.same_topic)),
        "replies": [one.number for one in replies.outlook(session, by=reader).to_draft],
        "slips": [one.number for one in slips.of_session(session)],
    }


def test_it_counts_nowhere_and_keeps_its_number(browser, officer, double):
    before = counted(double.session, officer)
    assert before["scoreboard"][:3] == (5, 3, 3)
    assert before["session"] == (2, 5, 3, 3)
    assert before["follow-up"][Kind.UNANSWERED] == 2
    assert before["follow-up"][Kind.OVERDUE] == 1
    assert before["follow-up"][Kind.ALL_OPEN] == 3
    assert before["proposals"] == [(NEXT_BUDGET, 1)]
    assert (before["similar"], before["replies"]) == (([2, 1], 5), [2])

    page = withdraw(browser, double, double_of="1")

    assert page.text("[role=status]")[0] == "Catatan ditarik. Nomornya tetap."
    after = counted(again(double).session, officer)
    assert after["scoreboard"] == (1, 0, 0, 0, 0, 0)
    assert after["open data"] == [(1, 0, 0, 0, 0, 0)]
    assert after["session"] == (1, 1, 0, 0)
    assert after["follow-up"] == {Kind.UNANSWERED: 1}
    assert after["proposals"] == []
    assert after["similar"] == ([1], 1)
    assert (after["replies"], after["slips"]) == ([], [1])
    assert make.aspiration(session=double.session).number == 3
    assert queries.how_many_numbered(double.session) == 3


def test_lists_show_it_struck_with_the_reason(browser, officer, double):
    seen = entries.state_of(double.session)[1]
    withdraw(browser, double, double_of="1")

    assert entries.state_of(double.session)[1] != seen
    for path in (f"/forums/{double.session.uuid}", f"/forums/{double.session.uuid}/entries"):
        page = browser.get(path)
        assert any("Suparman Contoh" in struck for struck in page.text("s")), path
        assert "Dikerjakan" in page.text("s")
        assert page.says(f"Ditarik ganda dengan nomor J-HUR {double.session.number}/001"), path
        assert page.says("Tercatat dua kali"), path
    assert browser.get(f"/forums/{double.session.uuid}").says("1 aspirasi, 1 nomor ditarik")


def test_open_promises_lapse_and_come_back_with_it(browser, officer, double):
    kept = double.items[1].promise
    with transaction():
        promising.keep(kept, "Selesai", by=officer)

    withdraw(browser, double)
    assert standings(double) == [PromiseStanding.KEPT, *[PromiseStanding.WITHDRAWN] * 2]

    page = restore(browser, double)
    assert page.text("[role=status]")[0] == "Catatan dipulihkan dan dihitung lagi."
    assert standings(double) == [PromiseStanding.KEPT, *[PromiseStanding.OPEN] * 2]
    restored = again(double)
    assert (restored.withdrawn_reason, restored.double_of) == ("", None)
    assert all(one.promise.closed_on is None for one in restored.items[2:])
    assert board.asked_for({}).total.voiced == 5
    told = db.session.scalars(select(JournalEntry.action).order_by(JournalEntry.id)).all()
    assert told[-6:] == [
        "aspiration_withdrawn",
        *["promise_withdrawn"] * 2,
        "aspiration_restored",
        *["promise_reopened"] * 2,
    ]


def test_nothing_is_done_with_it_meanwhile(browser, officer, double):
    open_wish = double.items[0]
    withdraw(browser, double)
    entries_before = db.session.scalar(select(func.count(JournalEntry.id)))
    base = f"/forums/aspirations/{double.uuid}"

    for path in (
        f"/forums/items/{open_wish.uuid}/answer",
        f"/forums/items/{open_wish.uuid}/dispose",
        f"/forums/items/{open_wish.uuid}/refer",
        f"{base}/case",
        f"{base}/correct",
        f"{base}/withdraw",
        f"{base}/add-wish",
        f"{base}/slip.pdf",
    ):
        reply = browser.client.get(path)
        assert (reply.status_code, reply.location) == (303, base), path
        assert browser.get(base).says(f"{double.label} sudah ditarik."), path
    assert browser.get(f"{base}/reply").status == 409
    assert "sudah ditarik" in browser.get(f"{base}/reply").text("main")[0]
    assert not browser.get(f"{base}/items").has(".act-row")
    assert not browser.get(f"{base}/papers").has("a[href$='slip.pdf']")
    assert db.session.scalar(select(func.count(JournalEntry.id))) == entries_before

    wish = again(double).items[0]
    to = Disposition("umkm", None, office.today())
    for act in (
        lambda: answering.respond(
            wish,
            answer(ResponseKind.ANSWERED),
            given_on=office.today(),
            at_session=False,
            by=officer,
        ),
        lambda: handing_on.dispose(wish, to, seen_version=None, by=officer),
    ):
        with pytest.raises(withdrawing.Withdrawn), transaction():
            act()
    assert replies.obstacle_to_reply(again(double), by=officer) is Obstacle.WITHDRAWN


@pytest.mark.parametrize(
    ("fields", "name", "says"),
    [
        ({"reason": " "}, "reason", "Tulis mengapa"),
        ({"reason": "NIK 3509110101900000"}, "reason", "NIK"),
        ({"double_of": "2"}, "double_of", "nomor catatan ini sendiri"),
        ({"double_of": "77"}, "double_of", "Tidak ada nomor itu"),
        ({"double_of": "satu"}, "double_of", "angka"),
    ],
)
def test_a_mistake_is_told_at_its_field(browser, officer, double, fields, name, says):
    page = withdraw(browser, double, **fields)

    assert page.status == 422
    assert says in page.text(f"#{name}-error")[0]
    assert not again(double).is_withdrawn


def test_numbers_lead_to_one_that_counts(browser, officer, double):
    """No number is joined to a withdrawn one, and one that others joined names another."""
    first = withdrawing.with_number(double.session, 1)
    third = make.aspiration(session=double.session, by=officer)
    withdraw(browser, double, double_of="1")

    assert (
        "sendiri sudah ditarik"
        in withdraw(browser, third, double_of="2").text("#double_of-error")[0]
    )
    page = withdraw(browser, first)
    assert f"{double.label} digabung ke nomor ini" in page.text("#double_of-error")[0]
    assert page.status == 422
    assert not again(first).is_withdrawn
    withdraw(browser, first, double_of="3")
    assert again(first).double_of.number == 3


def test_two_who_withdraw_or_correct_at_once_do_not_overwrite_each_other(browser, officer, double):
    address = f"/forums/aspirations/{double.uuid}/withdraw"
    fields = browser.get(address).fields("main form[data-keep]")
    with transaction():
        again(double).words = "Sudah dibetulkan"

    page = browser.post(address, {**fields, "reason": "Dua kali"})

    assert page.status == 409
    assert page.fields("main form[data-keep]")["reason"] == "Dua kali"
    assert not again(double).is_withdrawn
    browser.post(address, page.fields("main form[data-keep]"))
    assert again(double).is_withdrawn


def test_only_its_writer_and_who_runs_forums(browser, double):
    address = f"/forums/aspirations/{double.uuid}"
    browser.sign_in(make.user(role=Role.FRONT_DESK))
    assert not browser.get(address).has("a[href$='/withdraw']")
    for path in ("withdraw", "add-wish"):
        assert browser.get(f"{address}/{path}").status == 404
        assert browser.post(f"{address}/{path}", {"reason": "x"}).status == 404
    assert browser.post(f"{address}/restore", {"version": "1"}).status == 404

    clerk = make.user(role=Role.FRONT_DESK)
    own = make.aspiration(by=clerk)
    browser.sign_in(clerk)
    withdraw(browser, own)
    assert again(own).is_withdrawn


def test_a_confidential_one_is_withdrawn_by_who_may_know_the_speaker(browser, officer):
    spoken = make.aspiration(is_confidential=True, division_code="umkm", by=officer)
    browser.sign_in(make.user(role=Role.SUPERVISOR, division_code="koperasi"))

    assert browser.get(f"/forums/aspirations/{spoken.uuid}/withdraw").status == 404


def close(session):
    session.status = SessionStatus.CLOSED
    db.session.commit()


def make_minutes(browser, session, after=0):
    fields = {"after": str(after), "reason": "Ada yang ditarik" if after else ""}
    return browser.post(f"/forums/{session.uuid}/minutes", fields)


def test_minutes_keep_the_number_and_none_of_the_words(browser, officer, double):
    session = double.session
    close(session)
    make_minutes(browser, session)
    withdraw(browser, double, double_of="1")

    page = browser.get(f"/forums/{session.uuid}/minutes")
    assert page.says(f"{double.label}: ditarik")
    assert page.says("1 perubahan sejak edisi 1")

    make_minutes(browser, session, after=1)
    paper = bare(text_of(pdf_of(browser, f"/forums/{session.uuid}/minutes/2.pdf")))
    told = f"ganda dengan nomor J-HUR {session.number}/001; Tercatat dua kali"
    assert bare(f"{double.label} ditarik: {told}") in paper
    assert bare("1 penyampai, 1 butir; 0 butir sudah dijawab (Pemasaran 1); 1 nomor ditarik") in (
        paper
    )
    assert "Dikerjakan" not in paper
    book = sheets_of(browser.client.get(f"/forums/{session.uuid}/minutes/2.xlsx").data)
    heading, first, second = book["Aspirasi"]
    row = dict(zip(heading, second, strict=True))
    assert (row["Nomor"], row["Nomor registrasi"]) == (2, double.label)
    assert row["Permintaan"] == f"ditarik: {told}"
    assert not row["Penyampai"]
    assert not row["Ucapan"]
    assert len(first) == len(second) == len(heading)
    assert len(book["Jawaban"]) == 1
    entry = db.session.scalars(
        select(JournalEntry).where(JournalEntry.action == "minutes_made").order_by(JournalEntry.id)
    ).all()[-1]
    assert '"entries": 1' in entry.details_json.replace('":1', '": 1')


def test_what_the_minutes_tell_as_withdrawn_is_not_restored(browser, officer, double):
    session = double.session
    withdraw(browser, double)
    close(session)
    version = again(double).version
    make_minutes(browser, session)

    page = browser.get(f"/forums/aspirations/{double.uuid}")
    assert not page.has("form[action$='/restore']")
    assert page.says("Notula sudah menyebutnya ditarik")
    browser.post(f"/forums/aspirations/{double.uuid}/restore", {"version": str(version)})
    assert again(double).is_withdrawn


def test_withdrawn_after_the_minutes_it_can_be_restored(browser, officer, double):
    close(double.session)
    make_minutes(browser, double.session)
    withdraw(browser, double)

    restore(browser, double)

    assert not again(double).is_withdrawn
    newest = minutes.editions(again(double).session)[0]
    assert minutes.changes_since(newest) == []


def test_who_holds_the_slip_is_told_and_nothing_personal(browser, officer, double):
    withdraw(browser, double, double_of="1")
    page = browser.get(f"/aspiration/{double.check_code}")

    assert page.status == 200
    assert page.says(f"digabung dengan J-HUR {double.session.number}/001")
    for hidden in ("Suparman", "Tercatat dua kali", "Pemasaran", "Disperindag"):
        assert not page.says(hidden), hidden
    restore(browser, double)
    withdraw(browser, double)
    assert browser.get(f"/aspiration/{double.check_code}").says("Nomor ini tidak ditindaklanjuti")


def test_a_session_with_a_withdrawn_entry_was_held(browser, officer, double):
    """It gave numbers, so it cannot be called off."""
    for one in (double, withdrawing.with_number(double.session, 1)):
        withdraw(browser, one)

    page = browser.get(f"/forums/{double.session.uuid}")
    assert not page.has("a[href$='/call-off']")
    reply = browser.post(f"/forums/{double.session.uuid}/call-off", {"reason": "Hujan"})
    assert reply.status == 409
