"""Whoever asks for confidence after having been named is masked wherever they were named."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.cases.codes import Purpose
from intranet.cases.opening import ItemAsked
from intranet.database import transaction
from intranet.forums.follow_up import answering, handing_on, proposals
from intranet.forums.follow_up.answering import Answer
from intranet.forums.models import ResponseKind, SessionStatus
from intranet.forums.papers import replies
from tests import factories as make
from tests.browser import Browser
from tests.forums.papers import bare, pdf_of, text_of

NAME = "Nama Semula Terbuka"
ANSWERED = Answer(kind=ResponseKind.ANSWERED, responder="Kepala Contoh", words="Baik.")


@pytest.fixture
def scribe(app):
    return make.user(role=Role.OFFICER, division_code="umkm")


@pytest.fixture
def spoken(scribe):
    return make.aspiration(speaker=NAME, by=scribe)


def ask_for_confidence(app, spoken, scribe) -> None:
    browser = Browser(app)
    browser.sign_in(scribe)
    address = f"/forums/aspirations/{spoken.uuid}/correct"
    fields = browser.get(address).fields("main form[data-keep]")
    changes = {"is_confidential": "y", "division": "umkm", "reason": "Minta dirahasiakan"}
    assert browser.post(address, {**fields, **changes}).status == 200


def reader(app, role: Role, division: str | None = None) -> Browser:
    browser = Browser(app)
    browser.sign_in(make.user(role=role, division_code=division))
    return browser


STRANGERS = [
    (Role.FRONT_DESK, None),
    (Role.OFFICER, "koperasi"),
    (Role.SUPERVISOR, "koperasi"),
]
CONFIDANTS = [(Role.OFFICER, "umkm"), (Role.HEAD, None), (Role.AUDITOR, None)]


def minuted(app, spoken, **fields: str) -> str:
    with transaction():
        spoken.session.status = SessionStatus.CLOSED
    page = f"/forums/{spoken.session.uuid}/minutes"
    assert reader(app, Role.OFFICER, "umkm").post(page, fields).status == 200
    return page


def test_minutes_that_name_the_speaker_are_kept_from_whom_the_speaker_is(app, spoken, scribe):
    page = minuted(app, spoken)
    assert bare(NAME) in bare(text_of(pdf_of(reader(app, Role.FRONT_DESK), f"{page}/1.pdf")))

    ask_for_confidence(app, spoken, scribe)

    for role, division in STRANGERS:
        browser = reader(app, role, division)
        for ending in ("pdf", "xlsx"):
            assert browser.client.get(f"{page}/1.{ending}").status_code == 303
        told = browser.get(page)
        assert told.says("kini dirahasiakan")
        assert not told.has("#editions a")
    for role, division in CONFIDANTS:
        assert bare(NAME) in bare(text_of(pdf_of(reader(app, role, division), f"{page}/1.pdf")))


def test_the_next_edition_is_for_everybody_again(app, spoken, scribe):
    page = minuted(app, spoken)
    ask_for_confidence(app, spoken, scribe)
    minuted(app, spoken, after="1", reason="Penyampai minta dirahasiakan")

    assert bare(NAME) not in bare(text_of(pdf_of(reader(app, Role.FRONT_DESK), f"{page}/2.pdf")))


def test_a_letter_that_was_drafted_before_is_read_by_the_division_alone(app, spoken, scribe):
    with transaction():
        answering.respond(
            spoken.items[0], ANSWERED, given_on=spoken.session.held_on, at_session=True, by=scribe
        )
        letter = f"/letters/{replies.draft_reply(spoken, by=scribe).uuid}"
    assert reader(app, Role.OFFICER, "koperasi").get(letter).status == 200

    ask_for_confidence(app, spoken, scribe)

    for role, division in STRANGERS:
        browser = reader(app, role, division)
        assert browser.client.get(letter).status_code == 404
        assert not browser.get(f"/forums/aspirations/{spoken.uuid}/papers").says(NAME)
    for role, division in CONFIDANTS:
        assert reader(app, role, division).get(letter).status == 200


def test_its_case_is_for_the_division_alone(app, spoken, scribe):
    programme = make.case().items[0].programme
    item = ItemAsked(programme=programme, purpose=Purpose.OTHER, description="Pemasaran")
    with transaction():
        case = handing_on.open_case(
            spoken,
            [(spoken.items[0], item)],
            person=make.person(name=NAME),
            business=None,
            by=scribe,
        )
    ask_for_confidence(app, spoken, scribe)

    for role, division in STRANGERS:
        browser = reader(app, role, division)
        assert browser.client.get(f"/cases/{case.uuid}").status_code == 404
    for role, division in CONFIDANTS:
        assert reader(app, role, division).get(f"/cases/{case.uuid}").says(NAME)


def test_totals_of_proposals_do_not_tell_the_cluster(app, scribe):
    business = make.business(cluster=make.cluster())
    spoken = make.aspiration(business=business, by=scribe)
    budget = make.proposal(item=spoken.items[0]).budget
    assert [one.name for one in proposals.totals(budget).by_cluster] == [business.cluster.name]

    ask_for_confidence(app, spoken, scribe)

    assert [one.name for one in proposals.totals(budget).by_cluster] == [None]
