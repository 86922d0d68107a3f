"""Papers with tables, titles and several signatures: what is approved is what is printed."""

from __future__ import annotations

from datetime import date

import pytest

from intranet.database import transaction
from intranet.letters import services, tables, wording
from intranet.letters.in_words import day_in_words
from intranet.letters.kinds import KINDS
from intranet.letters.services import Draft
from intranet.letters.tables import Column, ColumnKind, Table
from tests import factories
from tests.letters import papers
from tests.letters.reading import bare, body_of, reader_of

pytestmark = pytest.mark.apart_from_the_database


@pytest.fixture
def signer(app, browser):
    user = factories.head_of_office()
    browser.sign_in(user)
    return user


def test_a_table_is_what_stands_alone_under_its_name():
    table = Table((Column("No", ColumnKind.NUMBER), Column("Nilai", ColumnKind.MONEY)), [(1, 5000)])

    made = wording.blocks("Barang {goods}:\n\n{goods}", {"goods": "ini"}, tables={"goods": table})

    assert made == [
        {"paragraph": "Barang ini:"},
        {
            "table": {
                "columns": [
                    {"title": "No", "kind": "number"},
                    {"title": "Nilai", "kind": "money"},
                ],
                "rows": [["1", "5.000"]],
            }
        },
    ]


def test_a_table_without_rows_is_left_out():
    empty = Table((Column("No"),), [])

    assert wording.blocks("{goods}", {}, tables={"goods": empty}) == []


@pytest.mark.parametrize("row", [("1",), ("1", "2", "3"), ("1", "lima juta")])
def test_a_row_that_does_not_fit_its_columns_is_a_mistake(row):
    money = Table((Column("No"), Column("Nilai", ColumnKind.MONEY)), [row])

    with pytest.raises(tables.WrongShape):
        tables.as_data(money)


def test_points_stand_beside_their_label_with_letters_or_numbers():
    made = wording.blocks(
        "- Menimbang: a. {reasons}\n- Mengingat: 1. {laws}\n- KESATU: satu {reason}\n  dan lagi",
        {"reason": "ini"},
        lists={"reasons": ["bahwa x;", "bahwa y."], "laws": []},
    )

    assert made == [
        {
            "facts": [
                {"label": "Menimbang", "listed": ["a. bahwa x;", "b. bahwa y."]},
                {"label": "KESATU", "value": "satu ini dan lagi"},
            ]
        }
    ]


def test_a_day_is_spelt_out():
    assert day_in_words(date(2026, 11, 23)) == (
        "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam (23-11-2026)"
    )


def test_decree_is_printed_as_it_was_approved_over_several_pages(browser, signer):
    letter = papers.signed(papers.decree(rows=60))

    assert len(reader_of(letter).pages) >= 3
    assert bare(letter.approved_text) in bare(body_of(letter, repeated=papers.TITLES))
    assert "TENTANG\nPENETAPAN PENERIMA BANTUAN PERALATAN TAHUN ANGGARAN 2026" in (
        letter.approved_text
    )
    assert "Menimbang : a. bahwa seleksi telah selesai;" in letter.approved_text
    assert "Ditetapkan di Jember" in letter.approved_text
    assert letter.approved_text.count("Warga Contoh 59") == 1
    assert letter.number.startswith("500.3.3/")


def test_heading_of_a_table_is_repeated_and_no_row_is_torn(browser, signer):
    letter = papers.signed(papers.decree(rows=60))

    pages = [page.extract_text() for page in reader_of(letter).pages]
    with_rows = [page for page in pages if "Usaha Contoh" in page]
    assert len(with_rows) >= 2
    assert all(bare("".join(papers.TITLES)) in bare(page) for page in with_rows)


@pytest.mark.parametrize("parties", [1, 2, 5])
def test_minutes_have_a_name_for_everybody_who_signs(browser, signer, parties):
    letter = papers.signed(papers.minutes(parties))

    text = letter.approved_text
    assert bare(text) in bare(body_of(letter))
    assert text.count("Bidang UMKM") == parties
    assert text.index("Mengetahui,") < text.index("Saksi:\n1. Warga Contoh 8")
    assert "Yth." not in text


def test_page_of_a_document_shows_the_title_and_no_recipient(browser, signer):
    letter = papers.signed(papers.minutes())

    page = browser.get(f"/letters/{letter.uuid}")
    assert page.text(".letter-title p")[0] == "BERITA ACARA VERIFIKASI DAN SELEKSI"
    assert page.text(".letter-table")[0].count("Warga Contoh") == 3
    assert "–" in browser.get("/letters/?status=signed").text("tbody td")


def test_what_fills_a_cell_stays_text(browser, signer):
    cell = "<b>x</b> {{ 7*7 }} {name}"
    draft = papers.decree()
    table = Table((Column("Nama"),), [(cell,)])
    with transaction():
        letter = services.draft_letter(
            Draft(
                kind=draft.kind,
                item=None,
                addressee=(),
                values=draft.values,
                lists=draft.lists,
                tables={"recipients": table, "reserve": table},
            ),
            by=factories.user(),
        )

    page = browser.get(f"/letters/{letter.uuid}")
    assert page.text(".letter-table td")[0] == cell
    assert not page.has(".letter-table b")


@pytest.mark.parametrize("key", sorted(KINDS))
def test_every_kind_can_be_worded_with_its_own_placeholders(key):
    kind = KINDS[key]

    values = papers.every_value(kind)
    made = wording.blocks(kind.wording, values) + wording.blocks(kind.annex, values)
    assert all(any(block.values()) for block in made)
    assert wording.fill(kind.subject, values)
