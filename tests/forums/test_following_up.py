"""What became of a wish after the session: answered, owned, referred, made into a case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from intranet.access import Role
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.cases import moving
from intranet.cases.codes import Channel, Status, Urgency
from intranet.cases.course import Act
from intranet.cases.models import Case
from intranet.database import db, transaction
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import PromiseKind, PromiseStanding
from intranet.office import queries as office
from intranet.people.models import Person
from tests import factories
from tests.browser import Browser


def of(aspiration) -> str:
    return f"/forums/aspirations/{aspiration.uuid}/items"


def two_wishes(**changes):
    wishes = (
        Wish("Studi banding ke sentra keripik", factories.topic("Studi banding")),
        Wish("Dibantu jualan daring", factories.topic("Pemasaran")),
    )
    return factories.aspiration(wishes=wishes, **changes)


def submit(browser, path, **fields):
    form = browser.get(path)
    assert form.status == 200
    return browser.post(path, {**form.fields(), **fields})


def test_an_answer_given_later_is_no_answer_of_the_session(browser, officer):
    aspiration = factories.aspiration()
    wish = aspiration.items[0]

    page = submit(
        browser,
        f"/forums/items/{wish.uuid}/answer",
        kind="in_process",
        words="Diikutkan pameran bulan depan.",
        responder="Kabid Contoh",
        due_on=f"{office.today() + timedelta(days=5)}",
    )

    assert page.path == of(aspiration)
    assert page.says("Diikutkan pameran bulan depan. Diproses · Kabid Contoh")
    assert page.says("(sesudah sesi)")
    db.session.refresh(wish)
    assert [answer.at_session for answer in wish.responses] == [False]
    assert wish.promise.due_on == office.today() + timedelta(days=5)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"kind": "proposed", "words": "Diusulkan."}, "Pilih anggaran yang akan diusulkan"),
        ({"kind": "referred", "words": "Dirujuk."}, "Isi nama instansi yang dituju"),
        ({"kind": "answered", "words": ""}, "Tulis jawabannya"),
        ({"kind": "answered", "words": "Ya", "given_on": "2100-01-01"}, "setelah hari ini"),
        ({"kind": "answered", "words": "Ya", "given_on": "2000-01-01"}, "sebelum hari sesi"),
        ({"kind": "answered", "words": "NIK 3509123456780000"}, "Hapus NIK"),
    ],
)
def test_an_answer_that_lacks_something_is_told_what(browser, officer, answer, told):
    wish = factories.wish()

    page = submit(browser, f"/forums/items/{wish.uuid}/answer", **answer)

    assert page.status == 422
    assert any(told in error for error in page.text(".error"))
    assert wish.responses == []


def test_a_wish_is_handed_to_a_division_with_a_day(browser, supervisor):
    wish = factories.wish()
    day = office.today() + timedelta(days=10)

    page = submit(
        browser, f"/forums/items/{wish.uuid}/dispose", division="koperasi", due_on=f"{day}"
    )

    assert page.status == 200
    db.session.refresh(wish)
    assert (wish.promise.kind, wish.promise.division_code) == (PromiseKind.WORK, "koperasi")
    assert (wish.promise.due_on, wish.aspiration.division_code) == (day, "koperasi")


def test_two_who_hand_on_the_same_wish_make_one_promise(browser, supervisor):
    wish = factories.wish()
    path = f"/forums/items/{wish.uuid}/dispose"
    day = f"{office.today() + timedelta(days=3)}"
    both = {**browser.get(path).fields(), "due_on": day}

    browser.post(path, {**both, "division": "koperasi"})
    page = browser.post(path, {**both, "division": "umkm"})

    assert page.status == 409
    assert page.says("baru saja diubah orang lain")
    db.session.refresh(wish)
    assert [one.division_code for one in wish.promises] == ["koperasi"]


def test_a_referral_is_remembered_until_the_agency_answers(browser, officer):
    wish = factories.wish()
    day = office.today() + timedelta(days=1)

    submit(
        browser,
        f"/forums/items/{wish.uuid}/refer",
        agency="Dinas Perdagangan",
        reason="Pasar dikelola dinas itu.",
        follow_up_on=f"{day}",
    )

    db.session.refresh(wish)
    assert (wish.promise.kind, wish.promise.agency) == (PromiseKind.REFERRAL, "Dinas Perdagangan")
    assert not browser.get("/forums/follow-up?kind=ask_after").has("tbody tr")
    with transaction():
        wish.promise.due_on = office.today()
    assert browser.get("/forums/follow-up?kind=ask_after").says("Dinas Perdagangan")
    page = submit(browser, f"/forums/promises/{wish.promise.uuid}/keep", outcome="Lapak diberi.")
    assert page.says("Lapak diberi.")
    assert not browser.get("/forums/follow-up?kind=ask_after").has("tbody tr")


def test_wishes_of_a_speaker_become_one_case_that_the_rules_decide_at_once(browser, officer):
    aspiration = two_wishes(business=factories.business(), words="Kami ingin belajar dan menjual.")

    page = submit(browser, f"/forums/aspirations/{aspiration.uuid}/case")

    case = db.session.scalars(select(Case)).one()
    assert page.path == of(aspiration)
    assert [item.programme.code for item in case.items] == ["study-visit", "marketplace"]
    assert (case.channel, case.words) == (Channel.FORUM, "Kami ingin belajar dan menjual.")
    assert case.business_id == aspiration.business_id
    assert [wish.case_item_id for wish in aspiration.items] == [item.id for item in case.items]
    assert page.text(".summary-list .badge-pill").count("Belum dapat ditentukan") == 2
    assert page.says(f"Kasus {case.number} dibuka.")
    assert {wish.promise.due_on for wish in aspiration.items} == {case.target_on}
    assert browser.get(f"/forums/of-case/{case.uuid}", htmx=True).says(aspiration.label)
    assert f"/forums/of-case/{case.uuid}" in browser.get(f"/cases/{case.uuid}").content.decode()


def test_whoever_the_case_is_handed_to_owns_what_was_promised(browser, officer):
    aspiration = two_wishes(business=factories.business())
    submit(browser, f"/forums/aspirations/{aspiration.uuid}/case")
    case, to = db.session.scalars(select(Case)).one(), factories.user(role=Role.OFFICER)
    with transaction():
        moving.move(case, Act.VERIFY, seen_version=case.version, by=officer)
    with transaction():
        sheet = moving.Instruction("umkm", to, Urgency.ORDINARY, "Mohon ditindaklanjuti.")
        moving.dispose(case, sheet, seen_version=case.version, by=officer)

    db.session.expire_all()
    owners = {(wish.promise.division_code, wish.promise.officer) for wish in aspiration.items}
    assert owners == {("umkm", to)}
    assert {wish.promise.due_on for wish in aspiration.items} == {case.target_on}


def test_sent_twice_it_makes_one_case(browser, officer):
    aspiration = two_wishes(business=factories.business())
    path = f"/forums/aspirations/{aspiration.uuid}/case"
    sent = {**browser.get(path).fields(), "wish_2-goes_to": ""}

    for _ in range(2):
        assert browser.post(path, sent).path == of(aspiration)

    assert len(db.session.scalars(select(Case)).all()) == 1


def test_a_wish_left_out_can_join_what_is_asked_for_already(browser, officer):
    business = factories.business()
    there = factories.case(business=business, asks=("marketplace",))
    strangers = factories.case(asks=("marketplace",))
    aspiration = two_wishes(business=business)
    path = f"/forums/aspirations/{aspiration.uuid}/case"
    form = browser.get(path)

    options = {option["value"] for option in form.soup.select("#wish_2-goes_to option")}
    none = browser.post(path, {**form.fields(), "wish_1-goes_to": "", "wish_2-goes_to": ""})
    joined = {"wish_1-goes_to": "", "wish_2-goes_to": f"{there.items[0].uuid}"}
    browser.post(path, {**form.fields(), **joined})

    assert options == {"", "new", str(there.items[0].uuid)}
    assert str(strangers.items[0].uuid) not in options
    assert none.says("Pilih sedikitnya satu butir")
    db.session.refresh(aspiration)
    assert [wish.case_item_id for wish in aspiration.items] == [None, there.items[0].id]


def test_a_speaker_whom_nobody_registered_is_registered_without_nik(browser, officer):
    aspiration = factories.aspiration(speaker="Suparmi Contoh", phone="+6281200000000")

    page = browser.get(f"/forums/aspirations/{aspiration.uuid}/case")
    sent = page.fields("main form[action$=speaker]")
    form = browser.post(f"/forums/aspirations/{aspiration.uuid}/speaker", sent)
    browser.post(f"{form.path}?person={person('Suparmi Contoh').uuid}", form.fields())

    assert person("Suparmi Contoh").village_code == "35.09.11.2006"
    assert person("Suparmi Contoh").nik is None
    assert db.session.scalars(select(Case)).one().person.name == "Suparmi Contoh"


def person(name: str) -> Person:
    return db.session.scalars(select(Person).where(Person.name == name)).one()


def test_a_nik_of_somebody_else_leads_to_that_person(browser, officer):
    nik = factories.nik()
    factories.person(name="Siti Contoh", nik=nik)
    aspiration = factories.aspiration(speaker="Sitti")
    page = browser.get(f"/forums/aspirations/{aspiration.uuid}/case")
    sent = page.fields("main form[action$=speaker]")

    page = browser.post(f"/forums/aspirations/{aspiration.uuid}/speaker", {**sent, "nik": nik})

    assert page.status == 422
    assert page.says("NIK ini sudah terdaftar")
    assert page.link("Siti Contoh").startswith(
        f"/forums/aspirations/{aspiration.uuid}/case?person="
    )


def test_a_closed_case_suggests_what_became_of_the_promise(browser, officer):
    aspiration = factories.aspiration(business=factories.business())
    submit(browser, f"/forums/aspirations/{aspiration.uuid}/case")
    case, clerk = db.session.scalars(select(Case)).one(), factories.user(role=Role.OFFICER)
    with transaction():
        case.status = Status.ANSWERED
    with transaction():
        reason = "Toko daringnya sudah jalan."
        moving.move(case, Act.FINISH, seen_version=case.version, by=clerk, reason=reason)

    listed = browser.get("/forums/follow-up?kind=case_closed")
    page = browser.get(of(aspiration))
    form = browser.get(page.link("Terwujud"))

    assert listed.says(aspiration.label)
    assert page.says("Catat hasil janjinya")
    assert "Toko daringnya sudah jalan." in form.text("textarea")
    assert aspiration.items[0].promise.standing is PromiseStanding.OPEN


def test_the_worklist_tells_what_waits_and_is_narrowed(browser, officer):
    session = factories.forum_session()
    theirs = factories.aspiration(session=session, division_code="umkm")
    other = factories.aspiration(division_code="koperasi")
    late = factories.promise(due_on=office.today() - timedelta(days=1), officer=officer)
    ownerless = factories.proposal(division_code=None)

    def listed(query: str) -> str:
        return " ".join(browser.get(f"/forums/follow-up?{query}").text("tbody th"))

    assert theirs.label in listed("kind=unanswered")
    assert other.label in listed("kind=unanswered")
    assert other.label not in listed(f"kind=unanswered&session={session.uuid}")
    assert other.label not in listed("kind=unanswered&mine=1")
    assert theirs.label not in listed("kind=unanswered&division=koperasi")
    assert late.item.aspiration.label in listed("kind=overdue")
    assert late.item.aspiration.label in listed("kind=all_open&mine=1")
    assert ownerless.item.aspiration.label in listed("kind=unowned")
    assert late.item.aspiration.label not in listed("kind=unowned")
    tabs = browser.get("/forums/follow-up").text(".tabs a")
    # What was promised in these tests was never answered in words.
    assert tabs[:3] == ["Belum dijawab 4", "Tanpa penanggung jawab 1", "Lewat tenggat 1"]


def test_the_worklist_is_read_page_by_page_both_ways(browser, officer):
    session = factories.forum_session()
    labels = [factories.aspiration(session=session).label for _ in range(30)]

    first = browser.get("/forums/follow-up")
    second = browser.get(first.link("Berikutnya"))
    back = browser.get(second.link("Sebelumnya"))

    def named(page):
        return [text.split(",")[0] for text in page.text("tbody th a")]

    assert named(first) == labels[:25] == named(back)
    assert named(second) == labels[25:]


def test_the_same_number_of_queries_however_many_wait(browser, officer, counted):
    factories.proposal()
    factories.aspiration()
    pages = ("/forums/follow-up", "/forums/follow-up?kind=all_open", "/forums/proposals", "/")
    few = [counted(path) for path in pages]
    for _ in range(8):
        factories.proposal(item=factories.wish(business=factories.business()))
        factories.aspiration(session=factories.forum_session())

    assert [counted(path) for path in pages] == few


@pytest.fixture
def counted(browser):
    def count(path: str) -> int:
        asked: list[str] = []

        def listener(_c, _cursor, statement, *_rest):
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", listener)
        try:
            assert browser.get(path).status == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", listener)
        return len(asked)

    return count


class TestInConfidence:
    """Who spoke is told to the division in charge, the writer, the head and the auditor alone."""

    SPEAKER = "Penyampai Rahasia Contoh"

    @pytest.fixture
    def told(self, app):
        return two_wishes(
            speaker=self.SPEAKER,
            words="Saya takut dikenal.",
            business=factories.business(name="Keripik Rahasia"),
            is_confidential=True,
            division_code="umkm",
        )

    @pytest.fixture
    def case(self, told, app):
        insider = Browser(app)
        insider.sign_in(factories.user(role=Role.OFFICER, division_code="umkm"))
        submit(insider, f"/forums/aspirations/{told.uuid}/case")
        return db.session.scalars(select(Case)).one()

    def test_the_case_stays_confidential_with_its_division(self, case):
        assert (case.is_confidential, case.division_code) == (True, "umkm")

    @pytest.mark.parametrize(
        ("role", "division", "is_told"),
        [
            (Role.OFFICER, "umkm", True),
            (Role.OFFICER, "koperasi", False),
            (Role.SUPERVISOR, "koperasi", False),
            (Role.FRONT_DESK, None, False),
            (Role.HEAD, None, True),
            (Role.AUDITOR, None, True),
        ],
    )
    def test_pages_name_the_speaker_to_those_alone(self, app, told, case, role, division, is_told):
        reader = Browser(app)
        reader.sign_in(factories.user(role=role, division_code=division))
        pages = [
            reader.get(path)
            for path in (
                of(told),
                "/forums/follow-up?kind=all_open",
                "/forums/follow-up",
                "/forums/proposals",
                "/",
            )
        ]
        text = " ".join(page.content.decode() for page in pages)

        assert all(page.status == 200 for page in pages)
        assert (self.SPEAKER in text) is is_told
        assert ("Saya takut dikenal." in text) is is_told
        assert (case.number in text) is is_told
        assert pages[0].says("Studi banding ke sentra keripik")

    def test_only_who_knows_the_speaker_says_whose_case_it_is(self, app, told):
        stranger = Browser(app)
        stranger.sign_in(factories.user(role=Role.SUPERVISOR, division_code="koperasi"))
        address = f"/forums/aspirations/{told.uuid}"

        assert not stranger.get(of(told)).has("a[href$='/case']")
        assert stranger.get(f"{address}/case").status == 404
        assert stranger.post(f"{address}/speaker", name="x").status == 404

    def test_told_in_confidence_afterwards_no_link_is_left_to_the_case(self, app):
        """The case is open to many by now; beside it the wish would tell who spoke."""
        spoken, insider = two_wishes(business=factories.business()), Browser(app)
        insider.sign_in(factories.user(role=Role.OFFICER))
        submit(insider, f"/forums/aspirations/{spoken.uuid}/case")
        case, stranger = db.session.scalars(select(Case)).one(), Browser(app)
        with transaction():
            spoken.is_confidential, spoken.division_code = True, "umkm"
        stranger.sign_in(factories.user(role=Role.SUPERVISOR, division_code="koperasi"))

        assert stranger.get(f"/cases/{case.uuid}").status == 200
        assert case.number not in stranger.get(of(spoken)).content.decode()
        assert stranger.get(of(spoken)).says("Sudah menjadi kasus.")
        assert spoken.label not in stranger.get(f"/forums/of-case/{case.uuid}").content.decode()
        assert insider.get(f"/forums/of-case/{case.uuid}").says(spoken.label)

    def test_it_joins_no_case_that_more_people_read(self, browser, told):
        known = factories.case(business=told.business, asks=("marketplace",))
        browser.sign_in(factories.user(role=Role.OFFICER, division_code="umkm"))

        form = browser.get(f"/forums/aspirations/{told.uuid}/case")

        assert str(known.items[0].uuid) not in form.content.decode()


def test_every_list_marks_what_is_overdue_and_says_what_the_tab_counts(browser, officer):
    today = office.today()
    past = [
        factories.promise(due_on=today - timedelta(days=1)),
        factories.promise(
            kind=PromiseKind.REFERRAL, agency="Disperindag", due_on=today - timedelta(days=1)
        ),
        factories.proposal(Budget(today.year - 1, BudgetStage.APBD)),
    ]
    awaited = Budget(today.year + 2, BudgetStage.APBD)
    for later in (
        factories.promise(due_on=today),
        factories.proposal(awaited),
        factories.promise(),
    ):
        assert later.standing is PromiseStanding.OPEN

    rows = browser.get("/forums/follow-up?kind=all_open").text("tbody tr")

    assert len(rows) == 6
    marked = [row for row in rows if "Lewat tenggat" in row]
    labels = [one.item.aspiration.label for one in past]
    assert [row.split(",")[0] for row in marked] == labels
    assert browser.get("/forums/follow-up?kind=overdue").says("papan skor menghitung ketiganya")
    assert browser.get("/forums/scoreboard").says("Janji lewat waktu: pekerjaan dinas dan rujukan")


@pytest.mark.parametrize(
    "path", ["follow-up", "proposals", "scoreboard", "series", "topics", "new"]
)
def test_every_page_of_forums_leads_back_to_the_first(browser, path):
    browser.sign_in(factories.user(role=Role.SUPERVISOR))

    page = browser.get(f"/forums/{path}")

    assert "/forums/" in [link["href"] for link in page.soup.select(".above-title a, main .tabs a")]
    assert page.says("Forum warga")
