"""Two versions of a rule set are compared in sentences, down to the place that differs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules import canonical, library
from rules.command_line import main
from rules.comparison import Effect, compare
from rules.writing import as_yaml
from tests.rules import documents, generated
from tests.rules.documents import VOCABULARY, criterion, document, parameter, rule_set


def differences(old: Any, new: Any) -> list[tuple[str, str, str]]:
    found = compare(old, new).differences
    assert all(difference.says.en for difference in found)
    return [(d.kind, d.path, d.says.id) for d in found]


def of_condition(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, str]]:
    return differences(*(rule_set({"all": [when]}, criteria=[criterion(
        when, "a", says={"id": "Layak"})]) for when in (old, new)))  # fmt: skip


@pytest.mark.parametrize("name", library.names())
def test_a_rule_set_does_not_differ_from_itself(name):
    assert compare(library.load(name), library.load(name)).lines() == ["Tidak ada perbedaan."]


def test_formatting_the_order_of_keys_and_written_defaults_are_no_difference():
    text = json.loads(document(parameters={"a": parameter(1), "b": parameter(2)}))
    other = {key: text[key] for key in reversed(text)}
    other["parameters"] = {"b": parameter(2), "a": parameter(1)}
    other["criteria"] = [{**text["criteria"][0], "advisory": False, "remedy": None}]

    old, new = rules.load(json.dumps(text), VOCABULARY), rules.load(json.dumps(other), VOCABULARY)

    assert compare(old, new).is_empty and old.digest == new.digest


def test_a_new_figure_is_told_with_its_day_source_and_the_figure_before():
    first = {"from": "2025-01-01", "value": 6, "source": "Perbup 1"}
    second = {"from": "2027-01-01", "value": 8, "source": "Perbup 9", "verified": False}
    when = {"fact": "workers", "at_most": {"parameter": "quota"}}
    old = rule_set(when, parameters={"quota": parameter(first)})
    new = rule_set(when, parameters={"quota": parameter(first, second)})

    added, removed = compare(old, new), compare(new, old)

    assert added.lines() == [
        "Angka: mulai 1 Januari 2027 menjadi 8 (sebelumnya 6), sumber Perbup 9 "
        "(belum diverifikasi)."
    ]
    assert added.lines("en") == [
        "Figure: from 1 January 2027 it is 8 (before: 6), source Perbup 9 (not verified)."
    ]
    assert added.differences[0].effect is Effect.OUTCOME
    assert removed.lines() == ["Angka: angka 8 mulai 1 Januari 2027 dihapus; yang berlaku 6."]


def test_every_field_of_a_figure_and_of_a_parameter_is_told():
    when = {"fact": "workers", "at_most": {"parameter": "quota"}}
    figure = {"from": "2025-01-01", "value": 6, "source": "Perbup 1"}
    base = rule_set(when, parameters={"quota": parameter(figure)})
    kinds = {}
    for key, value in {"value": 7, "until": "2025-12-31", "source": "X", "verified": False}.items():
        new = rule_set(when, parameters={"quota": parameter({**figure, key: value})})
        kinds[key] = [difference.kind for difference in compare(base, new).differences]
    unit = rule_set(when, parameters={"quota": parameter(figure, unit="count")})
    unused = rule_set(when, parameters={"quota": parameter(figure), "other": parameter(1)})

    assert kinds == {key: [f"figure_{key}"] for key in kinds}
    assert [d.kind for d in compare(base, unit).differences] == ["unit"]
    assert [(d.kind, d.effect) for d in compare(base, unused).differences] == [
        ("parameter_added", Effect.WORDS)
    ]


def test_a_threshold_is_told_with_the_one_before():
    assert of_condition(
        {"any": [{"fact": "licensed", "is": True}, {"fact": "sales", "at_most": 15_000_000_000}]},
        {"any": [{"fact": "licensed", "is": True}, {"fact": "sales", "at_most": 10_000_000_000}]},
    ) == [
        (
            "condition_threshold",
            "criteria[0].when.any[1].at_most",
            'Syarat "Layak" kini: "Penjualan paling banyak Rp10.000.000.000" '
            '(sebelumnya "Rp15.000.000.000")',
        )
    ]


LICENSED, MEMBER = {"fact": "licensed", "is": True}, {"fact": "member", "is": True}
SALES = {"fact": "sales", "more_than": 5}


@pytest.mark.parametrize(
    ("old", "new", "kind", "path"),
    [
        ({"any": [LICENSED, SALES]}, {"any": [LICENSED, SALES, MEMBER]}, "added", ".any[2]"),
        ({"all": [LICENSED, SALES]}, {"all": [SALES]}, "removed", ".all[0]"),
        ({"all": [LICENSED, SALES]}, {"any": [LICENSED, SALES]}, "joined", ""),
        ({"all": [LICENSED, SALES]}, {"all": [SALES, LICENSED]}, "order", ".all"),
        ({"all": [LICENSED, SALES]}, {"all": [MEMBER, SALES]}, "replaced", ".all[0]"),
        ({"not": LICENSED}, {"not": SALES}, "replaced", ".not"),
        ({"not": {"any": [SALES, MEMBER]}}, {"not": {"all": [SALES, MEMBER]}}, "joined", ".not"),
        (LICENSED, {"fact": "licensed", "present": True}, "replaced", ""),
        (
            {"count_at_least": 1, "of": [LICENSED, SALES]},
            {"count_at_least": 2, "of": [LICENSED, SALES]},
            "joined",
            "",
        ),
        ({"fact": "sales", "at_most": 5}, {"fact": "sales", "at_least": 5}, "replaced", ""),
    ],
)
def test_a_condition_is_told_at_the_deepest_place_that_differs(old, new, kind, path):
    [(found, place, _)] = of_condition(old, new)

    assert (found, place) == (f"condition_{kind}", f"criteria[0].when{path}")


def test_criteria_come_go_move_and_turn_into_advice():
    a, b, c = (criterion(LICENSED, name, says={"id": name.upper()}) for name in "abc")
    old = rules.load(document(criteria=[a, b]), VOCABULARY)

    def after(*criteria: dict[str, Any]) -> list[tuple[str, str, str]]:
        return differences(old, rules.load(document(criteria=criteria), VOCABULARY))

    assert after(a, b, c) == [("criterion_added", "criteria[2]", 'Baru: syarat "C": Berizin: ya')]
    assert after(b) == [("criterion_removed", "criteria[0]", 'Syarat "A" dihapus')]
    assert after(b, a) == [
        ("criterion_moved", "criteria[0]", 'Syarat "B" berpindah dari urutan 2 ke 1')
    ]
    assert after(a, {**b, "advisory": True}) == [
        (
            "criterion_advisory",
            "criteria[1].advisory",
            'Syarat "B" kini hanya anjuran, tidak lagi menentukan',
        )
    ]
    assert after(a, {**b, "remedy": {"id": "Urus", "takes_days": 2}}) == [
        (
            "remedy_added",
            "criteria[1].remedy",
            'Jalan keluar syarat "B": cara kini "Urus" (sebelumnya "tidak ada"); '
            'lama kini "2 hari" (sebelumnya "tidak ada")',
        )
    ]


def test_what_alters_an_outcome_comes_first():
    old = rule_set(LICENSED, SALES)
    whole = canonical.as_data(old.document)
    whole["title"]["id"] = "Lain"
    whole["criteria"][1]["when"]["more_than"] = 6
    whole["criteria"][0]["source"] = "Perbup"

    effects = [
        d.effect for d in compare(old, rules.load(json.dumps(whole), VOCABULARY)).differences
    ]

    assert effects == [Effect.OUTCOME, Effect.WORDS, Effect.WORDS]


def mutations(data: Any) -> list[Any]:
    """A document's data with one thing changed, at every place in turn."""
    if isinstance(data, dict):
        found = [{**data, key: new} for key in data for new in mutations(data[key])]
        dropped = [k for k in data if k in ("remedy", "says", "source", "until", "where", "label")]
        return found + [{k: v for k, v in data.items() if k != key} for key in dropped]
    if isinstance(data, list):
        found = [
            [*data[:place], new, *data[place + 1 :]]
            for place, member in enumerate(data)
            for new in mutations(member)
        ]
        return [*found, data[1:], data[::-1], data + data[:1]]
    if isinstance(data, bool):
        return [not data]
    return [data + 1] if isinstance(data, int) else [f"{data}x"] if isinstance(data, str) else []


