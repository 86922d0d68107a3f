"""A rule set goes out as a spreadsheet and comes back, with its differences told before."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules import RuleSet, library, spreadsheet
from rules.command_line import main
from rules.spreadsheet import SpreadsheetRefused, addresses, archive, layout, package
from rules.words import Words
from tests.rules import generated
from tests.rules.documents import VOCABULARY, criterion, document, parameter

LICENSED = {"fact": "licensed", "is": True}
SHEETS = ["Petunjuk", "Parameter", "Kriteria", "Tabel", "Poin", "Fakta"]


def sample(**parts: Any) -> RuleSet:
    first = {"from": "2025-01-01", "value": 6, "source": "Perbup 1"}
    whole = {
        "parameters": {"quota": parameter(first)},
        "criteria": [
            criterion(LICENSED, "licence", says={"id": "Berizin"}, remedy={"id": "Urus"}),
            criterion({"fact": "sales", "at_most": 5_000_000}, "small", says={"id": "Kecil"}),
            criterion({"any": [LICENSED, {"fact": "member", "is": True}]}, "either"),
        ],
        "tables": [
            {
                "id": "desk",
                "hit": "first",
                "rows": [{"id": "one", "when": LICENSED, "then": {"desk": "Loket 1"}}],
            }
        ],
        "priority": {"points": [{"id": "p", "points": 3, "when": LICENSED}]},
    }
    return rules.load(document(**{**whole, **parts}), VOCABULARY)


def edited(
    content: bytes, changes: dict[str, Any], add: tuple[str, ...] = (), percent: bool = False
) -> bytes:
    """The workbook with some cells, such as `Kriteria!B2`, set to other values."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = {}
    for name in book.sheet_names:
        for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            for at, value in enumerate(line):
                cells[f"{name}!{addresses.column_letters(at + 1)}{row + 1}"] = value
    cells.update(changes)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as new:
        sheets = {name: new.add_worksheet(name) for name in [*book.sheet_names, *add]}
        day = new.add_format({"num_format": "dd/mm/yyyy"})
        share = new.add_format({"num_format": "0.0%"})
        for place, value in cells.items():
            name, _, address = place.partition("!")
            if value in ("", None):
                continue
            if isinstance(value, date):
                sheets[name].write_datetime(address, value, day)
            elif isinstance(value, str) and value.startswith("FORMULA "):
                sheets[name].write_formula(address, value.removeprefix("FORMULA "), None, 7)
            elif isinstance(value, float) and percent and place in changes:
                sheets[name].write_number(address, value, share)
            else:
                sheets[name].write(address, value)
    return out.getvalue()


def take(rule_set: RuleSet, changes: dict[str, Any], **more: Any) -> spreadsheet.Taken:
    return spreadsheet.read(rule_set, edited(spreadsheet.write(rule_set), changes, **more))


