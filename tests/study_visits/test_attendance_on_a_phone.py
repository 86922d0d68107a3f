"""The day of the visit on a phone, and the worklist of product tests beside it."""

from __future__ import annotations

from intranet.access import Role
from intranet.bpom.models import StageResult
from intranet.database import db
from intranet.office import queries as office
from intranet.study_visits.models import Attendance, StudyVisit
from tests import factories


def test_an_officer_ticks_who_came_and_sees_how_far_tests_are(visitor):
    officer = factories.user_with_password(role=Role.OFFICER)
    product = factories.bpom_product()
    factories.bpom_step(of=product, result=StageResult.FAILED, result_on=office.today())
    facilitation, username = product.facilitation.uuid, officer.username
    for _each in range(2):
        factories.place_of_visit()
    visit = factories.study_visit(by=officer)
    address = f"/study-visits/{visit.uuid}"
    db.session.rollback()  # Nothing is held while the browser is at work.
    visitor.sign_in(username, factories.PASSWORD)
    page = visitor.page
    page.set_viewport_size({"width": 360, "height": 740})

    visitor.go(address)
    page.get_by_role("link", name="Catat kehadiran").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Diwakili oleh").nth(1).fill("Anak pemilik")
    visitor.look()
    page.get_by_role("button", name="Simpan kehadiran").click()
    visitor.sees("Kehadiran 2 peserta dicatat.")
    visitor.look()
    for path in ("/study-visits/", "/study-visits/never-joined", "/bpom/", f"/bpom/{facilitation}"):
        visitor.go(path)
    page.get_by_role("link", name="Catat tahap").click()
    visitor.look()

    db.session.rollback()
    found = db.session.query(StudyVisit).one().participants
    assert [one.attendance for one in found] == [Attendance.PRESENT, Attendance.REPRESENTED]
