"""A visit from its places to its report: who joins, is invited, came, and what came of it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from intranet.allocations.ledger import seats
from intranet.allocations.models import Expense, SeatState
from intranet.audit.models import JournalEntry
from intranet.businesses.models import AidReceived
from intranet.cases.models import Item
from intranet.database import db, transaction
from intranet.eligibility.queries import current_decision
from intranet.letters.models import Letter
from intranet.office import queries as office
from intranet.programmes.models import ClusterTerm
from intranet.study_visits.models import Attendance, StudyVisit
from tests import factories


def marks(visit, came=(), represented=(), **more):
    """What the attendance page sends for these participants."""
    sent = {}
    for one in visit.participants:
        db.session.refresh(one)
        key = str(one.uuid)
        sent[f"seen-{key}"] = one.attendance.value if one.attendance else ""
        sent[f"seen-by-{key}"] = one.represented_by
        sent[f"by-{key}"] = "Anak pemilik" if one in represented else ""
        if one in came or one in represented:
            sent[f"came-{key}"] = "1"
    return {**sent, **more}


def aid():
    return list(db.session.scalars(select(AidReceived).order_by(AidReceived.id)))


def points(item: Item) -> int:
    """A newcomer has 30, a fostered business 10."""
    return current_decision(item).answer["priority"]["points"]


@pytest.fixture
def two_clusters(app):
    batik, craft = factories.cluster(name="Batik Contoh"), factories.cluster(name="Kriya Contoh")
    period = factories.period("study-visit", places=3)
    terms = [ClusterTerm(cluster=batik, floor=2), ClusterTerm(cluster=craft, floor=1)]
    with transaction():
        period.cluster_terms = terms
    return batik, craft


def test_a_visit_from_its_places_to_its_report(app, browser, officer, two_clusters):
    batik, craft = two_clusters
    here = factories.place_of_visit(business=factories.eligible_business(cluster=batik))
    there = factories.place_of_visit(business=factories.eligible_business(cluster=craft))
    period, day = here.period, office.today().isoformat()

    page = browser.post(
        "/study-visits/new",
        period=str(period.uuid),
        destination="Sentra UMKM Contoh",
        purpose="belajar pengemasan",
        starts_on=day,
        meets_at="06.00",
        meeting_point="Kantor dinas",
        organisers=str(officer.uuid),
    )
    assert page.text("h1") == ["Studi banding ke Sentra UMKM Contoh"]
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("#clusters tbody tr")]
    assert rows == ["Batik Contoh 2 1 0 1 –", "Kriya Contoh 1 1 0 0 –"]
    address = page.path
    late = factories.place_of_visit(business=factories.eligible_business(cluster=batik))
    page = browser.get(address)
    assert late.business.name in page.soup.select_one("#participants").text
    assert not page.soup.select("#waiting")

    page = browser.post(f"{address}/invite", once=page.soup.select_one("[name=once]")["value"])
    letters = db.session.scalars(select(Letter)).all()
    assert len(letters) == 3
    assert {letter.kind for letter in letters} == {"study_visit_invitation"}
    told = str(letters[0].content)
    assert "belajar pengemasan" in told
    assert "pukul 06.00" in told
    assert here.business.owner.name in str(letters[0].addressee)
    assert "belum diundang" not in page.soup.text

    visit = db.session.scalars(select(StudyVisit)).one()
    first, second, _third = visit.participants
    page = browser.post(f"{address}/attendance", marks(visit, came=[first]))
    assert [one.attendance for one in visit.participants] == [Attendance.PRESENT, None, None]
    page = browser.post(
        f"{address}/attendance", marks(visit, [first], represented=[second], complete="1")
    )
    assert [one.attendance for one in visit.participants] == [
        Attendance.PRESENT,
        Attendance.REPRESENTED,
        Attendance.ABSENT,
    ]
    assert [one.business for one in aid()] == [here.business, there.business]
    assert aid()[0].what == f"Sentra UMKM Contoh ({period.name})"
    assert aid()[0].received_on == office.today()

    page = browser.post(
        f"/study-visits/participants/{first.uuid}/result",
        version=first.version,
        took_home="Kemasan berdiri",
        result="Penjualan naik",
        result_on=day,
        put_into_practice="yes",
    )
    assert "diterapkan" in page.soup.select_one("#participants").text
    page = browser.post(f"{address}/report", version=visit.version, report="Diterima baik.")
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(picture, "PNG")
    picture.seek(0)
    page = browser.post(f"{address}/photos/new", photo=(picture, "foto.png"), caption="Rombongan")
    assert "Rombongan" in page.soup.select_one("#report").text
    page = browser.post(
        f"{address}/costs/new",
        kind="realisation",
        amount="4.500.000",
        spent_on=day,
        description="Sewa bus",
    )
    assert page.status == 422
    assert "belum dipastikan" in page.soup.text
    with transaction():
        period.confirmed_on = office.today()
    page = browser.post(
        f"{address}/costs/new",
        kind="realisation",
        amount="4.500.000",
        spent_on=day,
        description="Sewa bus",
    )
    assert "Rp4.500.000" in page.soup.select_one("#costs").text
    assert db.session.scalars(select(Expense)).one().application is None

    assert browser.get(f"{address}/participants.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{address}/report.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{address}/participants.xlsx").content.startswith(b"PK")
    told = set(db.session.scalars(select(JournalEntry.action)))
    assert {"participants_printed", "participants_exported", "visit_report_printed"} <= told


def test_who_joined_once_has_no_points_of_a_newcomer_again(app, browser, officer):
    business = factories.eligible_business(
        history_complete_since=date(2020, 1, 1), started_on=date(2020, 1, 1), is_fostered=True
    )
    first = factories.place_of_visit(business=business)
    assert points(first.item) == 40
    visit = factories.study_visit()

    browser.post(f"/study-visits/{visit.uuid}/attendance", marks(visit, visit.participants))
    with transaction():
        seats.award(seats.seat_of(first), by=officer)
    second = factories.application("study-visit", business=business)

    assert points(second.item) == 10

    # It was somebody else: the correction takes the history back, and the points come again.
    browser.post(f"/study-visits/{visit.uuid}/attendance", marks(visit, complete="1"))
    assert aid() == []
    assert points(second.item) == 40
    corrected = select(JournalEntry).where(JournalEntry.action == "attendance_corrected")
    assert db.session.scalars(corrected).one()


def test_two_who_record_at_once_do_not_disturb_each_other(app, browser, officer):
    for _each in range(2):
        factories.place_of_visit()
    visit = factories.study_visit()
    first, second = visit.participants
    address = f"/study-visits/{visit.uuid}/attendance"
    seen = marks(visit, came=[second])
    browser.post(address, marks(visit, came=[first]))

    assert browser.post(address, seen).status == 200
    assert (first.attendance, second.attendance) == (Attendance.PRESENT, Attendance.PRESENT)

    stale = {**marks(visit, came=[second]), f"seen-{first.uuid}": "", "complete": "1"}
    page = browser.post(address, stale)
    assert page.status == 409
    assert first.application.business.name in page.soup.select_one("#refusal-title").parent.text
    assert first.attendance is Attendance.PRESENT
    page = browser.post(address, marks(visit, [first], **{f"by-{second.uuid}": "3509" + "1" * 12}))
    assert page.status == 422


def test_a_place_given_back_leaves_and_the_cluster_that_took_it_is_told(
    app, browser, officer, two_clusters
):
    batik, craft = two_clusters
    gone = factories.place_of_visit(business=factories.eligible_business(cluster=batik))
    visit = factories.study_visit()
    with transaction():
        seats.release(seats.seat_of(gone), reason="Sakit", by=officer)
    factories.place_of_visit(business=factories.eligible_business(cluster=craft))

    page = browser.get(f"/study-visits/{visit.uuid}")

    rows = [row.get_text(" ", strip=True) for row in page.soup.select("#clusters tbody tr")]
    assert rows == ["Batik Contoh 2 0 0 2 Kriya Contoh (1)", "Kriya Contoh 1 1 0 0 –"]
    assert "Sakit" in page.soup.select_one("#left").text


def test_a_visit_called_off_frees_its_participants_for_another(app, browser, officer):
    joined = factories.place_of_visit()
    visit = factories.study_visit(starts_on=office.today() + timedelta(days=9),
                                  ends_on=office.today() + timedelta(days=9))  # fmt: skip
    address = f"/study-visits/{visit.uuid}"
    page = browser.post(f"{address}/attendance", marks(visit, visit.participants))
    assert page.status == 409
    assert "Harinya belum tiba" in page.soup.text
    stale = visit.version
    browser.post(
        f"{address}/edit",
        version=visit.version,
        destination="Tempat lain",
        starts_on=visit.starts_on.isoformat(),
    )
    page = browser.post(f"{address}/call-off", version=stale, reason="Jalan putus")
    assert page.status == 409
    page = browser.post(f"{address}/call-off", version=visit.version, reason="Jalan putus")
    assert "Jalan putus" in page.soup.text

    other = factories.study_visit()

    assert [one.application for one in other.participants] == [joined]
    assert seats.seat_of(joined).state is SeatState.ACCEPTED
    participant = other.participants[0]
    page = browser.post(
        f"/study-visits/participants/{participant.uuid}/leave", reason="Ikut gelombang lain"
    )
    assert joined.business.name in page.soup.select_one("#waiting").text
    browser.post(f"/study-visits/{other.uuid}/join", application=str(joined.uuid))
    assert [one.left_reason for one in other.participants] == [None]


def test_what_is_confidential_stands_as_its_number(app, browser, officer):
    hidden = factories.place_of_visit()
    visit = factories.study_visit()
    with transaction():
        hidden.item.case.is_confidential, hidden.item.case.division_code = True, "koperasi"

    page = browser.get(f"/study-visits/{visit.uuid}")

    assert hidden.key in page.soup.text
    assert hidden.business.name not in page.soup.text
    assert (
        hidden.business.name not in browser.get(f"/study-visits/{visit.uuid}/attendance").soup.text
    )
    [participant] = visit.participants
    assert browser.get(f"/study-visits/participants/{participant.uuid}/leave").status == 404
    assert browser.get(f"/study-visits/{visit.uuid}/participants.pdf").status == 200


def test_never_joined_is_not_said_of_whom_nothing_is_known(app, browser, officer):
    cluster = factories.cluster(name="Makanan Contoh")
    fostered = {"cluster": cluster, "is_fostered": True}
    known = factories.business(
        history_complete_since=date(2020, 1, 1), started_on=date(2021, 1, 1), **fostered
    )
    unknown = factories.business(history_complete_since=date(2023, 1, 1), **fostered)

    page = browser.get("/study-visits/never-joined", cluster=str(cluster.uuid))

    assert [cell.text for cell in page.soup.select("#businesses tbody td:first-child")] == [
        known.name
    ]
    [row] = page.soup.select("#clusters tbody tr")
    assert [cell.text.split()[0] for cell in row.select("td")] == ["1", "1", "0"]
    page = browser.get("/study-visits/never-joined", cluster=str(cluster.uuid), unknown=1)
    assert unknown.name in page.soup.select_one("#businesses").text