def problems(rule_set: RuleSet, changes: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(SpreadsheetRefused) as refused:
        take(rule_set, changes, **more)
    assert all(problem.says.en for problem in refused.value.problems)
    return [problem.in_language("id") for problem in refused.value.problems]


@pytest.mark.parametrize("name", library.names())
def test_a_shipped_rule_set_comes_back_without_a_difference(name):
    rule_set = library.load(name)
    for language in ("id", "en"):
        taken = spreadsheet.read(rule_set, spreadsheet.write(rule_set, language))

        assert taken.comparison.is_empty and taken.notes == ()
        assert taken.rule_set.digest == rule_set.digest
        assert taken.rule_set.document.facts == rule_set.document.facts


@settings(max_examples=20, deadline=None)
@given(generated.documents())
def test_a_generated_document_comes_back_without_a_difference(text):
    rule_set = rules.load(text, VOCABULARY)

    taken = spreadsheet.read(rule_set, spreadsheet.write(rule_set))

    assert taken.comparison.is_empty and taken.rule_set.digest == rule_set.digest


TEXTS = ["=1+1", "+62", "-5", "@SUM(A1)", "{a}", "[x]", '"a" b', '"a"', "_x0041_", "a\0b\x1f", "5",
         "TRUE", "2026-01-01", "ya", "https://example.org", "a\nb", "c\r\nd", "1e5"]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_it_is_and_is_never_a_formula(text):
    when = {"any": [{"fact": "village", "is": text}, {"fact": "village", "one_of": [text, "x"]}]}
    rule_set = sample(
        criteria=[
            criterion(
                {"fact": "village", "is": text},
                "a",
                says={"id": text.replace("{a}", "{quota}")},
                source=text,
            ),
            criterion({"fact": "village", "one_of": [text, "x"]}, "b"),
            criterion(when, "c"),
        ],
        tables=[
            {
                "id": "desk",
                "hit": "first",
                "rows": [{"id": "one", "when": LICENSED, "then": {"desk": text}}],
            }
        ],
    )
    content = spreadsheet.write(rule_set)

    assert spreadsheet.read(rule_set, content).rule_set.digest == rule_set.digest
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert not re.search(rb"<f[ >]|<hyperlink ", archive.read(name))


def test_numbers_and_days_come_back_exactly():
    values = [0, 1_500_000_000, 10**15, -(10**15), 999_999_999_999_999]
    leaves = [{"fact": "sales", "is": value} for value in values]
    leaves += [{"fact": "precise", "is": v} for v in ("0.1", "-3.14", "999999999999.123456")]
    days = ["1900-01-01", "1900-02-28", "1900-03-01", "2024-02-29", "2199-12-31"]
    leaves += [{"fact": "started", "is": day} for day in days]
    rule_set = sample(criteria=[criterion(leaf, f"c{n}") for n, leaf in enumerate(leaves)])

    taken = spreadsheet.read(rule_set, spreadsheet.write(rule_set))

    assert taken.rule_set.digest == rule_set.digest


def test_a_condition_too_long_for_a_cell_stays_as_it_is():
    words = [f"{n} " + "kata " * 80 for n in range(100)]
    leaf = {"fact": "village", "one_of": words}
    rule_set = sample(
        criteria=[criterion(leaf, "a"), criterion({"any": [leaf, LICENSED]}, "b")],
    )

    assert take(rule_set, {}).rule_set.digest == rule_set.digest
    assert problems(rule_set, {"Kriteria!A2": ""})[0].startswith("Kriteria!I2: ")


def test_a_threshold_is_edited_without_knowing_the_language():
    taken = take(sample(), {"Kriteria!H3": 4_000_000.0})

    assert taken.comparison.lines() == [
        'Syarat "Kecil" kini: "Penjualan paling banyak Rp4.000.000" (sebelumnya "Rp5.000.000").'
    ]
    assert rules.load(taken.as_yaml(), VOCABULARY).digest == taken.rule_set.digest
    assert taken.rule_set.document.criteria[0].remedy is not None


def test_a_figure_is_added_as_a_row_and_its_day_may_be_written_in_many_ways():
    for day in (date(2027, 1, 1), datetime(2027, 1, 1), 46388, "2027-01-01", "1 Januari 2027"):
        row = {"A3": "quota", "E3": day, "G3": 8, "H3": "Perbup 9", "I3": "tidak"}
        taken = take(sample(), {f"Parameter!{cell}": value for cell, value in row.items()})

        assert taken.comparison.lines() == [
            "Angka: mulai 1 Januari 2027 menjadi 8 (sebelumnya 6), sumber Perbup 9 "
            "(belum diverifikasi)."
        ], day


def test_a_blank_cell_verifies_no_new_figure_and_leaves_old_ones_as_they_are():
    doubted = {"from": "2026-01-01", "value": 7, "source": "Perbup 2", "verified": False}
    first = {"from": "2025-01-01", "value": 6, "source": "Perbup 1"}
    row = {"A4": "quota", "E4": "2027-01-01", "G4": 8, "H4": "Perbup 9", "I2": "", "I3": ""}
    rule_set = sample(parameters={"quota": parameter(first, doubted)})

    taken = take(rule_set, {f"Parameter!{cell}": value for cell, value in row.items()})

    figures = taken.rule_set.document.parameters["quota"].figures
    assert [figure.verified for figure in figures] == [True, False, False]
    told = take(rule_set, {f"Parameter!{c}": v for c, v in {**row, "I4": "ya"}.items()})
    assert told.rule_set.document.parameters["quota"].figures[2].verified


def test_a_new_row_without_a_key_gets_one_from_its_sentence():
    row = {"B5": "Punya NIB, {quota} kali!", "F5": "member", "G5": "is", "H5": True}
    figure = {"B3": "Batas baru", "D3": "none", "E3": "2026-01-01", "G3": 1, "H3": "Perbup"}
    later = {"B4": "Batas baru", "E4": "2027-01-01", "G4": 2, "H4": "Perbup"}
    changes = {f"Kriteria!{cell}": value for cell, value in row.items()}
    changes |= {f"Parameter!{cell}": value for cell, value in {**figure, **later}.items()}

    taken = take(sample(), changes)

    new = taken.rule_set.document
    assert new.criteria[3].id == "punya_nib_kali"
    assert len(new.parameters["batas_baru"].figures) == 2
    assert [note.place for note in taken.notes] == ["Parameter!A3", "Kriteria!A5"]


@pytest.mark.parametrize("place", ["Parameter!A2", "Kriteria!A3", "Tabel!D2", "Poin!A2"])
def test_a_key_that_nobody_knows_is_a_mistake_and_no_new_row(place):
    assert f'{place}: tidak ada baris dengan kunci "lain"; kosongkan untuk baris baru' in problems(
        sample(), {place: "lain"}
    )


def test_a_row_that_is_gone_marked_or_moved_is_a_difference():
    gone = take(sample(), {f"Kriteria!{letter}3": "" for letter in "ABCDEFGHIJ"})
    marked = take(sample(), {"Kriteria!K3": "Ya"})
    content = spreadsheet.write(sample())
    cells = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    lines = cells.get_sheet_by_name("Kriteria").to_python(skip_empty_area=False)
    swapped = {f"Kriteria!{a}{n}": v for n, line in ((2, lines[2]), (3, lines[1]))
               for a, v in zip("ABCDEFGHIJK", line, strict=False)}  # fmt: skip

    assert gone.comparison.lines() == marked.comparison.lines() == ['Syarat "Kecil" dihapus.']
    assert [d.kind for d in take(sample(), swapped).comparison.differences] == ["criterion_moved"]


def test_an_example_forgets_a_criterion_and_a_row_that_are_gone():
    example = {
        "name": {"id": "x"},
        "date": "2026-03-01",
        "facts": {"licensed": True},
        "outcome": "undetermined",
        "unknown": ["small"],
        "outputs": {"desk": "one"},
    }
    taken = take(sample(examples=[example]), {"Kriteria!K3": "ya", "Tabel!L2": "ya"})

    assert taken.rule_set.document.examples[0].unknown == ()
    assert taken.rule_set.document.examples[0].outputs == {}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"Kriteria!A3": "licence"}, "Kriteria!A3"),
        ({"Kriteria!A3": "tidak boleh spasi"}, "Kriteria!A3"),
        ({"Kriteria!F3": "saless"}, "Kriteria!F3"),
        ({"Kriteria!G3": "contains"}, "Kriteria!G3"),
        ({"Kriteria!H3": "lima juta"}, "Kriteria!H3"),
        ({"Kriteria!H3": 0.5}, "Kriteria!H3"),
        ({"Kriteria!H3": ""}, "Kriteria!H3"),
        ({"Kriteria!H3": "{parameter: kuota}"}, "Kriteria!H3"),
        ({"Kriteria!H3": "{parameter: quota"}, "Kriteria!H3"),
        ({"Kriteria!H2": "mungkin"}, "Kriteria!H2"),
        ({"Kriteria!I3": "{fact: sales, is: 1}"}, "Kriteria!F3"),
        ({"Kriteria!I4": "{any: [{fact: sales, is: x}]}"}, "Kriteria!I4"),
        ({"Kriteria!B3": "Paling banyak {kuota}"}, "Kriteria!B3"),
        ({"Kriteria!B2": date(2026, 1, 1)}, "Kriteria!B2"),
        ({"Kriteria!E2": "x"}, "Kriteria!E2"),
        ({"Kriteria!H3": "FORMULA =5+2"}, "Kriteria!H3"),
        ({"Parameter!E2": "01/02/2027"}, "Parameter!E2"),
        ({"Parameter!E2": datetime(2027, 1, 1, 8, 30)}, "Parameter!E2"),
        ({"Parameter!G2": ""}, "Parameter!A2"),
        ({"Parameter!D2": "rupiah"}, "Parameter!D2"),
        ({"Parameter!A3": "quota", "Parameter!D3": "IDR"}, "Parameter!D3"),
        ({"Tabel!E2": "any"}, "Tabel!E2"),
        ({"Tabel!A2": ""}, "Tabel!A2"),
        ({"Poin!D2": "banyak"}, "Poin!D2"),
        ({"Kriteria!F1": "Facts"}, "Kriteria!1"),
        ({"Kriteria!L1": "Kunci"}, "Kriteria!L1"),
        ({"Petunjuk!B2": "kur"}, ""),
    ],
)
def test_a_mistake_is_told_with_sheet_and_cell(changes, place):
    told = problems(sample(), changes)

    assert any(line.startswith(f"{place}: ") if place else ":" not in line for line in told), told


