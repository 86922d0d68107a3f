"""One screen takes down what a speaker says; nothing typed is lost, nothing is kept twice."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from uuid_utils.compat import uuid7

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.businesses import search_index
from intranet.database import db, transaction
from intranet.forums.follow_up.answering import Answer, respond
from intranet.forums.log import entries
from intranet.forums.models import Aspiration, OfficialPresent, ResponseKind, Scribe, SessionStatus
from intranet.office import queries as office
from tests import factories as make

JSON = {"Accept": "application/json"}


def written(**changes):
    fields = {
        "speaker": "Warga Contoh",
        "village": "Tanjungrejo",
        "wishes-0-request": "Dibantu memasarkan",
        "wishes-0-topic": str(make.topic().uuid),
        "once": str(uuid7()),
    }
    return {**fields, **changes}


def send(browser, session, **changes):
    """As the device sends an entry; its status and what was answered."""
    fields = {**written(**changes), "csrf_token": browser.csrf_token()}
    page = browser._open("POST", f"/forums/{session.uuid}/log", data=fields, headers=JSON)
    return page.status, json.loads(page.content)


def kept():
    return db.session.scalars(select(Aspiration).order_by(Aspiration.number)).all()


def test_the_form_saves_and_opens_the_next(browser, officer):
    session = make.forum_session(number=6)

    page = browser.post(f"/forums/{session.uuid}/log", written(phone="0812 3456 7890"))

    assert page.text("[role=status]")[0] == "Aspirasi J-HUR 6/001 tersimpan."
    assert page.fields("#entry")["speaker"] == ""
    (one,) = kept()
    assert (one.speaker, one.phone, one.village.code) == (
        "Warga Contoh",
        "+6281234567890",
        "35.09.11.2006",
    )
    assert page.text("#entries li p")[0].startswith("J-HUR 6/001 Warga Contoh")


def test_without_scripts_a_button_adds_a_wish_and_saves_nothing_yet(browser, clerk):
    session = make.forum_session()

    page = browser.post(f"/forums/{session.uuid}/log", written(), add_wish="1")

    fields = page.fields("#entry")
    assert (fields["speaker"], fields["wishes-1-request"]) == ("Warga Contoh", "")
    assert not kept()
    more = {"wishes-1-request": "Studi banding", "wishes-1-topic": make.topic("Studi banding").uuid}
    browser.post(f"/forums/{session.uuid}/log", {**fields, **more})
    assert [item.request for item in kept()[0].items] == ["Dibantu memasarkan", "Studi banding"]


def test_a_wish_that_was_added_and_not_used_is_no_mistake(browser, clerk):
    session = make.forum_session()
    blank = {f"wishes-1-{name}": "" for name in ("request", "topic", "kind", "answer")}

    assert send(browser, session, **blank, **{"wishes-1-responder": "Kepala"})[0] == 200
    assert len(kept()[0].items) == 1


@pytest.mark.parametrize(
    ("changes", "name", "says"),
    [
        ({"speaker": " "}, "speaker", "Tulis nama penyampai"),
        ({"speaker": "3509110101900000"}, "speaker", "Hapus NIK"),
        ({"phone": "12"}, "phone", "0812 3456 7890"),
        ({"is_confidential": "y", "division": ""}, "division", "Pilih bidang"),
        ({"paper_number": "61"}, "paper_number", "1 sampai 60"),
        ({"wishes-0-request": ""}, "wishes-0-request", "Tulis apa yang diminta"),
        ({"wishes-0-topic": "x"}, "wishes-0-topic", "Pilih topiknya"),
        ({"wishes-0-answer": "Baik"}, "wishes-0-kind", "Pilih macam jawabannya"),
        ({"wishes-0-kind": "answered"}, "wishes-0-answer", "Tulis jawabannya"),
        (
            {"wishes-0-kind": "not_possible", "wishes-0-responder": "Kepala"},
            "wishes-0-answer",
            "mengapa belum dapat",
        ),
        ({"wishes-0-kind": "in_process"}, "wishes-0-responder", "siapa yang menjawab"),
        ({"wishes-0-kind": "proposed", "wishes-0-budget": "x"}, "wishes-0-budget", "anggaran"),
        ({"wishes-0-kind": "proposed", "wishes-0-budget": ""}, "wishes-0-budget", "Pilih anggaran"),
        ({"wishes-0-kind": "referred"}, "wishes-0-agency", "OPD yang dituju"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
    browser, clerk, changes, name, says
):
    session = make.forum_session(paper_forms_printed=60)

    status, said = send(browser, session, **changes)
    page = browser.post(f"/forums/{session.uuid}/log", written(words="Kata-katanya", **changes))

    assert (status, said["reason"]) == (422, "invalid")
    assert says in said["fields"][name]
    assert page.status == 422
    assert says in page.text(f"#{name}-error")[0]
    assert page.fields("#entry")["words"] == "Kata-katanya"
    assert not kept()


def test_answers_on_the_spot_become_responses_and_promises(browser, clerk):
    head = OfficialPresent(name="Kepala", position="Kepala Dinas", position_in_list=1)
    session = make.forum_session(officials=[head])
    page = browser.get(f"/forums/{session.uuid}/log")
    fields = page.fields("#entry")
    assert fields["wishes-0-responder"] == "Kepala"
    assert fields["wishes-0-responder_position"] == "Kepala Dinas"
    answers = [
        {"kind": "proposed", "answer": "Dicatat khusus", "budget": "p_apbd-2022"},
        {"kind": "referred", "answer": "", "agency": "Disperindag"},
        {"kind": "not_possible", "answer": "Tidak ada anggaran"},
        {"kind": "answered", "answer": "Bisa di gerai"},
    ]
    for number, answer in enumerate(answers):
        about = {"request": "Minta", "topic": str(make.topic().uuid), "responder": "Kepala"}
        for name, value in {**about, **answer}.items():
            fields[f"wishes-{number}-{name}"] = value

    browser.post(f"/forums/{session.uuid}/log", {**fields, "speaker": "Warga"})

    items = kept()[0].items
    assert [item.responses[0].kind for item in items] == [
        ResponseKind.PROPOSED,
        ResponseKind.REFERRED,
        ResponseKind.NOT_POSSIBLE,
        ResponseKind.ANSWERED,
    ]
    assert items[0].promise.budget.name == "P-APBD 2022"
    assert items[1].promise.agency == "Disperindag"
    assert (items[2].promise, items[3].promise) == (None, None)
    assert "Disperindag" in browser.get(f"/forums/{session.uuid}/log").content.decode()


@pytest.mark.parametrize(
    ("typed", "code", "as_told"),
    [
        ("tanjungrejo", "35.09.11.2006", ""),
        ("Desa  Tanjungrejo", "35.09.11.2006", ""),
        ("Andongsari, Kecamatan Ambulu", "35.09.12.2001", ""),
        ("Andongsari", "35.09.12.2001", ""),
        ("Tegalrejo, Lumajang", None, "Tegalrejo, Lumajang"),
        ("", None, ""),
    ],
)
def test_a_village_is_known_by_its_name_and_kept_as_told_otherwise(
    browser, clerk, typed, code, as_told
):
    send(browser, make.forum_session(), village=typed)

    assert (kept()[0].village_code, kept()[0].village_as_told) == (code, as_told)


def test_the_subdistricts_own_villages_are_offered_first(browser, clerk):
    page = browser.get(f"/forums/{make.forum_session().uuid}/log")

    offered = [tag["value"] for tag in page.soup.select("#villages option")]
    assert offered == [
        "Glundengan, Kecamatan Wuluhan",
        "Tanjungrejo, Kecamatan Wuluhan",
        "Andongsari, Kecamatan Ambulu",
    ]


def test_a_registered_business_is_found_by_name_and_kept_by_its_uuid(browser, clerk):
    business = make.business(name="Kopi Tanjungrejo")
    with transaction():
        search_index.rebuild()
    session = make.forum_session()

    page = browser.get("/forums/businesses", business="kopi tanj")
    (found,) = json.loads(page.content)
    send(browser, session, business=found["name"], business_uuid=found["uuid"])
    # The name was changed after something was picked: what is written counts.
    send(browser, session, business="Warung Lain", business_uuid=found["uuid"])

    first, second = kept()
    assert (first.business_id, first.business_as_told) == (business.id, "")
    assert (second.business_id, second.business_as_told) == (None, "Warung Lain")


def test_confidential_presets_the_scribes_division_and_others_keep_none(browser):
    browser.sign_in(make.user(role=Role.OFFICER, division_code="koperasi"))
    session = make.forum_session()
    division = browser.get(f"/forums/{session.uuid}/log").fields("#entry")["division"]

    send(browser, session, is_confidential="y", division=division)
    send(browser, session, division=division)

    assert [one.division_code for one in kept()] == ["koperasi", None]


def test_paper_forms_are_copied_one_after_the_other_and_none_twice(browser, clerk):
    session = make.forum_session(number=6)

    page = browser.post(f"/forums/{session.uuid}/log", written(paper_number="7"))
    status, said = send(browser, session, paper_number="7", speaker="Orang lain")

    assert page.fields("#entry")["paper_number"] == "8"
    assert status == 422
    assert said["fields"]["paper_number"] == "Formulir ini sudah disalin sebagai J-HUR 6/001"


def test_an_entry_sent_again_is_the_one_that_was_kept(browser, clerk):
    session, entry = make.forum_session(number=6), written()

    first = send(browser, session, **entry, spoken_at="2026-01-05T09:00:00Z")
    again = send(browser, session, **entry, spoken_at="2026-01-05T09:00:07Z")
    other = send(browser, session, **{**entry, "speaker": "Orang lain"})

    assert first == again == (200, {"number": 1, "label": "J-HUR 6/001"})
    assert (other[0], other[1]["reason"]) == (409, "key_used")
    assert len(kept()) == 1


def test_an_entry_sent_again_is_known_though_it_would_be_read_otherwise_now(browser, clerk):
    session, entry = make.forum_session(), written(paper_number="70", village="Glundengan")
    assert send(browser, session, **entry)[0] == 200

    # Meanwhile the topic is no longer offered, and only sixty forms were printed after all.
    make.topic().is_active = False
    session.paper_forms_printed = 60
    db.session.commit()

    assert send(browser, session, **entry)[0] == 200
    assert len(kept()) == 1


def test_a_topic_that_is_no_longer_offered_is_taken_from_a_device_that_did_not_know(browser, clerk):
    session, entry = make.forum_session(), written()
    make.topic().is_active = False
    db.session.commit()

    assert send(browser, session, **entry)[0] == 200


def test_the_same_key_of_a_colleague_is_another_entry(browser):
    session, entry = make.forum_session(), written()
    for user in (make.user(), make.user()):
        browser.sign_in(user)
        assert send(browser, session, **entry)[0] == 200

    assert [one.number for one in kept()] == [1, 2]
    assert len(db.session.scalars(select(Scribe)).all()) == 2


def test_a_session_of_another_day_says_so_and_keeps_what_was_typed(browser, clerk):
    tomorrow = office.today() + timedelta(days=1)
    session = make.forum_session(status=SessionStatus.PLANNED, held_on=tomorrow)

    page = browser.get(f"/forums/{session.uuid}/log")
    status, said = send(browser, session)
    again = browser.post(f"/forums/{session.uuid}/log", written())

    assert "belum dibuka" in page.text(".notice")[0]
    assert (status, said["reason"]) == (409, "not_open")
    assert "belum dibuka" in said["messages"][0]
    assert (again.status, again.fields("#entry")["speaker"]) == (409, "Warga Contoh")
    assert not kept()


def test_what_comes_after_the_session_was_closed_is_kept_and_marked(browser, clerk):
    session = make.forum_session(status=SessionStatus.CLOSED)

    assert send(browser, session)[0] == 200
    assert kept()[0].came_late


def test_a_devices_clock_of_years_ago_is_not_believed(browser, clerk):
    session = make.forum_session()

    for told in ("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z", "x", "2026-01-01"):
        send(browser, session, spoken_at=told)

    assert len(kept()) == 4
    for one in kept():
        assert one.received_at - timedelta(minutes=1) < one.spoken_at <= one.received_at


def test_the_list_asks_again_and_answers_only_what_is_new(browser):
    session, other = make.forum_session(), make.user(name="Dewi")
    browser.sign_in(make.user())
    page = browser.get(f"/forums/{session.uuid}/log")
    address = page.soup.select_one("#entries")["hx-get"]

    assert browser.get(address, htmx=True).status == 204
    make.aspiration(session=session, by=other)
    news = browser.get(address, htmx=True)

    assert news.text("[role=status]") == ["1 entri baru"]
    assert "Dewi" in news.text("#entries")[0]
    assert "HX-Request" in news.headers["Vary"]
    assert browser.get(news.soup.select_one("#entries")["hx-get"], htmx=True).status == 204
    assert browser.get(f"/forums/{session.uuid}/entries?seen=x%00", htmx=True).status == 200


def test_entries_of_confidential_speakers_are_masked_for_other_divisions(browser):
    session = make.forum_session()
    secret = {"speaker": "Nama Rahasia", "is_confidential": True, "division_code": "umkm"}
    make.aspiration(session=session, **secret, business_as_told="Warung Rahasia")
    pages = (
        f"/forums/{session.uuid}/log",
        f"/forums/{session.uuid}/entries",
        f"/forums/{session.uuid}/similar?speaker=Nama+Rahasia",
        f"/forums/aspirations/{kept()[0].uuid}",
    )
    for division, sees in (("koperasi", False), ("umkm", True)):
        browser.sign_in(make.user(role=Role.OFFICER, division_code=division))
        for address in pages:
            page = browser.get(address)
            assert page.status == 200
            body = page.content.decode().replace("speaker=Nama+Rahasia", "")
            assert ("Nama Rahasia" in body) is sees, (division, address)
            assert "Warung Rahasia" not in body or sees


def test_a_search_by_name_does_not_tell_that_somebody_spoke_in_confidence(browser):
    session = make.forum_session()
    make.aspiration(
        session=session, speaker="Nama Rahasia", is_confidential=True, division_code="umkm"
    )

    for division, found in (("koperasi", 0), ("umkm", 1)):
        browser.sign_in(make.user(role=Role.OFFICER, division_code=division))
        page = browser.get(f"/forums/{session.uuid}/similar", htmx=True, speaker="nama rahasia")
        assert len(page.soup.select("ol")) == found


def test_earlier_wishes_of_a_like_named_speaker_and_of_the_topic_stand_beside(browser, clerk):
    before = make.forum_session(number=2, held_on=office.today() - timedelta(days=300))
    now = make.forum_session(number=6)
    make.aspiration(session=before, speaker="Suparman Contoh")
    make.aspiration(session=now, speaker="Soparman Contoh")
    make.aspiration(session=before, speaker="Orang Lain")

    page = browser.get(
        f"/forums/{now.uuid}/similar",
        htmx=True,
        **{"speaker": "suparman contoh", "wishes-0-topic": str(make.topic().uuid)},
    )

    assert page.text("h3") == [
        "Sudah dicatat di sesi ini?",
        "Pernah menyampaikan",
        "Topik yang sama di Wuluhan",
    ]
    lists = page.text("ol")
    assert "J-HUR 6/001 Soparman" in lists[0]
    assert "J-HUR 2/001 Suparman" in lists[1]
    assert "Orang Lain" not in lists[0] + lists[1]
    assert "J-HUR 2/002" in lists[2]
    nik = browser.get(f"/forums/{now.uuid}/similar", htmx=True, speaker="3509110101900000")
    assert not nik.text("li")


def test_a_fresh_token_is_given_to_whoever_is_signed_in_and_kept_by_no_cache(browser):
    user = make.user()
    browser.sign_in(user)

    page = browser.get("/forums/token")

    said = json.loads(page.content)
    assert UUID(said["person"]) == user.uuid
    assert page.headers["Cache-Control"] == "no-store"
    fields = {**written(), "csrf_token": said["token"]}
    address = f"/forums/{make.forum_session().uuid}/log"
    assert browser._open("POST", address, data=fields, headers=JSON).status == 200


def test_the_page_without_signal_holds_nobodys_data(browser, supervisor):
    make.aspiration(speaker="Nama Orang")

    page = browser.get("/forums/offline")
    body = page.content.decode()

    assert supervisor.name not in body
    assert str(supervisor.uuid) not in body
    assert "Nama Orang" not in body
    assert not page.has("option[value=umkm]:checked")
    worker = browser.get("/forums/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert "/static/app/forum/log.js?v=" in worker.content.decode()
    assert "missing" not in worker.content.decode()


def test_the_words_of_a_speaker_stand_in_no_journal_entry(browser, clerk):
    send(browser, make.forum_session(), speaker="Nama Orang", words="Kata Orang")

    entries = db.session.scalars(select(JournalEntry.details_json)).all()
    assert not [one for one in entries if "Orang" in one]


@pytest.mark.parametrize("seen", ["1x", "1a-", "9" * 5000, "1.5-1-1", "٣-1-1"])
def test_a_poll_that_names_no_state_of_ours_gets_the_entries(browser, officer, seen):
    spoken = make.aspiration()

    page = browser.get(f"/forums/{spoken.session.uuid}/entries", htmx=True, seen=seen)

    assert page.status == 200
    assert spoken.speaker in page.text("#entries li p")[0]


@pytest.mark.parametrize("budget", ["p_apbd-0000", "apbd-0001", "apbn-9999"])
def test_nobody_promises_what_waits_for_a_budget_of_no_year(browser, officer, budget):
    session = make.forum_session()
    answer = {"wishes-0-kind": "proposed", "wishes-0-responder": "Kepala", "wishes-0-answer": "Ya"}

    status, said = send(browser, session, **answer, **{"wishes-0-budget": budget})

    assert (status, list(said["fields"])) == (422, ["wishes-0-budget"])
    assert not kept()


def test_more_wishes_than_an_entry_holds_are_refused_not_cut_off(browser, officer):
    session, topic = make.forum_session(), str(make.topic().uuid)
    wishes = {f"wishes-{n}-request": f"Permintaan {n}" for n in range(11)}
    topics = {f"wishes-{n}-topic": topic for n in range(11)}

    status, said = send(browser, session, **wishes, **topics)

    assert (status, kept()) == (422, [])
    assert "paling banyak 10 butir" in said["messages"][0]


def test_an_answer_written_elsewhere_shows_in_the_list_of_the_log(app, supervisor):
    spoken = make.aspiration()
    before = entries.state_of(spoken.session)[1]
    said = Answer(kind=ResponseKind.ANSWERED, responder="Kepala Contoh", words="Sudah kami urus.")
    with transaction():
        respond(spoken.items[0], said, given_on=office.today(), at_session=False, by=supervisor)
    assert entries.state_of(spoken.session)[1] != before
