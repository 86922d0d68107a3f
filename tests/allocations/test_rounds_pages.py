"""A round on its pages: officer, team, head, auditor, and what outsiders can check."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from intranet import clock
from intranet.access import Role
from intranet.allocations.ledger import seats
from intranet.allocations.models import Round, RoundState
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from tests import factories
from tests.allocations import visits

SCRIPT = Path(__file__).parent.parent / "independent_draw.py"


@contextmanager
def day_later(browser, user):
    """The same person signs in the next day."""
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        browser.sign_in(user)
        yield


def two_clusters(**changes):
    """A study visit of two places, three of one cluster and one of another asking for it."""
    declared = visits.clusters(2)
    shared = visits.period(declared, places=2, **changes)
    return shared, visits.applicants((3, 1), declared)


def only_round() -> Round:
    db.session.rollback()
    return db.session.query(Round).order_by(Round.id.desc()).first()


def freeze(browser, period, **fields):
    path = f"/allocations/periods/{period.uuid}/rounds/freeze"
    return browser.post(path, {**browser.get(path).fields(), **fields})


def announce(browser, round):
    path = f"/allocations/rounds/{round.uuid}/announce"
    sent = {
        **browser.get(path).fields(),
        "draw_on": (office.today() + timedelta(days=1)).isoformat(),
        "sources-0-name": "Undian Contoh",
        "sources-0-kind": "numbers",
        "sources-0-says": "Situs penyelenggara, pukul 22.00 WIB",
        "sources-1-name": "Indeks Contoh",
        "sources-1-kind": "text",
        "sources-1-says": "Penutupan bursa",
    }
    return browser.post(path, sent)


def draw(browser, round, **values):
    path = f"/allocations/rounds/{round.uuid}/draw"
    checked = browser.post(path, {**browser.get(path).fields(), **values})
    return checked, browser.post(path, checked.fields())


def test_a_round_from_the_frozen_list_to_the_published_result(app, browser, tmp_path):
    """Officer and head do it, everybody may compute the draw again."""
    officer, head = factories.user(role=Role.OFFICER), factories.user(role=Role.HEAD)
    shared, made = two_clusters()
    browser.sign_in(officer)

    frozen = freeze(browser, shared)
    round = only_round()
    assert frozen.says("Daftar dibekukan.")
    assert frozen.says(round.list_hash)
    assert frozen.says("Undian diperlukan")
    listed = browser.get(f"/allocations/rounds/{round.uuid}/list.txt").content
    assert "sha256:" + hashlib.sha256(listed).hexdigest() == round.list_hash
    assert browser.get(f"/share/{round.uuid}").status == 404

    assert announce(browser, round).says("Undian diumumkan.")
    published = browser.get(f"/share/{round.uuid}")
    assert (published.status, published.says(round.list_hash)) == (200, True)
    assert published.says("Hasilnya belum disetujui kepala dinas.")
    assert browser.get(f"/share/{round.uuid}/proof.json").status == 404
    assert browser.get(f"/allocations/rounds/{round.uuid}/draw").status == 409
    with day_later(browser, officer):
        values = {"values_0": "42 8, 15;16 4", "values_1": "IHSG 7.123,45"}
        checked, drawn = draw(browser, round, **values)
        assert checked.text(".notice code") == ["4.8.15.16.42./IHSG712345/"]
        assert drawn.says("Undian dicatat.")
        assert drawn.text(".badge-pill")[0] == "Nilai undian sudah masuk"
        proposed = browser.post(
            f"/allocations/rounds/{round.uuid}/propose",
            browser.get(f"/allocations/rounds/{round.uuid}/propose").fields(),
        )
        assert proposed.says("Menunggu persetujuan kepala dinas")
        browser.sign_in(head)
        waiting = browser.get("/")
        assert waiting.says("Putaran seleksi menunggu keputusan")
        path = f"/allocations/rounds/{round.uuid}/approve"
        approved = browser.post(path, browser.get(path).fields())

    assert approved.says("Hasil disetujui.")
    assert sum(seats.seat_of(one) is not None for one in made) == 2
    nobody = browser.__class__(app)
    slip = nobody.get(f"/status/{made[0].item.case.check_code}")
    assert slip.link("putaran 1") == f"/share/{round.uuid}"
    shown = nobody.get(f"/share/{round.uuid}")
    assert len(shown.text("#result tbody tr")) == 4
    for one in made:
        assert shown.says(one.key)
        assert not shown.says(one.business.name)
    assert shown.has("pre.recompute")
    for name in ("proof.json", "list.txt"):
        (tmp_path / name).write_bytes(nobody.get(f"/share/{round.uuid}/{name}").content)
    order = [each["key"] for each in json.loads((tmp_path / "proof.json").read_text())["draws"]]
    again = recomputed(SCRIPT, tmp_path, "proof.json", "list.txt")
    assert (again.returncode, again.stdout.split(), again.stderr) == (0, order, "")
    (tmp_path / "ten.py").write_text(shown.soup.select_one("pre.recompute code").get_text())
    ten_lines = recomputed(tmp_path / "ten.py", tmp_path)
    assert (ten_lines.returncode, "False" in ten_lines.stdout) == (0, False)
    assert ten_lines.stdout.count("True") == 1 + len(order)


def recomputed(script, folder, *names):
    return subprocess.run(
        [sys.executable, script, *names], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_changed_file_does_not_recompute(app, officer, browser, tmp_path):
    shared, _made = two_clusters()
    round = visits.announced(visits.frozen(shared), sources=(visits.SOURCE,))
    with day_later(browser, officer):
        draw(browser, round, values_0="1 2 3")
    proof = browser.get(f"/allocations/rounds/{round.uuid}/proof.json").content
    told = json.loads(proof)
    told["draws"][0]["key"], told["draws"][1]["key"] = (
        told["draws"][1]["key"],
        told["draws"][0]["key"],
    )
    (tmp_path / "proof.json").write_text(json.dumps(told))
    (tmp_path / "list.txt").write_text(told["list"]["text"])

    again = recomputed(SCRIPT, tmp_path, "proof.json", "list.txt")

    assert (again.returncode, again.stderr) == (1, "the order is another one\n")


def test_each_has_a_line_with_its_reasons(app, officer, browser):
    shared, made = two_clusters(choice=ChoiceMethod.SEQUENCE)
    freeze(browser, shared)
    round = only_round()
    path = f"/allocations/rounds/{round.uuid}/propose"
    browser.post(path, browser.get(path).fields())

    page = browser.get(f"/allocations/rounds/{round.uuid}")
    rows = page.text("#lines tbody tr")
    line = browser.get(page.link(made[2].key))

    assert [made[number].key in rows[number] for number in range(4)] == [True] * 4
    assert "Diusulkan terpilih" in rows[0] and "sesuai peringkat." in rows[0]
    assert "Cadangan 1" in rows[2]
    assert line.says("kuota 2 sudah terisi.")
    assert line.says(made[2].subject)
    assert line.link("Keputusan syarat").startswith("/eligibility/decisions/")
    chosen = browser.get(f"/allocations/rounds/{round.uuid}", show="chosen")
    assert len(chosen.text("#lines tbody tr")) == 2


def test_who_got_no_place_finds_their_number_in_the_published_result(app, browser):
    shared, made = two_clusters(choice=ChoiceMethod.SEQUENCE, reserve=1)
    round = visits.proposed(visits.frozen(shared))
    assert not browser.get(f"/share/{round.uuid}").says(made[3].key)
    visits.approved(round)

    shown = browser.get(f"/share/{round.uuid}")

    assert len(shown.text("#result tbody tr")) == 4
    assert shown.text("#not-chosen tbody tr") == [f"{made[3].key} 4 Tidak terpilih"]
    assert not shown.says(made[3].business.name)


def test_by_lot_alone_there_are_no_points_to_share(app, browser, officer):
    shared, made = two_clusters(choice=ChoiceMethod.DRAW)
    round = visits.frozen(shared)
    page = browser.get(f"/allocations/rounds/{round.uuid}")

    assert page.says("4 pemohon diurutkan dengan undian.")
    assert "Nilai" not in page.text("#lines thead th")
    line = browser.get(page.link(made[0].key))
    assert line.says("Diurutkan dengan undian") and not line.says("Nilai")


def test_a_confidential_case_is_a_number_to_others(app, browser):
    shared, [hidden, *_others] = two_clusters()
    hidden.item.case.is_confidential = True
    hidden.item.case.division_code = "koperasi"
    db.session.commit()
    round = visits.frozen(shared)
    line = next(line for line in round.lines if line.application is hidden)
    name, key, line_uuid = hidden.business.name, hidden.key, line.uuid
    browser.sign_in(factories.user(role=Role.OFFICER))

    page = browser.get(f"/allocations/rounds/{round.uuid}")

    assert page.says(key) and page.says("Rahasia") and not page.says(name)
    assert browser.get(f"/allocations/rounds/lines/{line_uuid}").status == 404
    browser.sign_in(factories.user(role=Role.AUDITOR))
    assert browser.get(f"/allocations/rounds/lines/{line_uuid}").says(name)


def test_what_the_head_may_not_approve_is_told(app, browser, head):
    shared, _made = two_clusters(choice=ChoiceMethod.SEQUENCE, confirmed_on=None)
    round = visits.frozen(shared)
    visits.proposed(round)

    path = f"/allocations/rounds/{round.uuid}/approve"
    page = browser.get(path)

    assert page.says("Menunggu kepastian APBD")
    assert not page.has("main form")
    assert browser.post(path, version="2").status == 409
    assert only_round().state is RoundState.PROPOSED


def test_the_head_annuls_with_a_reason_and_the_public_page_says_so(app, browser, head):
    shared, _made = two_clusters()
    round = visits.announced(visits.frozen(shared))
    path = f"/allocations/rounds/{round.uuid}/annul"

    without = browser.post(path, browser.get(path).fields())
    stale = browser.post(path, {**browser.get(path).fields(), "version": "1", "reason": "Keliru"})
    annulled = browser.post(path, {**browser.get(path).fields(), "reason": "Sumber keliru"})

    assert (without.status, stale.status) == (422, 409)
    assert without.says("Tulis mengapa putaran ini dibatalkan")
    assert annulled.says("Sumber keliru")
    shown = browser.get(f"/share/{round.uuid}")
    assert shown.says("Putaran ini dibatalkan") and not shown.says("Sumber keliru")
    browser.sign_in(factories.user(role=Role.OFFICER))
    assert freeze(browser, shared).says("putaran 2")


def test_an_announcement_lacking_something_is_told_at_the_field(app, browser, officer):
    shared, _made = two_clusters()
    round = visits.frozen(shared)
    path = f"/allocations/rounds/{round.uuid}/announce"
    today = {**browser.get(path).fields(), "draw_on": office.today().isoformat()}

    without = browser.post(path, today)
    vague = browser.post(path, {**today, "sources-0-name": "Undian"})
    too_soon = browser.post(
        path, {**today, "sources-0-name": "Undian", "sources-0-says": "Situs, pukul 22"}
    )

    assert without.says("Isi paling sedikit satu sumber")
    assert vague.says("Tulis di mana dan kapan nilainya terbit")
    assert (without.status, vague.status, too_soon.status) == (422, 422, 409)
    assert too_soon.says("Nilai sumber undian harus terbit sesudah hari pengumuman")
    assert too_soon.fields()["sources-0-name"] == "Undian"


def test_values_that_cannot_be_read_are_told_at_the_field(app, browser, officer):
    shared, _made = two_clusters()
    round = visits.announced(visits.frozen(shared))
    path = f"/allocations/rounds/{round.uuid}/draw"

    with day_later(browser, officer):
        wrong = browser.post(path, {**browser.get(path).fields(), "values_0": "empat, delapan"})

    assert wrong.status == 422
    assert wrong.says("Tulis angka saja, dipisah spasi atau koma")


def test_a_team_fills_in_its_sheets(app, browser, officer):
    shared = visits.period([], places=1, choice=ChoiceMethod.TEAM)
    made = [factories.application("study-visit") for _each in range(2)]
    round = visits.frozen(shared)
    path = f"/allocations/rounds/{round.uuid}/scores"
    sheet = browser.get(path, member="Anggota Satu, Penyuluh")
    fields = [name for name in sheet.fields() if name.startswith("score_")]

    wrong = browser.post(path, {**sheet.fields(), fields[0]: "101", fields[1]: "80"})
    part = browser.post(path, {**sheet.fields(), fields[0]: "70"})
    stale = browser.post(path, {**sheet.fields(), fields[0]: "75", fields[1]: "80"})
    again = browser.get(path, member="Anggota Satu, Penyuluh").fields()
    whole = browser.post(path, {**again, fields[1]: "80"})

    assert (wrong.status, stale.status) == (422, 409)
    assert part.says("Kurang 1 nilai.")
    assert whole.says("Penilaian lengkap.")
    assert [row.split()[-1] for row in whole.text("#all tbody tr")] == ["70,00", "80,00"]
    assert browser.get(path, member="A\0").status == 200  # PostgreSQL keeps no NUL.
    assert len(made) == 2


@pytest.mark.parametrize(
    ("role", "may_freeze", "may_decide"),
    [
        (Role.SUPERVISOR, True, False),
        (Role.HEAD, False, True),
        (Role.AUDITOR, False, False),
        (Role.FRONT_DESK, False, False),
    ],
)
def test_each_role_is_offered_what_it_may_do(app, browser, role, may_freeze, may_decide):
    shared, _made = two_clusters(choice=ChoiceMethod.SEQUENCE)
    browser.sign_in(factories.user(role=role))

    before = browser.get(f"/allocations/periods/{shared.uuid}/rounds")
    round = visits.proposed(visits.frozen(shared))
    page = browser.get(f"/allocations/rounds/{round.uuid}")

    assert before.says("Bekukan daftar") is may_freeze
    assert page.says("Periksa dan setujui") is may_decide
    assert page.says("Batalkan putaran") is may_decide
    assert len(page.text("#lines tbody tr")) == 4


def test_minutes_and_decree_are_drafted_from_the_lines(app, browser, officer):
    shared, [hidden, *made] = two_clusters(choice=ChoiceMethod.SEQUENCE)
    hidden.item.case.is_confidential = True
    db.session.commit()
    round = visits.frozen(shared)
    address = f"/allocations/rounds/{round.uuid}"
    assert browser.get(f"{address}/minutes").status == 409
    visits.proposed(round)
    team = {"place": "Ruang rapat", "team": "Anggota Satu, Penyuluh\nAnggota Dua"}

    lacking = browser.post(f"{address}/minutes", browser.get(f"{address}/minutes").fields())
    early = {**browser.get(f"{address}/minutes").fields(), **team, "held_on": "2199-12-31"}
    assert browser.post(f"{address}/minutes", early).says("Pilih hari ini atau sebelumnya")
    minutes = browser.post(
        f"{address}/minutes", {**browser.get(f"{address}/minutes").fields(), **team}
    )
    early = browser.get(f"{address}/decree").status
    visits.approved(round)
    decree = browser.post(
        f"{address}/decree",
        {**browser.get(f"{address}/decree").fields(), "basis": "Peraturan Contoh", "form": "Ikut"},
    )

    assert (lacking.status, early) == (422, 409)
    for told in ("Anggota Satu", made[0].business.name, made[0].key, hidden.key, round.list_hash):
        assert minutes.says(told), told
    assert not minutes.says(hidden.business.name)
    assert decree.says(made[0].business.name) and decree.says("2 (dua) usaha")
    page = browser.get(address)
    assert page.link("Keputusan penetapan penerima").startswith("/letters/")
    assert browser.get(f"{address}/minutes").status == 409


def test_a_longer_list_asks_the_database_no_more_often(app, browser, supervisor):
    asked = []
    for number in (1, 4):
        declared = visits.clusters(1)
        shared = visits.period(declared, places=1, wave=number, choice=ChoiceMethod.TEAM)
        visits.applicants((number,), declared)
        round = visits.frozen(shared)
        paths = [f"/allocations/rounds/{round.uuid}{rest}" for rest in ("", "/scores?member=A")]
        asked.append([statements(browser, path) for path in paths])

    assert asked[0] == asked[1]


def test_neither_does_a_period_with_more_recipients(app, browser, officer):
    asked = []
    for places in (2, 5):
        shared = visits.period([], places=places, wave=places, choice=ChoiceMethod.SEQUENCE)
        visits.applicants((places,), [None])
        visits.approved(visits.proposed(visits.frozen(shared)))
        factories.set_quota(shared, places + 1)  # Who is next for the free place?
        paths = [f"/allocations/periods/{shared.uuid}{rest}" for rest in ("", "/spending")]
        asked.append([statements(browser, path) for path in paths])
        shared.ended_on = office.today()
        db.session.commit()

    assert asked[0] == asked[1]


def statements(browser, path) -> int:
    """How many statements a page takes."""
    seen = []

    def count(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        assert browser.get(path).status == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)