STEPS = [("bank-linkage", 1), ("equipment-apbd", 8), ("kur", 25)]  # Every n-th change is tried.


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_there_is_a_difference_exactly_where_the_digest_differs(name, step):
    old = library.load(name)
    readable = 0
    for data in mutations(canonical.as_data(old.document))[::step]:
        try:
            new = rules.load(json.dumps(data))
        except rules.DocumentRefused:
            continue
        readable += 1
        assert compare(old, new).is_empty == (new.digest == old.digest), data
    assert readable > 30


@settings(max_examples=25, deadline=None)
@given(generated.documents(), generated.documents(), st.randoms(use_true_random=False))
def test_generated_versions_differ_exactly_where_their_digests_do(one, other, random):
    old, new = rules.load(one, VOCABULARY), rules.load(other, VOCABULARY)
    data = canonical.as_data(old.document)
    random.shuffle(data["criteria"])
    shuffled = rules.load(json.dumps(data), VOCABULARY)

    assert compare(old, old).is_empty
    for version in (new, shuffled):
        assert compare(old, version).is_empty == (version.digest == old.digest)


def test_a_fact_that_means_something_else_in_the_vocabulary_is_told():
    old = rule_set(SALES)
    new = rules.load(
        documents.document(criteria=[criterion(SALES, "c1")]),
        VOCABULARY.replace("sales: {type: money", "sales: {type: integer"),
    )

    assert [(d.kind, d.effect) for d in compare(old, new).differences] == [
        ("fact_changed", Effect.OUTCOME)
    ]