def test_a_percent_cell_means_percent_only_where_the_unit_is_percent():
    figure = {"from": "2025-01-01", "value": 6, "source": "Perbup 1"}
    share = sample(parameters={"quota": parameter(figure, unit="percent")})
    taken = take(share, {"Parameter!G2": 0.055}, percent=True)

    assert str(taken.rule_set.document.parameters["quota"].figures[0].value) == "5.5"
    told = problems(sample(), {"Parameter!G2": 0.05}, percent=True)
    assert told[0].startswith("Parameter!G2: sel ini berformat persen")


def test_labels_of_options_are_understood_and_a_list_may_have_no_brackets():
    rule_set = sample(criteria=[criterion({"fact": "product", "one_of": ["kopi"]}, "a")])

    taken = take(rule_set, {"Kriteria!H2": "Kopi, flour"})

    assert "Kopi, Tepung" in taken.comparison.lines()[0]


def test_other_sheets_and_columns_are_left_aside_with_a_note():
    more = {"Catatan!A1": "halo", "Kriteria!L1": "Pendapat", "Kriteria!L2": "setuju"}
    taken = take(sample(), {**more, "Petunjuk!B3": "sha256:x"}, add=("Catatan",))

    assert taken.comparison.is_empty
    assert [note.place for note in taken.notes] == ["", "Kriteria!L1", "Catatan"]


