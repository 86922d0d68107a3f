"""Rules of another office that this one does not have come in as one YAML file."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import flask_migrate
import pytest
from sqlalchemy import text

from intranet import clock
from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.eligibility import queries as eligibility
from intranet.eligibility import services as eligibility_services
from intranet.office import queries as office
from intranet.programmes import queries as programmes
from intranet.rulebook import approving, drafting, editing, queries
from intranet.whatif import services as whatif
from intranet.whatif import snapshot
from rules import library
from tests import factories
from tests.eligibility import stories
from tests.rulebook.versions import approved, sent

NAME = "dana-bergulir"


def yaml(name=NAME):
    return (
        library.path("bank-linkage")
        .read_text()
        .replace("rule_set: bank-linkage", f"rule_set: {name}")
    )


def imports(browser, content=None, **fields):
    file = (io.BytesIO((content or yaml()).encode()), "dana-bergulir.yaml")
    return browser.post("/rules/import", file=file, **fields)


@pytest.fixture
def draft(browser, supervisor):
    imports(browser)
    [draft] = queries.drafts_of(NAME)
    return draft


def tomorrow():
    return office.today() + timedelta(days=1)


def in_force(draft):
    """The version that it becomes, published by two other hands; it holds from tomorrow."""
    author = factories.user(role=Role.SUPERVISOR)
    return approved(sent(draft, author), factories.user(role=Role.SUPERVISOR))


def test_the_file_becomes_a_draft_without_a_base(browser, supervisor):
    page = imports(browser)

    [draft] = queries.drafts_of(NAME)
    assert page.path == f"/rules/drafts/{draft.uuid}"
    assert draft.based_on is None
    assert draft.author == supervisor.uuid
    assert page.says("Aturan ini baru di kantor ini")
    [entry] = db.session.query(JournalEntry).filter_by(action="rule_draft_taken_over")
    assert entry.subject_uuid == draft.uuid
    assert NAME not in queries.names()  # Nothing decides by it yet.


def test_all_pages_of_such_a_draft_say_that_it_is_new(browser, supervisor, draft):
    factories.business()
    place = f"/rules/drafts/{draft.uuid}"

    review = browser.get(f"{place}/review")
    assert review.says("Aturan baru di kantor ini")
    assert review.says("Usaha memiliki NIB")
    assert not review.says("Yang berubah dari versi")
    for after in ("", "/submit", "/file", ".yaml", ".xlsx", "/findings"):
        assert browser.get(place + after).status == 200, after
    assert browser.get(f"{place}/review/meaning").says("tidak ada keputusan yang berubah")
    assert browser.get("/").says("sedang disusun, diambil dari kantor lain")


def test_its_pages_lead_to_no_rules_that_are_not_there(browser, supervisor, draft):
    place = f"/rules/drafts/{draft.uuid}"
    for after in ("", "/review", "/submit", "/file", "/impact"):
        links = browser.get(place + after).soup.select("main a[href^='/']")
        assert links
        for link in {one["href"].partition("#")[0] for one in links}:
            assert browser.get(link).status == 200, (after, link)


def test_put_aside_it_leaves_the_reader_among_the_drafts(browser, supervisor, draft):
    page = browser.post(f"/rules/drafts/{draft.uuid}/discard")

    assert page.status == 200
    assert page.path == "/rules/drafts/"


def test_the_what_if_tells_only_what_it_would_say(browser, supervisor, draft):
    factories.business(has_nib=False)
    snapshot.take()
    place = f"/rules/drafts/{draft.uuid}/impact"

    page = browser.get(place)
    assert page.says("aturan baru di kantor ini")
    assert page.text("[role=status]")[0] == (
        "Aturan ini baru di kantor ini: dari 1 usaha, 0 memenuhi syarat atau masih berpeluang."
    )
    assert page.text("#outcomes thead th") == ["Usulan"]
    assert not page.has("#who")
    [row] = [row for row in page.text("#by-criterion tbody tr") if "NIB" in row]
    assert row.endswith(("1 0", "1 1"))
    assert browser.get(place, **{"look-at": "applicants"}).says("Belum ada permohonan")
    assert browser.get(f"{place}/summary", htmx=True).says("Aturan baru: dari 1, 0 memenuhi")
    assert browser.get(f"/rules/drafts/{draft.uuid}/impact.csv").status == 200


def test_steps_of_such_a_draft_are_undone(browser, supervisor, draft):
    with transaction():
        drafting.take_step(
            draft,
            lambda data: editing.changed(data, "basis[0]", "Perbup 1/2027"),
            path="basis[0]",
            seen=0,
            by=supervisor,
        )
    browser.post(f"/rules/drafts/{draft.uuid}/step", act="undo", seen="1")

    db.session.refresh(draft)
    assert draft.content["basis"] == [
        "Kebijakan dinas: jalur permodalan bagi UMKM binaan, terutama menengah ke bawah"
    ]


def test_its_importer_does_not_approve_it_and_others_make_it_version_1(browser, supervisor, draft):
    snapshot.take()
    sent(draft, factories.user(role=Role.SUPERVISOR))
    with pytest.raises(approving.SameHand):
        approved(draft, supervisor)
    approver = factories.user(role=Role.SUPERVISOR)
    browser.sign_in(approver)
    place = f"/rules/drafts/{draft.uuid}"

    form = browser.get(f"{place}/review").fields("#answer form")
    page = browser.post(f"{place}/approve", form)

    assert page.path == f"/rules/{NAME}/versions/1"
    version = queries.version(NAME, 1)
    assert not version.is_shipped
    [entry] = db.session.query(JournalEntry).filter_by(action="rule_version_published")
    told = entry.details
    assert entry.actor_uuid == approver.uuid
    assert told["author"] == str(version.author)
    assert str(supervisor.uuid) in told["writers"]
    assert told["replaces"] is None
    assert told["changes"] == [
        "Aturan baru di kantor ini: Pengantar ke bank untuk usaha binaan, 5 syarat"
    ]
    assert told["impact"] == version.impact
    assert set(told["impact"]["register"]) == {"rows", "now", "stopped_now", "taken_at"}
    assert told["impact"]["since_version"] is None
    assert told["impact"]["replayed"] == 0


def test_before_it_holds_it_is_read_like_any_other(browser, supervisor, draft):
    in_force(draft)

    for address in (
        "",
        ".yaml",
        ".xlsx",
        "/versions/1",
        "/versions/1.pdf",
        "/compare",
        "/compare/meaning",
        "/impact",
    ):
        assert browser.get(f"/rules/{NAME}{address}").status == 200, address
    assert browser.get("/rules/").says("berlaku ")
    assert browser.get(f"/rules/{NAME}").says("mulai berlaku")
    assert browser.post(f"/rules/{NAME}/drafts", another="yes").path.startswith("/rules/drafts/")
    assert eligibility_services.make_ready(1) is None


def test_a_second_file_of_that_name_is_shown_beside_it(browser, supervisor, draft):
    in_force(draft)
    changed = yaml().replace("Kebijakan dinas: jalur", "Perbup 5/2027: jalur")

    page = imports(browser, changed)

    assert page.says("Perbup 5/2027")
    assert queries.drafts_of(NAME)[0].based_on.number == 1


def test_a_draft_overtaken_by_another_of_the_same_name_tells_so(browser, supervisor, draft):
    imports(browser, yaml().replace("Kebijakan dinas: jalur", "Perbup 5/2027: jalur"))
    [later, _first] = queries.drafts_of(NAME)
    in_force(draft)
    sent(later, supervisor)

    page = browser.get(f"/rules/drafts/{later.uuid}/review")

    assert page.says("diambil dari kantor lain ketika belum ada di sini")
    assert page.says("Yang berubah dari versi 1")
    version = approved(later, factories.user(role=Role.SUPERVISOR))
    assert version.number == 2
    assert "Perbup 5/2027" in str(version.changes)


def test_a_programme_names_it_and_cases_are_decided_by_it(app, browser, supervisor, draft):
    in_force(draft)
    with transaction():
        programmes.by_code("bank-referral").rule_set = NAME

    with clock.stopped_at(datetime.now(UTC) + timedelta(days=2)):
        case = stories.opens_case(stories.roaster(), stories.loan())
        [decision] = [
            one
            for one in eligibility.current_decisions(case.items)[case.items[0].id]
            if one.rule_set == NAME
        ]

        assert decision.document == queries.version(NAME, 1).document
        assert decision.outcome.value == "ineligible"


def test_the_impact_of_rules_new_to_the_office_has_no_before(app, draft):
    found = whatif.impact_of(draft)

    assert found["since_version"] is None
    assert "gains" not in found["register"]


def test_rules_that_are_new_do_not_end_with_nothing_to_follow(browser, supervisor, draft):
    page = browser.post(
        f"/rules/drafts/{draft.uuid}/submit",
        reason="x",
        basis="y",
        holds_from=tomorrow().isoformat(),
        holds_until=(tomorrow() + timedelta(days=9)).isoformat(),
    )

    assert page.status == 422
    assert page.says("Kosongkan tanggal berakhirnya")


@pytest.mark.parametrize("name", ["import", "drafts"])
def test_a_name_that_is_an_address_of_ours_is_refused(browser, supervisor, name):
    page = imports(browser, yaml(name))

    assert page.status == 422
    assert page.says(f"Nama {name} sudah dipakai Loket sendiri")
    assert queries.drafts_of(name) == []


def test_a_broken_file_is_refused_and_nothing_is_made(browser, supervisor):
    page = imports(browser, "PK\3\4")

    assert page.status == 422
    assert queries.drafts_of(NAME) == []


def test_a_file_sent_twice_makes_one_draft(browser, supervisor):
    form = browser.get("/rules/import").fields("form[enctype]")
    key = {"once": form["once"]}

    first, second = imports(browser, **key), imports(browser, **key)

    assert first.path == second.path
    assert len(queries.drafts_of(NAME)) == 1


def test_the_database_goes_down_and_up_with_such_drafts(app, browser, supervisor, draft):
    """Published ones keep the version that they became, open ones go; hands are found again."""
    sender = factories.user(role=Role.SUPERVISOR)
    sent(draft, sender)
    approved(draft, factories.user(role=Role.SUPERVISOR))
    published_draft, hands = draft.id, draft.written_by
    imports(browser, yaml("dana-lain"))
    [other] = queries.drafts_of("dana-lain")
    open_draft = other.id
    with transaction():
        drafting.take_step(
            other,
            lambda data: editing.changed(data, "basis[0]", "Perbup 1/2027"),
            path="basis[0]",
            seen=0,
            by=supervisor,
        )
    db.session.rollback()

    flask_migrate.downgrade(revision="20261122_rule_versions")
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT id, based_on_id, version_id FROM rule_drafts")).all()
        steps = connection.execute(text("SELECT draft_id FROM rule_draft_steps")).scalars().all()
    assert {row.id: row.based_on_id for row in rows}[published_draft] == rows[0].version_id
    assert open_draft not in {row.id for row in rows}
    assert open_draft not in steps

    flask_migrate.upgrade()
    flask_migrate.check()
    [again] = [one for one in db.session.query(queries.Draft) if one.id == published_draft]
    assert again.written_by == hands