def test_another_name_of_a_derived_fact_is_told_and_changes_the_digest():
    def labelled(text):
        small = {"fact": "small", "label": {"id": text}, "when": SALES}
        return rule_set({"fact": "small", "is": True}, derived=[small])

    found = compare(labelled("Kecil"), labelled("Mikro"))

    assert [(d.kind, d.path, d.effect) for d in found.differences] == [
        ("derived_label", "derived[0].label", Effect.WORDS)
    ]
    assert found.lines("en") == ['The name of the derived fact is now "Mikro" (before: "Kecil").']
    assert labelled("Kecil").digest != labelled("Mikro").digest


def test_what_keeps_its_number_while_others_pass_it_is_told_without_numbers():
    old = rule_set(LICENSED, SALES, {"fact": "member", "is": True})
    data = canonical.as_data(old.document)
    data["criteria"].reverse()

    told = compare(old, rules.load(json.dumps(data), VOCABULARY)).lines("en")

    assert told == [
        'Criterion "Member: yes" moved from place 3 to 1.',
        'Criterion "Sales is more than Rp5" now stands in another order among the others.',
    ]


def test_the_command_tells_the_differences_and_an_applicant_who_shows_them(tmp_path, capsys):
    file = tmp_path / "kur.yaml"
    text = library.path("kur").read_text()
    file.write_text(text.replace("one_of: [mikro, kecil]", "one_of: [mikro]"))

    code = main(["diff", str(library.path("kur")), str(file), "--lang", "en"])

    told = capsys.readouterr().out
    assert code == 0
    assert 'is now: "Size class is one of Micro" (before: "Micro, Small")' in told
    assert "eligible in the old version, not eligible yet in the new one" in told
    assert "\nDecisions on 5 January 2026:\n" in told
    assert main(["diff", str(file), str(file)]) == 0
    assert capsys.readouterr().out == "Tidak ada perbedaan.\n"


