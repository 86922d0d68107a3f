"""Every decision says why, in sentences, with the values it read and what would help."""

from __future__ import annotations

from datetime import date

import pytest

import rules
from rules import spelling

from .documents import TODAY, criterion, parameter, rule_set

LICENSED = {"fact": "licensed", "is": True}


@pytest.mark.parametrize(
    ("when", "indonesian", "english"),
    [
        (LICENSED, "Berizin: ya", "Licensed: yes"),
        (
            {"fact": "sales", "at_most": 4_800_000_000},
            "Penjualan paling banyak Rp4.800.000.000",
            "Sales is at most Rp4.800.000.000",
        ),
        (
            {"fact": "sales", "above_to": [{"parameter": "limit"}, {"fact": "workers"}]},
            "Penjualan lebih dari Rp1.500.000 (Angka) sampai dengan Pekerja",
            "Sales is above Rp1.500.000 (Figure) and at most Workers",
        ),
        (
            {"fact": "product", "one_of": ["kopi", "tepung"]},
            "Produk salah satu dari Kopi, Tepung",
            "Product is one of Coffee, Flour",
        ),
        (
            {"fact": "started", "before": {"fact": "ended", "minus": {"years": 1}}},
            "Mulai sebelum Selesai dikurangi 1 tahun",
            "Started is before Ended minus 1 year",
        ),
        (
            {"fact": "started", "on_or_after": "2026-08-17"},
            "Mulai paling awal 17 Agustus 2026",
            "Started is on or after 17 August 2026",
        ),
        (
            {"any": [LICENSED, {"fact": "margin", "more_than": "0.5"}]},
            "Berizin: ya atau Margin lebih dari 0,50",
            "Licensed: yes or Margin is more than 0.50",
        ),
        (
            {"not": {"any": [LICENSED, {"fact": "village", "is": "Wuluhan"}]}},
            "Bukan: (Berizin: ya atau Desa adalah “Wuluhan”)",
            "Not: (Licensed: yes or Village is “Wuluhan”)",
        ),
        (
            {"all": [LICENSED, {"fact": "product", "one_of": ["kopi", "tepung"]}]},
            "Semua ini: (Berizin: ya; Produk salah satu dari Kopi, Tepung)",
            "All of: (Licensed: yes; Product is one of Coffee, Flour)",
        ),
        (
            {"none": [{"not": LICENSED}, {"any": [{"fact": "village", "is": {"fact": "hamlet"}}]}]},
            "Tidak satu pun dari: (bukan: Berizin: ya; Desa adalah isi Dusun)",
            "None of: (not: Licensed: yes; Village is the value of Hamlet)",
        ),
        (
            {
                "fact": "started",
                "is": {"fact": "ended", "plus": {"months": {"parameter": "limit"}}},
            },
            "Mulai adalah Selesai ditambah 1.500.000 bulan (Angka)",
            "Started is Ended plus 1,500,000 months (Figure)",
        ),
        (
            {"count_at_least": 2, "of": [LICENSED, {"not": {"fact": "sales", "present": True}}]},
            "Paling sedikit 2 dari: (Berizin: ya; bukan: Penjualan diketahui)",
            "At least 2 of: (Licensed: yes; not: Sales is known)",
        ),
    ],
)
def test_a_criterion_without_words_gets_a_sentence(when, indonesian, english):
    loaded = rule_set(when, parameters={"limit": parameter(1_500_000, unit="IDR")})

    finding = loaded.decide({}, on=TODAY, engine="reference").criteria[0]

    assert (finding.says.id, finding.says.en) == (indonesian, english)


def test_figures_are_filled_into_the_words_of_a_criterion():
    says = {"id": "Paling banyak {limit} dalam {span} tahun", "en": "At most {limit}"}
    loaded = rule_set(
        criteria=[criterion({"fact": "sales", "at_most": {"parameter": "limit"}}, says=says)],
        parameters={
            "limit": parameter(1_500_000, unit="IDR"),
            "span": parameter(2, unit="years"),
        },
    )

    decision = loaded.decide({"sales": 1}, on=TODAY)

    assert decision.as_dict()["criteria"][0]["says"] == "Paling banyak Rp1.500.000 dalam 2 tahun"
    assert decision.as_dict("en")["criteria"][0]["says"] == "At most Rp1.500.000"
    assert set(decision.as_dict()["parameters"]) == {"limit", "span"}


def test_a_finding_carries_every_value_it_read_once():
    when = {
        "any": [
            {"fact": "sales", "at_most": {"fact": "workers"}},
            {"fact": "sales", "is": 7},
            {"fact": "started", "before": {"fact": "decision_date"}},
            {"fact": "good", "is": True},
        ]
    }
    loaded = rule_set(when, derived=[{"fact": "good", "when": LICENSED}])

    decision = loaded.decide({"sales": 9, "started": "2026-05-01", "licensed": False}, on=TODAY)

    assert decision.as_dict()["criteria"][0]["reads"] == [
        {"fact": "sales", "value": 9},
        {"fact": "workers", "value": None},
        {"fact": "started", "value": "2026-05-01"},
        {"fact": "decision_date", "value": "2026-03-01"},
        {"fact": "good", "value": False, "derived": True},
    ]


