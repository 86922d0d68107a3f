"""A decision tells its version, prints for the citizen, and becomes an example."""

from __future__ import annotations

import io

import pypdf
import pytest

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.eligibility import queries
from intranet.rulebook import drafting
from intranet.rulebook import queries as rulebook
from intranet.rulebook.checking import check
from tests import factories
from tests.eligibility import stories


@pytest.fixture
def decision(app):
    case = stories.opens_case(stories.roaster())
    return queries.current_decision(case.items[0])


def path(decision, more=""):
    return f"/eligibility/decisions/{decision.uuid}{more}"


def paper(answer):
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_decision_names_its_version_with_author_and_approver(browser, auditor):
    version = factories.rule_version("bank-linkage")
    case = stories.opens_case(stories.roaster())
    decision = queries.current_decision(case.items[0])

    page = browser.get(path(decision))

    names = {one.uuid: one.name for one in db.session.query(type(factories.user()))}
    [text] = page.text("#document")
    assert "Versi 2" in text
    assert names[version.author] in text and names[version.approver] in text
    assert page.link("Baca versi 2") == "/rules/bank-linkage/versions/2"


def test_a_shipped_version_has_no_author(browser, auditor, decision):
    page = browser.get(path(decision))

    assert "Bawaan Loket" in page.text("#document")[0]
    assert page.says("durable-rules")


def test_what_would_change_it_and_that_it_comes_out_the_same(browser, auditor, decision):
    page = browser.get(path(decision))
    again = browser.post(path(decision, "/recompute"))

    assert page.text("#change li") == [
        change["says"] for change in decision.answer["change"]
    ] and page.has("#change li")
    assert again.says("Hasilnya sama.")


def test_the_citizens_paper_tells_in_plain_words_what_to_do(browser, clerk, decision):
    text = paper(browser.get(path(decision, "/print.pdf")))

    assert "Belum memenuhi syarat" in text
    assert "Daftar sebagai usaha binaan" in text
    assert "KTP, NIB, Formulir pendaftaran binaan" in text
    assert "Loket dinas" in text
    assert "7 hari" in text
    assert decision.item.case.person.name in text
    for jargon in ("sha256", "is_fostered", "durable", "fakta", "sidik"):
        assert jargon not in text
    [entry] = db.session.query(JournalEntry).filter_by(action="decision_printed")
    assert entry.case_uuid == decision.item.case.uuid


def test_the_paper_names_no_identity_number(browser, clerk):
    nik = factories.nik()
    person = factories.person(nik=nik)
    case = stories.opens_case(stories.roaster(owner=person))
    text = paper(browser.get(path(queries.current_decision(case.items[0]), "/print.pdf")))

    assert "NIK" not in text
    assert nik[:6] not in text and nik[6:12] not in text


def test_what_is_not_known_yet_is_asked_on_the_paper(browser, clerk):
    case = stories.opens_case(stories.roaster(size_class=None, has_nib=None, nib=None))
    item = case.items[0]
    stories.becomes_fostered(case.business)
    decision = queries.current_decision(item)

    text = paper(browser.get(path(decision, "/print.pdf")))

    assert decision.outcome.value == "undetermined"
    assert "Belum dapat kami pastikan" in text
    assert "Keterangan yang masih kami perlukan" in text


def test_advice_is_not_printed_for_the_citizen(browser, clerk, decision):
    advice = next(
        one for one in queries.current_decisions([decision.item])[decision.item_id] if one.is_advice
    )

    assert browser.get(path(advice, "/print.pdf")).status == 303
    assert not browser.get(path(advice)).says("Cetak untuk pemohon")


def test_a_decision_becomes_an_example_of_an_open_draft(browser, supervisor, decision):
    with transaction():
        draft = drafting.start(rulebook.versions("bank-linkage")[0], by=supervisor)
    page = browser.get(path(decision, "/example"))
    fields = page.fields()
    assert fields["draft"] == str(draft.uuid)

    browser.post(path(decision, "/example"), fields)
    browser.post(path(decision, "/example"), fields)  # Sent twice, it is one example.

    after = rulebook.draft(draft.uuid)
    example = after.content["examples"][-1]
    assert after.revision == 1
    assert example["date"] == decision.decided_on.isoformat()
    assert example["outcome"] == "ineligible"
    assert example["unmet"] == ["is_fostered"]
    assert example["facts"] == decision.facts
    for private in (decision.item.case.person.name, decision.item.case.number):
        assert private not in str(example)
    assert check(after).examples[-1].passes


def test_a_decision_becomes_an_example_of_a_new_draft(browser, supervisor, decision):
    page = browser.post(path(decision, "/example"), name="Belum binaan", draft="new")

    [draft] = rulebook.drafts_of("bank-linkage")
    assert draft.content["examples"][-1]["name"] == {"id": "Belum binaan"}
    assert page.path == f"/rules/drafts/{draft.uuid}"
    assert [step.path for step in draft.steps] == ["examples"]


def test_an_example_has_a_name_without_an_identity_number(browser, supervisor, decision):
    page = browser.post(path(decision, "/example"), name="3509 1234 5678 0001", draft="new")

    assert page.status == 422
    assert rulebook.drafts_of("bank-linkage") == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_only_whoever_edits_rules_makes_examples(browser, decision, role):
    browser.sign_in(factories.user(role=role))

    assert not browser.get(path(decision)).says("Jadikan contoh")
    assert browser.get(path(decision, "/example")).status == 403