def test_nothing_is_called_by_its_id():
    """Each part of KUR is changed; no sentence names a parameter, fact, table or row by its id."""
    old = library.load("kur")
    data = canonical.as_data(old.document)
    ceiling = data["parameters"]["turnover_ceiling"]
    ceiling |= {"title": {"id": "Omzet tertinggi"}, "unit": "count"}
    ceiling["values"][0] |= {"value": 5, "until": "2027-12-31"}
    data["subject"] = "group"
    data["derived"][0]["label"] = {"id": "Boleh lebih muda"}
    data["criteria"][2]["says"] = {"id": "Omzet di bawah {turnover_ceiling}"}
    data["criteria"].append({"id": "own_number", "when": {"fact": "has_nib", "is": True}})
    data["tables"][0]["title"] = {"id": "Produk KUR"}
    rows = data["tables"][0]["rows"]
    rows[0]["then"] = {"product": "KUR Terkecil"}
    rows[1]["when"] = {"fact": "amount", "at_most": 50_000_000}
    rows.append({"id": "no_product", "when": {"fact": "has_npwp", "is": True}, "then": {"a": "B"}})
    data["priority"] = {"tie_break": ["submitted_at", "draw"]}
    data["examples"][0] |= {"outcome": "ineligible", "unmet": ["in_regency"], "unknown": None}
    data["examples"][0]["outputs"] = {"kur_product": "kecil"}
    data["examples"][0]["facts"] |= {"size_class": "kecil", "has_npwp": False}
    new = rules.load(json.dumps(data))

    found = compare(old, new)

    for language in ("id", "en"):
        told = "\n".join(found.lines(language))
        ids = re.findall(r"[a-z]+_[a-z_]+|\bineligible|\bIDR\b|\bmikro\b", told)
        assert ids == []
    lines = found.lines()
    assert 'Judul tabel kini "Produk KUR" (sebelumnya "Jenis KUR").' in lines
    assert "Nama angka kini" in " ".join(lines)
    assert (
        'Tabel "Produk KUR", baris "KUR Super Mikro": hasilnya kini "KUR Terkecil" '
        '(sebelumnya "KUR Super Mikro").'
    ) in lines
    assert (
        "hasil kini belum memenuhi syarat (sebelumnya memenuhi syarat); syarat tak terpenuhi kini "
        'Syarat "Usaha berlokasi di kabupaten ini" (sebelumnya tidak ada); '
        "syarat belum diketahui kini tidak disebut (sebelumnya tidak ada); "
        "keluaran tabel kini Produk KUR: KUR Kecil (sebelumnya Jenis KUR: KUR Mikro)."
    ) in lines[-1]


def test_the_title_of_a_table_is_part_of_the_document_and_may_be_left_out():
    rows = [{"id": "r", "when": LICENSED}]

    def titled(**title):
        return rule_set(LICENSED, tables=[{"id": "desk", "hit": "first", **title, "rows": rows}])

    bare, named = titled(), titled(title={"id": "Loket", "en": "Desk"})

    assert bare.document.tables[0].called.in_language("en") == "Table desk"
    assert named.document.tables[0].called.in_language("en") == "Desk"
    # Decisions were taken under this digest before tables had titles.
    assert bare.digest == (
        "sha256:b733def9c154ddb7a29858fa7837a0dc0e203842010dc46a355a06f8451d5a44"
    )
    assert bare.digest != named.digest
    assert rules.load(as_yaml(named.document), VOCABULARY).digest == named.digest
    assert compare(bare, named).lines() == ['Judul tabel kini "Loket" (sebelumnya "tidak ada").']
    assert compare(bare, named).differences[0].effect is Effect.WORDS


def test_rows_that_say_the_same_are_told_apart():
    rows = [
        {"id": "one", "when": LICENSED, "then": {"desk": "Loket 1"}},
        {"id": "two", "when": SALES, "then": {"desk": "Loket 1"}},
    ]
    table = {"id": "desk", "hit": "first", "rows": rows}
    found = compare(rule_set(LICENSED), rule_set(LICENSED, tables=[table]))
    gone = compare(
        rule_set(LICENSED, tables=[table]),
        rule_set(LICENSED, tables=[{**table, "rows": rows[:1]}]),
    )

    assert found.lines() == ['Baru: tabel "desk".']
    assert gone.lines() == ['Tabel "desk": baris "Loket 1 (two)" dihapus.']