def test_an_unmet_criterion_carries_its_remedy_and_a_met_one_does_not():
    remedy = {
        "id": "Urus izin",
        "en": "Get the licence",
        "where": "Mal Pelayanan Publik",
        "papers": ["KTP", {"id": "Foto", "en": "Photograph"}],
        "takes_days": 1,
    }
    loaded = rule_set(criteria=[criterion(LICENSED, remedy=remedy)])

    unmet, met, unknown = loaded.decide([{"licensed": False}, {"licensed": True}, {}], on=TODAY)

    assert unmet.as_dict("en")["criteria"][0]["remedy"] == {
        **remedy,
        "papers": ["KTP", "Photograph"],
    }
    assert "remedy" not in met.as_dict()["criteria"][0]
    assert "remedy" not in unknown.as_dict()["criteria"][0]


def changes(*conditions, **facts):
    decision = rule_set(*conditions).decide(facts, on=TODAY)
    return [
        (c["fact"], c["operator"], c["to"], c["holds"]) for c in decision.as_dict()["change"] or []
    ]


def test_the_smallest_change_names_the_threshold_to_reach():
    small, member = {"fact": "sales", "at_most": 10}, {"fact": "member", "is": True}

    assert changes(small, sales=11) == [("sales", "at_most", 10, True)]
    assert changes(
        {"any": [{"all": [small, LICENSED]}, member]}, sales=11, licensed=False, member=False
    ) == [("member", "is", True, True)]
    assert changes(small, member, sales=11) == [
        ("sales", "at_most", 10, True),
        ("member", "is", True, True),
    ]
    assert changes({"none": [member]}, member=True) == [("member", "is", True, False)]
    assert changes(
        {"count_at_least": 2, "of": [small, member, LICENSED]},
        sales=11,
        member=True,
        licensed=False,
    ) == [("sales", "at_most", 10, True)]


def test_a_change_that_breaks_another_criterion_is_not_proposed():
    either = {"any": [{"fact": "sales", "at_most": 10}, {"fact": "member", "is": True}]}

    found = changes(either, {"fact": "sales", "at_least": 20}, sales=30, member=False)

    assert found == [("member", "is", True, True)]


def test_what_nobody_can_change_has_no_smallest_change():
    past = {"fact": "decision_date", "before": "2026-01-01"}

    decision = rule_set(past).decide({}, on=TODAY)

    assert decision.outcome == "ineligible"
    assert decision.as_dict()["change"] is None


def test_the_answer_has_the_form_of_the_handbook():
    answer = rule_set(LICENSED).decide({"licensed": True}, on=date(2026, 3, 1)).as_dict()

    assert list(answer) == [
        *("rule_set", "digest", "on", "outcome", "criteria", "derived", "outputs", "missing"),
        *("missing_for_outputs", "priority", "parameters", "warnings"),
        *("engine", "reference_agrees"),
    ]
    assert answer["engine"] == "durable-rules 2.0.28"
    assert answer["digest"].startswith("sha256:") and len(answer["digest"]) == 71


def test_a_page_of_text_explains_a_decision_in_either_language():
    decision = rules.library.load("kur").decide(
        {"amount": 60_000_000, "has_npwp": False}, on=TODAY, engine="reference"
    )

    indonesian, english = rules.explain(decision), rules.explain(decision, "en")

    assert "BELUM MEMENUHI SYARAT" in indonesian
    assert "[x] NPWP ada bila pinjaman di atas Rp50.000.000" in indonesian
    assert "NOT YET ELIGIBLE" in english
    assert "Register for an NPWP; at Tax office or its web site; bring KTP, KK" in english
    assert "(not verified)" in english


def test_what_a_table_gives_is_not_called_the_result_of_somebody_who_is_not_eligible():
    kur = rules.library.load("kur")
    refused = kur.decide({"amount": 60_000_000, "has_npwp": False}, on=TODAY, engine="reference")
    row = {"id": "one", "when": LICENSED, "then": {"desk": "Loket 1"}}
    loaded = rule_set(LICENSED, tables=[{"id": "desk", "hit": "first", "rows": [row]}])
    granted = loaded.decide({"licensed": True}, on=TODAY, engine="reference")

    told = "Jenis KUR (baru berlaku bila memenuhi syarat): KUR Mikro\n"
    assert told in rules.explain(refused)
    told = "Kind of KUR (counts only once eligible): KUR Mikro\n"
    assert told in rules.explain(refused, "en")
    assert "Tabel desk: Loket 1\n" in rules.explain(granted)


def test_days_are_written_in_words():
    figure = {"from": "2020-01-01", "until": "2025-12-31", "value": 5, "source": "Perbup"}
    loaded = rule_set(
        {"fact": "sales", "at_most": {"parameter": "limit"}},
        parameters={"limit": parameter(figure)},
    )
    decision = loaded.decide({"sales": 1}, on=TODAY, engine="reference")

    indonesian, english = rules.explain(decision), rules.explain(decision, "en")

    assert indonesian.startswith("Contoh (per 1 Maret 2026): ")
    assert "(masa berlakunya sudah lewat: 31 Desember 2025)" in indonesian
    assert english.startswith("Sample (on 1 March 2026): ")
    assert "(past its last day: 31 December 2025)" in english


def test_numbers_are_written_as_people_write_them():
    assert spelling.number(-5_000, "IDR", "id") == "-Rp5.000"
    assert spelling.number(2026, "", "id") == "2026"
    assert spelling.number(12_345, "", "en") == "12,345"
    assert spelling.number(6, "percent", "id") == "6%"
