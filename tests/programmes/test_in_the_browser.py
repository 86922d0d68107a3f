"""A supervisor sets a programme up in a real browser, from its name to its clusters' places."""

from __future__ import annotations

from intranet.access import Role
from intranet.database import db
from intranet.programmes import queries
from tests import factories


def test_a_supervisor_sets_a_programme_up(visitor):
    cluster = factories.cluster(name="Batik")
    supervisor = factories.user_with_password(role=Role.SUPERVISOR)
    visitor.sign_in(supervisor.username, factories.PASSWORD)

    page = visitor.go("/programmes/")
    page.get_by_role("link", name="Buat layanan").click()
    visitor.look(width=360)
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Isi nama layanan, misalnya Bantuan kemasan").click()
    page.keyboard.type("Pameran batik")  # The link put the focus there.
    visitor.look()
    page.get_by_label("Standar layanan").fill("10")
    page.get_by_label("Aturan kelayakan").select_option(label="Legalitas dasar usaha")
    page.get_by_label("Cara membagi tempat").select_option("clusters")
    page.get_by_label("Sumber dana").select_option("apbd")
    page.keyboard.press("Control+Enter")
    visitor.sees("Layanan dibuat dan dapat diminta di loket mulai sekarang.")
    visitor.look(width=1280)

    page.get_by_role("link", name="Buat periode").click()
    page.get_by_label("Anggaran (boleh kosong)", exact=True).fill("75000000")
    page.get_by_role("button", name="Simpan").click()
    visitor.sees("Rp75.000.000")
    page.get_by_role("link", name="Atur tahapan").click()
    page.get_by_role("button", name="Pakai tahapan lazim").click()
    page.get_by_role("button", name="Turunkan Koordinasi").click()
    visitor.look(width=360)
    page.get_by_role("link", name="Pameran batik", exact=False).last.click()
    page.get_by_role("link", name="Atur jatah").click()
    page.get_by_label("Paling sedikit untuk Batik").fill("2")
    page.get_by_label("Wajib terpenuhi untuk Batik").check()
    visitor.look()
    page.get_by_role("button", name="Simpan").click()
    visitor.sees("Jatah klaster disimpan.")
    visitor.look(width=1280)

    db.session.rollback()  # What the server saved meanwhile.
    period = queries.last_period(queries.by_code("pameran-batik"))
    assert [one.name for one in period.stages][:2] == ["Usulan", "Koordinasi"]
    [term] = period.cluster_terms
    assert (term.cluster, term.floor, term.is_hard) == (cluster, 2, True)