def repacked(content: bytes, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(
        out, "w", zipfile.ZIP_DEFLATED
    ) as new:  # fmt: skip
        parts = {name: old.read(name) for name in old.namelist()}
        for name, data in change(parts).items():
            new.writestr(name, data)
    return out.getvalue()


SHEET, STRINGS = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"


def test_an_error_in_a_cell_is_not_taken_for_a_blank_one():
    advisory = sample(criteria=[criterion(LICENSED, "a", advisory=True)])
    cell = rb'<c r="E2"( s="[0-9]+")? t="s"><v>[0-9]+</v></c>'
    error = rb'<c r="E2"\1 t="e"><v>#N/A</v></c>'
    content = repacked(
        spreadsheet.write(advisory), lambda p: {**p, SHEET: re.sub(cell, error, p[SHEET])}
    )

    with pytest.raises(SpreadsheetRefused) as refused:
        spreadsheet.read(advisory, content)

    assert [problem.place for problem in refused.value.problems] == ["Kriteria!E2"]


HOSTILE = {
    "no zip": lambda content: b"not a zip",
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "too large": lambda content: content + b"\0" * package.MOST_BYTES,
    "no workbook": lambda content: repacked(content, lambda p: {"a.txt": b"x"}),
    "bomb": lambda content: repacked(
        content, lambda p: {**p, "xl/media/x": b"0" * (archive.MOST_UNPACKED + 1)}
    ),
    "many parts": lambda content: repacked(
        content, lambda p: {**p, **{f"x{n}": b"" for n in range(400)}}
    ),
    "link": lambda content: repacked(content, lambda p: {**p, "xl/externalLinks/e.xml": b"<a/>"}),
    "macro": lambda content: repacked(content, lambda p: {**p, "xl/vbaProject.bin": b"x"}),
    "far cell": lambda content: repacked(
        content, lambda p: {**p, SHEET: p[SHEET].replace(b'r="A2"', b'r="XFD1048576"')}
    ),
    "a count that is a lie": lambda content: repacked(
        content,
        lambda p: {
            **p,
            STRINGS: re.sub(rb'ount="[0-9]+"', b'ount="4000000000"', p[STRINGS]),
        },
    ),
    "another encoding": lambda content: repacked(
        content, lambda p: {**p, SHEET: p[SHEET].decode().encode("utf-16")}
    ),
    "too many elements": lambda content: repacked(
        content, lambda p: {**p, SHEET: b"<a>" + b"<a/>" * (archive.MOST_ELEMENTS + 1) + b"</a>"}
    ),
    "no address": lambda content: repacked(
        content, lambda p: {**p, SHEET: p[SHEET].replace(b'r="A2"', b"")}
    ),
    "doctype": lambda content: repacked(
        content,
        lambda p: {**p, SHEET: p[SHEET].replace(b"<worksheet", b"<!DOCTYPE x []><worksheet", 1)},
    ),
    "broken sheet": lambda content: repacked(content, lambda p: {**p, SHEET: p[SHEET][:400]}),
    "no strings": lambda content: repacked(
        content, lambda p: {n: d for n, d in p.items() if n != STRINGS}
    ),
    "no sheet": lambda content: repacked(
        content, lambda p: {n: d for n, d in p.items() if n != SHEET}
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_with_a_sentence(name):
    rule_set = sample()

    with pytest.raises(SpreadsheetRefused) as refused:
        spreadsheet.read(rule_set, HOSTILE[name](spreadsheet.write(rule_set)))

    assert len(str(refused.value)) > 10


WRITTEN = spreadsheet.write(sample())


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["", *zipfile.ZipFile(io.BytesIO(WRITTEN)).namelist()]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(part, damage):
    """Damage in the file as a whole, or in one part of it before it is packed."""

    def damaged(content: bytes) -> bytes:
        found = bytearray(content)
        for where, byte in damage:
            found[int(where * len(found))] = byte
        return bytes(found)

    if part:
        content = repacked(WRITTEN, lambda parts: {**parts, part: damaged(parts[part])})
    else:
        content = damaged(WRITTEN)

    try:
        spreadsheet.read(sample(), content)
    except SpreadsheetRefused as refused:
        assert refused.problems


def test_an_empty_row_at_the_very_end_as_some_programs_write_it_does_no_harm():
    def with_last_row(parts):
        end = b'<row r="1048576" ht="12.8"/></sheetData>'
        return {**parts, SHEET: parts[SHEET].replace(b"</sheetData>", end)}

    assert spreadsheet.read(sample(), repacked(WRITTEN, with_last_row)).comparison.is_empty


def test_the_same_rule_set_gives_the_same_bytes():
    assert spreadsheet.write(sample()) == WRITTEN


def test_keys_are_locked_without_a_password_and_other_cells_are_not():
    with zipfile.ZipFile(io.BytesIO(spreadsheet.write(sample()))) as archive:
        sheet = archive.read(SHEET).decode()
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())

    assert names == SHEETS
    assert "<sheetProtection" in sheet and "password" not in sheet
    assert sheet.count("<dataValidation ") == 4  # advice, fact, test, remove
    assert [sheet_.name.id for sheet_ in layout.SHEETS] == SHEETS[1:5]


def test_the_commands_write_show_and_take(tmp_path, capsys):
    file, table = tmp_path / "sample.yaml", tmp_path / "x.xlsx"
    (tmp_path / "v.yaml").write_text(VOCABULARY)
    words = ["--vocabulary", str(tmp_path / "v.yaml")]
    file.write_text(sample() and json.dumps(json.loads(document())))
    call = ["take", str(file), str(table), *words]

    assert main(["spreadsheet", str(file), "--out", str(table), *words]) == 0
    assert main(call) == 0
    assert capsys.readouterr().out == "Tidak ada perbedaan.\n"
    table.write_bytes(edited(table.read_bytes(), {"Kriteria!H2": "tidak"}))
    before = file.read_text()
    assert main(call) == 0 and file.read_text() == before
    assert main([*call, "--write"]) == 0
    assert "when: {fact: licensed, is: false}" in file.read_text()
    assert main([*call]) == 0
    assert capsys.readouterr().out.endswith("Tidak ada perbedaan.\n")
    table.write_bytes(b"x")
    assert main(call) == 1
    assert "XLSX" in capsys.readouterr().err


@pytest.fixture
def on_disk(tmp_path):
    """A call of `take --write`, with its rule set and a spreadsheet made from it."""
    file, table = tmp_path / "sample.json", tmp_path / "x.xlsx"
    (tmp_path / "v.yaml").write_text(VOCABULARY)
    words = ["--vocabulary", str(tmp_path / "v.yaml")]
    example = {
        "name": {"id": "Berizin"},
        "date": "2026-03-01",
        "facts": {"licensed": True},
        "outcome": "eligible",
    }
    file.write_text(document(examples=[example], parameters={"limit": parameter(1)}))
    assert main(["spreadsheet", str(file), "--out", str(table), *words]) == 0
    return file, table, ["take", str(file), str(table), *words, "--write"]


def test_a_spreadsheet_of_another_version_undoes_nothing_unless_told_to(on_disk, capsys):
    file, _, call = on_disk
    newer = file.read_text().replace('"value": 1', '"value": 2')
    file.write_text(newer)

    assert main(call) == 2
    out, error = capsys.readouterr()
    assert (file.read_text(), "sebelumnya 2" in out) == (newer, True)
    assert "tidak ditulis: lembar kerja ini dibuat dari versi lain" in error
    assert main([*call, "--lang", "en"]) == 2
    assert "not written: this spreadsheet was made from another version" in capsys.readouterr().err
    assert main([*call, "--accept-outdated"]) == 0
    assert '"value": 1' in file.read_text()


def test_a_spreadsheet_that_fails_an_example_is_not_written_unless_told_to(on_disk, capsys):
    file, table, call = on_disk
    before = file.read_text()
    table.write_bytes(edited(table.read_bytes(), {"Kriteria!H2": "tidak"}))

    assert main(call) == 1
    error = capsys.readouterr().err
    assert file.read_text() == before
    assert "Berizin: outcome: eligible is expected, ineligible was decided" in error
    assert "tidak ditulis: 1 contoh tidak cocok" in error
    assert main([*call, "--accept-failing"]) == 0
    assert file.read_text() != before


TITLED = [
    {
        "id": "desk",
        "title": {"id": "Loket", "en": "Desk"},
        "hit": "first",
        "rows": [
            {"id": "one", "when": LICENSED, "then": {"desk": "Loket 1"}},
            {"id": "two", "when": {"fact": "member", "is": True}, "then": {"desk": "Loket 2"}},
        ],
    }
]


def test_the_title_of_a_table_is_read_back_and_can_be_changed():
    titled = sample(tables=TITLED)

    assert take(titled, {}).comparison.is_empty
    told = take(titled, {"Tabel!B2": "Meja", "Tabel!B3": "Meja"}).comparison.lines()
    assert told == ['Judul tabel kini "Meja" (sebelumnya "Loket").']
    gone = take(titled, {f"Tabel!{cell}": "" for cell in ("B2", "B3", "C2", "C3")})
    assert gone.rule_set.document.tables[0].title is None
    assert "Tabel!B3: berbeda dari baris lain tabel desk" in problems(titled, {"Tabel!B3": "Meja"})


def test_a_workbook_from_before_tables_had_titles_leaves_them_as_they_are():
    titled = sample(tables=TITLED)

    taken = take(titled, {"Tabel!B1": "", "Tabel!C1": ""})

    assert taken.rule_set.document.tables[0].title == Words("Loket", "Desk")
