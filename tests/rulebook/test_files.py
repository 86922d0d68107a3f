"""A draft leaves as a workbook or YAML and comes back; what it changes is shown before."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from intranet.database import transaction
from intranet.office import queries as office
from intranet.rulebook import documents, drafting, editing, queries, workbooks
from rules import spreadsheet, writing
from rules.spreadsheet.errors import SpreadsheetRefused
from tests import factories
from tests.rules.test_spreadsheet import edited

KUR = "kur"


def started(by, rule_set=KUR):
    with transaction():
        return drafting.start(queries.versions(rule_set)[0], by=by)


def hands_in(browser, draft, content, name="kur.xlsx"):
    return browser.post(f"/rules/drafts/{draft.uuid}/file", file=(io.BytesIO(content), name))


def workbook_of(draft):
    return spreadsheet.write(documents.loaded(draft.based_on.document))


def packed_with(content, name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(
        out, "w", zipfile.ZIP_DEFLATED
    ) as new:  # fmt: skip
        for part in old.namelist():
            new.writestr(part, old.read(part))
        new.writestr(name, data)
    return out.getvalue()


def test_a_figure_changed_in_the_workbook_is_shown_and_then_taken(browser, supervisor):
    draft = started(supervisor)
    content = browser.get(f"/rules/drafts/{draft.uuid}.xlsx").content

    page = hands_in(browser, draft, edited(content, {"Parameter!G2": 6_000_000_000.0}))

    assert page.says("Rp4.800.000.000") and page.says("Rp6.000.000.000")
    assert queries.draft(draft.uuid).revision == 0
    browser.post(page.path)
    after = queries.draft(draft.uuid)
    assert editing.at(after.content, "parameters.turnover_ceiling.values[0].value") == 6_000_000_000
    assert after.revision == 1
    assert after.steps[0].actor == supervisor.uuid


def test_the_version_in_force_goes_out_as_a_workbook_in_the_readers_language(browser, auditor):
    answer = browser.get("/rules/kur.xlsx")

    assert answer.content.startswith(b"PK")
    assert 'filename="kur-1.xlsx"' in answer.headers["Content-Disposition"]


def test_each_version_goes_out_as_it_reads_itself(browser, auditor):
    factories.rule_version("bank-linkage", without=["has_nib"], holds_from=date(2099, 1, 1))

    texts = [browser.get(f"/rules/bank-linkage/versions/{n}.yaml").content for n in (1, 2)]
    today = browser.get("/rules/bank-linkage.yaml").content
    books = [browser.get(f"/rules/bank-linkage/versions/{n}.xlsx") for n in (1, 2)]

    assert texts[0] == today != texts[1]
    named = [book.headers["Content-Disposition"] for book in books]
    assert ['-1.xlsx"' in named[0], '-2.xlsx"' in named[1]] == [True, True]
    assert browser.get("/rules/bank-linkage/versions/3.yaml").status == 404


WRONG = {
    "a changed key": ({"Kriteria!A2": "di_kabupaten"}, "Kriteria!A2"),
    "a changed key of a row": ({"Tabel!D2": "supermikro"}, "Tabel!D2"),
    "a changed key of a figure": ({"Parameter!A2": "batas_omzet"}, "Parameter!A2"),
    "text in an amount": ({"Parameter!G2": "empat miliar"}, "Parameter!G2"),
    "an extra row": ({"Kriteria!A14": "baru", "Kriteria!B14": "Baru"}, "Kriteria!A14"),
    "half a row": ({"Parameter!A9": "turnover_ceiling"}, "Parameter!"),
    "a formula": ({"Parameter!G2": "FORMULA =1+1"}, "Parameter!G2"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_told_and_nothing_is_taken(browser, supervisor, name):
    changes, place = WRONG[name]
    draft = started(supervisor)

    page = hands_in(browser, draft, edited(workbook_of(draft), changes))

    assert page.status == 422
    assert any(cell.startswith(place) for cell in page.text("#mistakes th code")), page.text("tr")
    assert not page.says(" is not ")  # What the loader finds is told in Indonesian, too.
    nothing_was_taken(draft)


HOSTILE = {
    "no workbook": lambda _content: b"PK\3\4 but no zip",
    "an old workbook": lambda _content: b"\xd0\xcf\x11\xe0 and more",
    "macros": lambda content: packed_with(content, "xl/vbaProject.bin", b"x"),
    "a bomb": lambda content: packed_with(content, "xl/media/x", b"0" * 30_000_000),
    "40 MB": lambda content: content + bytes(40_000_000),
    "empty": lambda _content: b"",
    "a picture": lambda _content: b"\x89PNG\r\n\x1a\n\0\0",
    "another text": lambda _content: b"nama;omzet\nKopi;5",
    "the name of a file": lambda _content: b"/etc/passwd",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_nothing_is_taken(browser, supervisor, name):
    draft = started(supervisor)

    page = hands_in(browser, draft, HOSTILE[name](workbook_of(draft)))

    assert page.status == 422
    assert page.has("[role=alert]")
    nothing_was_taken(draft)


def nothing_was_taken(draft):
    after = queries.draft(draft.uuid)
    assert after.revision == 0
    assert after.content == drafting.content_of(after.based_on)


def test_a_reader_that_falls_over_refuses_the_file(app, supervisor, monkeypatch):
    monkeypatch.setattr(workbooks, "MEMORY", 1024)
    draft = started(supervisor)

    with pytest.raises(SpreadsheetRefused):
        workbooks.read("{}", documents.shipped_vocabulary(), workbook_of(draft))


def test_the_reader_has_no_keys_of_ours(app, supervisor, monkeypatch, tmp_path):
    told = tmp_path / "told"
    script = tmp_path / "reader.py"
    script.write_text(
        f"import os, json; open({str(told)!r}, 'w').write(json.dumps(dict(os.environ)))"
    )
    monkeypatch.setattr(workbooks, "READER", script)
    monkeypatch.setenv("LOKET_KEYS_FILE", "/keys")

    with pytest.raises(SpreadsheetRefused):
        workbooks.read("{}", "", b"PK")

    assert "LOKET" not in told.read_text()


def test_a_draft_that_changed_meanwhile_keeps_its_change(browser, supervisor):
    draft = started(supervisor)
    page = hands_in(browser, draft, edited(workbook_of(draft), {"Parameter!G2": 6e9}))
    with transaction():
        drafting.take_step(
            draft,
            lambda data: editing.changed(data, "basis[0]", "Perbup 9/2027"),
            path="basis[0]",
            seen=0,
            by=supervisor,
        )

    answer = browser.post(page.path)

    assert answer.status == 409
    assert answer.says("Kirim berkasnya sekali lagi")
    assert queries.draft(draft.uuid).content["basis"][0] == "Perbup 9/2027"
    assert queries.draft(draft.uuid).revision == 1


def test_a_closed_draft_takes_no_file(browser, supervisor):
    draft = started(supervisor)
    page = hands_in(browser, draft, edited(workbook_of(draft), {"Parameter!G2": 6e9}))
    with transaction():
        drafting.discard(draft, by=supervisor)

    assert browser.post(page.path).status == 409
    assert hands_in(browser, draft, workbook_of(draft)).status == 422
    assert queries.draft(draft.uuid).revision == 0


def test_a_proposal_is_its_makers_alone(browser, supervisor):
    draft = started(supervisor)
    page = hands_in(browser, draft, workbook_of(draft))
    browser.sign_in(factories.user(role=supervisor.role))

    assert browser.get(page.path).status == 404
    assert browser.post(page.path).status == 404


def test_a_yaml_file_of_the_same_rule_set_comes_back_whole(browser, supervisor):
    draft = started(supervisor)
    text = browser.get(f"/rules/drafts/{draft.uuid}.yaml").content.decode()
    assert text == writing.as_yaml(documents.loaded(draft.based_on.document).document)

    page = hands_in(
        browser, draft, text.replace("4_800_000_000", "5_000_000_000").encode(), "x.yml"
    )
    assert page.says("Rp5.000.000.000")
    browser.post(page.path)

    after = queries.draft(draft.uuid)
    assert editing.at(after.content, "parameters.turnover_ceiling.values[0].value") == 5_000_000_000


def test_a_yaml_file_of_another_rule_set_or_with_mistakes_is_refused(browser, supervisor):
    draft = started(supervisor)
    own = writing.as_yaml(documents.loaded(draft.based_on.document).document)
    other = documents.loaded(queries.versions("legality")[0].document)

    for_another = hands_in(browser, draft, writing.as_yaml(other.document).encode())
    mistaken = hands_in(browser, draft, own.replace("4_800_000_000", "banyak").encode())

    assert for_another.status == mistaken.status == 422
    assert for_another.says("Berkas ini untuk aturan legality")
    assert "parameters.turnover_ceiling.values[0].value" in mistaken.text("#mistakes th code")
    assert mistaken.says("Isi dengan angka")
    nothing_was_taken(draft)


def test_a_draft_with_a_mistake_gives_no_workbook_but_takes_a_yaml_file(browser, supervisor):
    draft = started(supervisor)
    whole = writing.as_yaml(documents.loaded(draft.based_on.document).document).encode()
    book = workbook_of(draft)
    with transaction():
        place = "parameters.turnover_ceiling.values[0].value"
        drafting.take_step(
            draft,
            lambda data: editing.changed(data, place, "banyak"),
            path=place,
            seen=0,
            by=supervisor,
        )

    assert browser.get(f"/rules/drafts/{draft.uuid}.xlsx").status == 303
    assert hands_in(browser, draft, book).status == 422
    page = hands_in(browser, draft, whole)
    browser.post(page.path)

    assert queries.draft(draft.uuid).content == drafting.content_of(draft.based_on)


def test_only_the_latest_proposal_of_a_person_is_kept(browser, supervisor):
    draft = started(supervisor)
    first = hands_in(browser, draft, workbook_of(draft))
    hands_in(browser, draft, edited(workbook_of(draft), {"Parameter!G2": 6e9}))

    assert browser.get(first.path).status == 404


def test_another_offices_rule_set_becomes_a_draft_of_the_same_name(browser, supervisor):
    text = browser.get("/rules/kur.yaml").content.replace(b"4_800_000_000", b"5_000_000_000")
    assert browser.get(browser.get("/rules/drafts/").link("Ambil dari kantor lain")).status == 200

    page = browser.post("/rules/import", file=(io.BytesIO(text), "kur-malang.yaml"))
    assert page.says("Rp5.000.000.000")
    browser.post(page.path)

    [draft] = queries.drafts_of("kur")
    value = editing.at(draft.content, "parameters.turnover_ceiling.values[0].value")
    assert value == 5_000_000_000
    assert queries.version_on("kur", office.today()).number == 1
