"""Each kind of hole in a document is told, with an applicant who shows it; sound ones are not."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

import rules
from rules import canonical, library
from rules.command_line import main
from rules.commands import calls
from rules.verification import naming, verify

from .documents import TODAY, VOCABULARY, criterion, document, parameter, rule_set

AT_MOST_5 = {"fact": "sales", "at_most": 5}
AT_LEAST_9 = {"fact": "sales", "at_least": 9}
COFFEE = {"fact": "product", "is": "kopi"}


def found(loaded, *kinds, **options):
    """The findings of some kinds; without kinds all but the missing examples."""
    report = verify(loaded, **options)
    quiet = ("no_examples", "not_shown_met", "not_shown_unmet")
    return [f for f in report.findings if (f.kind in kinds if kinds else f.kind not in quiet)]


def table(hit, *conditions):
    rows = [{"id": f"r{n}", "when": when} for n, when in enumerate(conditions, 1)]
    return [{"id": "t", "hit": hit, "rows": rows}]


@pytest.mark.parametrize("name", library.names())
def test_the_shipped_rule_sets_have_no_errors(name):
    report = verify(library.load(name))

    assert report.passes, [finding.says.en for finding in report.findings]


def test_a_contradiction_is_an_error_and_names_its_place():
    loaded = rule_set({"fact": "licensed", "is": True}, {"all": [AT_MOST_5, AT_LEAST_9]})

    (finding,) = found(loaded)

    assert (finding.kind, finding.severity) == ("contradiction", "error")
    assert (finding.paths, finding.ids) == (("criteria[1].when",), ("c2",))
    assert finding.says.id == (
        'Syarat "Penjualan paling banyak Rp5 dan Penjualan paling sedikit Rp9" '
        "tidak mungkin terpenuhi oleh siapa pun."
    )
    assert finding.applicant.facts["licensed"] is True
    assert finding.applicant.unmet == ("c2",)


def test_an_advisory_contradiction_is_only_a_warning_and_excludes_nobody():
    advice = criterion({"all": [AT_MOST_5, AT_LEAST_9]}, "advice", advisory=True)
    loaded = rule_set(criteria=[advice, criterion(COFFEE), criterion(AT_MOST_5, "small")])

    assert [(f.kind, f.severity) for f in found(loaded)] == [("contradiction", "warning")]


def test_a_condition_that_is_never_known_can_be_met_by_nobody():
    never = {"fact": "started", "before": {"fact": "ended", "plus": {"years": 400}}}

    assert [f.kind for f in found(rule_set(never))] == ["contradiction"]


@pytest.mark.parametrize(
    "beyond",
    [
        {"fact": "sales", "more_than": 10**15},
        {"fact": "margin", "is": {"parameter": "half"}},
        {"fact": "started", "before": "1900-01-01"},
        {"fact": "product", "none_of": ["kopi", "tepung", "tidak"]},
        {"fact": "years", "contains": {"parameter": "half"}},
        {"fact": "tags", "contains_all": [{"fact": "village"}, *"abc"]},
        {"fact": "fiscal_year", "is_not": {"fact": "fiscal_year"}},
        {"fact": "village", "is": {"fact": "hamlet"}},
    ],
)
def test_what_a_value_may_be_bounds_the_proof(beyond):
    possible = [
        {"not": {"fact": "village", "one_of": [*"abc"]}},
        {"not": {"fact": "hamlet", "one_of": [*"abc"]}},
    ]
    half = parameter("0.105")  # Neither whole, nor of the places that a margin has.
    loaded = rule_set(beyond, *possible, parameters={"half": half})

    contradictions = [f.ids for f in found(loaded, "contradiction")]

    assert contradictions == ([] if "village" in str(beyond) else [("c1",)])


def test_a_list_holds_a_hundred_members_at_most():
    def all_of(*spans):
        return rule_set(
            *({"fact": "tags", "contains_all": [f"t{n}" for n in span]} for span in spans)
        )

    full = verify(all_of(range(60), range(60, 100)))
    beyond = verify(all_of(range(60), range(60, 101)))

    assert full.errors == ()
    assert [f.kind for f in beyond.errors] == ["jointly_unsatisfiable"]


def test_a_tautology_is_told_although_missing_facts_leave_it_open():
    either = {"any": [{"fact": "sales", "at_most": 9}, {"fact": "sales", "more_than": 5}]}

    (finding,) = found(rule_set(either, COFFEE))

    assert (finding.kind, finding.severity) == ("tautology", "warning")
    assert finding.ids == ("c1",)
    assert finding.applicant.unmet == ()


def test_criteria_that_exclude_one_another_are_told_as_the_smallest_set():
    loaded = rule_set(AT_MOST_5, COFFEE, AT_LEAST_9)

    (finding,) = found(loaded)

    assert (finding.kind, finding.severity) == ("jointly_unsatisfiable", "error")
    assert finding.ids == ("c1", "c3")
    assert finding.applicant.facts["sales"] <= 5


def test_a_swallowed_criterion_names_what_swallows_it():
    loaded = rule_set({"fact": "sales", "at_most": 100}, COFFEE, AT_MOST_5)

    (finding,) = found(loaded)

    assert (finding.kind, finding.severity) == ("swallowed", "warning")
    assert finding.ids == ("c1", "c3")
    assert finding.applicant.facts["sales"] > 100
    assert finding.applicant.unmet == ("c1", "c3")


def test_of_two_equal_criteria_one_is_told():
    (finding,) = found(rule_set(COFFEE, COFFEE))

    assert (finding.kind, finding.ids) == ("swallowed", ("c2", "c1"))


def test_an_overlap_of_a_unique_table_comes_with_who_gets_both_rows():
    rows = table("unique", AT_MOST_5, {"fact": "sales", "between": [5, 8]}, AT_LEAST_9)
    loaded = rule_set(COFFEE, tables=rows)

    (finding,) = found(loaded, "overlap")

    assert (finding.severity, finding.ids) == ("error", ("r1", "r2"))
    assert finding.paths == ("tables[0].rows[0].when", "tables[0].rows[1].when")
    assert finding.applicant.facts == {"sales": 5}
    with pytest.raises(rules.AmbiguousTable):
        loaded.decide(finding.applicant.facts, finding.applicant.day, "reference")


def test_every_pair_of_overlapping_rows_is_told():
    rows = table("unique", AT_MOST_5, AT_LEAST_9, {"fact": "sales", "at_most": 9})

    overlaps = found(rule_set(COFFEE, tables=rows), "overlap")

    assert [finding.ids for finding in overlaps] == [("r1", "r3"), ("r2", "r3")]


@pytest.mark.parametrize("hit", ["unique", "first"])
def test_a_gap_is_shown_by_an_eligible_applicant(hit):
    loaded = rule_set(COFFEE, tables=table(hit, AT_MOST_5, AT_LEAST_9))

    (finding,) = found(loaded)

    assert (finding.kind, finding.severity) == ("gap", "warning")
    assert finding.applicant.outcome == "eligible"
    assert 5 < finding.applicant.facts["sales"] < 9


def test_a_gap_for_the_ineligible_alone_is_a_note():
    loaded = rule_set(AT_MOST_5, tables=table("unique", AT_MOST_5))

    (finding,) = found(loaded)

    assert (finding.kind, finding.severity) == ("gap_ineligible", "note")
    assert finding.applicant.outcome == "ineligible"


def test_a_table_that_collects_is_left_in_peace():
    assert found(rule_set(COFFEE, tables=table("collect", AT_MOST_5, AT_MOST_5))) == []


def test_a_row_behind_others_is_never_reached():
    rows = table(
        "first", {"fact": "sales", "at_most": 9}, AT_MOST_5, {"fact": "sales", "more_than": 9}
    )

    (finding,) = found(rule_set(COFFEE, tables=rows))

    assert (finding.kind, finding.severity) == ("unreachable", "warning")
    assert finding.paths == ("tables[0].rows[1].when",)
    assert finding.applicant.facts["sales"] <= 5


def test_an_unreachable_choice_of_a_derived_fact():
    size = {
        "fact": "size",
        "choose": [{"value": "big", "when": AT_LEAST_9}, {"value": "huge", "when": AT_LEAST_9}],
        "otherwise": "small",
    }
    loaded = rule_set({"fact": "size", "is": "big"}, derived=[size])

    assert [f.paths for f in found(loaded)] == [("derived[0].choose[1].when",)]


def test_what_nobody_uses_is_told():
    loaded = rule_set(
        COFFEE,
        parameters={"limit": parameter(5)},
        derived=[{"fact": "idle", "when": AT_MOST_5}],
    )

    assert [(f.kind, f.paths, f.ids) for f in found(loaded)] == [
        ("unused_parameter", ("parameters.limit",), ("limit",)),
        ("unused_derived", ("derived[0]",), ("idle",)),
    ]


def value(since, number, until=None):
    ends = {"until": until} if until else {}
    return {"from": since, "value": number, "source": "Perbup", **ends}


def test_days_of_figures():
    figures = parameter(
        value("2024-01-01", 1, until="2024-06-30"),
        value("2025-01-01", 2, until="2025-12-31"),
        value("2025-07-01", 3, until="2026-12-31"),
    )
    limit, late = {"parameter": "limit"}, {"parameter": "late"}
    loaded = rule_set(
        {"fact": "sales", "at_most": limit},
        {"fact": "workers", "at_most": late},
        parameters={"limit": figures, "late": parameter(value("2024-03-01", 9))},
    )

    told = {f.kind: f for f in found(loaded)}

    assert set(told) == {"figure_gap", "figure_replaced", "figure_ends", "first_day"}
    assert told["figure_gap"].paths == ("parameters.limit.values[0].until",)
    assert told["figure_replaced"].paths == ("parameters.limit.values[1].until",)
    assert told["figure_ends"].says.en == (
        'The figure "Figure" ends on 31 December 2026 and no value follows; '
        "after that the old value is used with a warning."
    )
    assert told["first_day"].ids == ("late",)


def test_each_set_of_figures_is_looked_at_and_a_finding_names_its_days():
    figures = parameter(value("2024-01-01", 20), value("2025-01-01", 3), value("2026-01-01", 4))
    loaded = rule_set(
        {"fact": "sales", "at_least": 10},
        {"fact": "sales", "at_most": {"parameter": "limit"}},
        parameters={"limit": figures},
    )

    (finding,) = found(loaded)

    assert finding.since == (date(2026, 1, 1), date(2025, 1, 1))
    assert verify(loaded).since == (date(2026, 1, 1), date(2025, 1, 1), date(2024, 1, 1))
    assert found(loaded, on=date(2024, 5, 5)) == []
    with pytest.raises(rules.NotYetInForce):
        verify(loaded, on=date(2023, 5, 5))


def test_a_rule_that_ends_on_a_day_is_neither_contradiction_nor_tautology():
    closed = {"fact": "decision_date", "on_or_before": "2021-12-31"}
    long_ago = {
        "fact": "started",
        "before": {"fact": "decision_date", "minus": {"years": {"parameter": "wait"}}},
    }
    loaded = rule_set(closed, long_ago, parameters={"wait": parameter(2)})

    assert found(loaded) == []
    assert [f.kind for f in found(loaded, on=date(2021, 5, 5))] == ["tautology"]
    assert [f.kind for f in found(loaded, on=TODAY)] == ["contradiction"]


def test_a_test_for_missing_is_questioned_where_the_desk_could_ask():
    (finding,) = found(rule_set({"any": [COFFEE, {"fact": "sales", "present": False}]}))

    assert (finding.kind, finding.severity) == ("present", "warning")
    assert finding.paths == ("criteria[0].when.any[1].present",)


def example(outcome, **facts):
    return {"name": {"id": "Kopi"}, "date": "2026-03-01", "facts": facts, "outcome": outcome}


def test_failing_examples_are_errors_and_missing_ones_are_proposed():
    loaded = rule_set(COFFEE, AT_MOST_5, examples=[example("ineligible", product="kopi", sales=3)])

    told = [(f.kind, f.severity, f.ids) for f in verify(loaded).findings]

    assert told == [
        ("example_fails", "error", ()),
        ("not_shown_unmet", "warning", ("c1",)),
        ("not_shown_unmet", "warning", ("c2",)),
    ]
    shown = found(loaded, "not_shown_unmet")[1].applicant
    assert (shown.outcome, shown.unmet) == ("ineligible", ("c2",))
    assert shown.facts == {"product": "kopi", "sales": 6}


def test_proposed_examples_can_be_saved_in_both_forms_and_pass():
    conditions = [
        {"fact": "margin", "at_least": "0.10"},
        {"fact": "started", "before": "2020-02-29"},
        {"fact": "village", "is": "null"},
        {"fact": "tags", "contains_any": ["5", "true"]},
    ]
    criteria = [criterion(when, f"c{n}") for n, when in enumerate(conditions)]
    report = verify(rules.load(document(criteria=criteria), VOCABULARY))
    proposed = [finding.applicant for finding in report.findings if finding.applicant]
    assert len(proposed) == 8

    as_json = document(criteria=criteria, examples=[a.as_example() for a in proposed])
    as_yaml = "\n".join(
        [
            "rule_set: sample",
            "title: {id: Contoh}",
            "subject: business",
            f"criteria: {json.dumps(criteria)}",
            "examples:",
            *(a.as_yaml() for a in proposed),
        ]
    )

    for text in (as_json, as_yaml):
        again = rules.load(text, VOCABULARY)
        assert all(result.passes for result in rules.run_examples(again, "reference"))
        assert verify(again).findings == ()


def test_facts_that_many_rest_on_are_looked_behind_once(monkeypatch):
    """Each of these rests twice on the one before: looked behind every time, it would never end."""
    derived = [{"fact": "d0", "when": COFFEE}]
    derived += [
        {
            "fact": f"d{n}",
            "when": {
                "any": [
                    {"fact": f"d{n - 1}", "is": True},
                    {"all": [AT_LEAST_9, {"fact": f"d{n - 1}", "is": False}]},
                ]
            },
        }
        for n in range(1, 13)
    ]
    looked = []
    leaves_of = naming.leaves_of
    monkeypatch.setattr(naming, "leaves_of", lambda when: looked.append(1) or leaves_of(when))

    report = verify(rule_set({"fact": "d12", "is": True}, derived=derived))

    assert any(finding.applicant for finding in report.findings)
    assert len(looked) < 200


def test_values_of_applicants_are_fit_for_people():
    loaded = rule_set(
        {"fact": "sales", "at_most": 4_800_000_000},
        {"fact": "started", "before": {"fact": "decision_date", "minus": {"months": 6}}},
        examples=[example("undetermined")],
    )

    shown = {f.kind + f.ids[0]: f.applicant for f in verify(loaded, TODAY).findings}

    assert shown["not_shown_metc1"].facts["sales"] == 3_800_000_000
    assert shown["not_shown_unmetc1"].facts["sales"] == 5_800_000_000
    assert shown["not_shown_metc2"].facts["started"] == date(2024, 9, 1)
    assert shown["not_shown_unmetc2"].facts["started"] == date(2026, 9, 1)


def test_what_the_time_does_not_suffice_for_is_told():
    report = verify(rule_set(COFFEE, AT_MOST_5), together=0)

    assert not report.passes
    assert {f.kind for f in report.findings if f.ids} > {"undecided"}
    undecided = [f for f in report.findings if f.kind == "undecided"]
    assert [f.paths[0] for f in undecided] == [
        "criteria[0].when",
        "criteria[0].when",
        "criteria[1].when",
        "criteria[1].when",
        "criteria",
    ]
    assert "could not be decided in time" in undecided[0].says.en


@pytest.fixture
def file(tmp_path):
    def write(**parts):
        (tmp_path / "vocabulary.yaml").write_text(VOCABULARY)
        (tmp_path / "sample.json").write_text(document(**parts))
        return [str(tmp_path / "sample.json"), "--vocabulary", str(tmp_path / "vocabulary.yaml")]

    return write


def test_the_command_prints_findings_and_tells_by_its_exit_code(file, capsys):
    rows = table("unique", AT_MOST_5, {"fact": "sales", "between": [5, 8]})

    assert main(["verify", *file(tables=rows), "--lang", "en"]) == calls.REFUSED
    answer = json.loads(capsys.readouterr().out)
    assert main(["verify", *file()]) == calls.DONE
    harmless = json.loads(capsys.readouterr().out)

    first = answer["findings"][0]
    assert (answer["rule_set"], answer["passes"], first["kind"]) == ("sample", False, "overlap")
    assert first["says"] == 'The table "t": the rows "r1", "r2" hold together, though only one may.'
    assert first["example"]["facts"] == {"sales": 5}
    assert {f["severity"] for f in harmless["findings"]} == {"warning"}


def test_the_command_refuses_a_day_before_the_figures(file, capsys):
    limit = criterion({"fact": "sales", "at_most": {"parameter": "limit"}})
    call = file(criteria=[limit], parameters={"limit": parameter(5)})

    assert main(["verify", *call, "--on", "2019-01-01"]) == calls.WRONG
    assert "no value on 2019-01-01" in capsys.readouterr().err


def test_verifications_may_run_side_by_side():
    names = ["kur", "equipment-apbd"] * 2

    with ThreadPoolExecutor(4) as pool:
        beside = list(pool.map(lambda name: verify(library.load(name)), names))

    assert beside == [verify(library.load(name)) for name in names]


def test_findings_name_nothing_by_its_id():
    data = canonical.as_data(library.load("kur").document)
    data["parameters"]["kecil_ceiling"]["values"][0]["until"] = "2026-12-31"
    unused = {"from": "2020-01-01", "value": 1, "source": "Perbup"}
    data["parameters"]["not_used"] = {"title": {"id": "Sisa"}, "unit": "IDR", "values": [unused]}
    data["derived"].append(
        {"fact": "not_read", "label": {"id": "Tak dibaca"}, "when": {"fact": "amount", "is": 5}}
    )
    data["tables"][0]["rows"][1]["when"] = {"fact": "amount", "at_most": 50_000_000}
    data["criteria"] += [
        {"id": "own_number", "when": {"fact": "has_nib", "is": True}},
        {"id": "tax_known", "when": {"fact": "has_npwp", "present": True}},
    ]
    entry = {"id": "by_nib", "points": 1, "when": {"fact": "amount", "less_than": -5}}
    data["priority"] = {"points": [{**entry, "when": {"all": [entry["when"], entry["when"]]}}]}
    data["examples"] = data["examples"][:1]
    data["examples"][0] |= {"outcome": "undetermined", "unmet": ["in_regency"]}
    data["examples"][0]["outputs"] = {"kur_product": "kecil"}

    report = verify(rules.load(json.dumps(data)))

    kinds = {finding.kind for finding in report.findings}
    assert kinds >= {"overlap", "gap", "unused_parameter", "unused_derived", "figure_ends"}
    assert kinds >= {"first_day", "present", "example_fails", "not_shown_unmet", "swallowed"}
    for language in ("id", "en"):
        told = [finding.says for finding in report.findings]
        told += [f.applicant.name for f in report.findings if f.applicant]
        text = "\n".join(words.in_language(language) for words in told)
        assert re.findall(r"[a-z]+_[a-z_]+|\bineligible|\bundetermined|`", text) == []


def test_an_example_applicant_is_named_by_what_the_criterion_reads_of_it():
    nib = {"any": [{"fact": "has_nib", "is": True}, {"fact": "applies_as_group", "is": True}]}
    asked = {"fact": "annual_sales", "at_most": {"parameter": "most"}}
    figure = {"from": "2026-01-01", "value": 300_000_000, "source": "Perbup"}
    data = {
        "rule_set": "sample",
        "title": {"id": "Contoh"},
        "subject": "business",
        "parameters": {"most": {"title": {"id": "Batas"}, "unit": "IDR", "values": [figure]}},
        "derived": [{"fact": "known_here", "when": nib}],
        "criteria": [
            {"id": "small", "when": asked},
            {"id": "known", "when": {"fact": "known_here", "is": True}},
            {"id": "adult", "advisory": True, "when": {"fact": "owner_age_years", "present": True}},
        ],
    }

    shown = {(f.kind, f.ids): f.applicant for f in verify(rules.load(json.dumps(data))).findings}

    small = shown["not_shown_unmet", ("small",)]
    assert small.name.id == "Hasil penjualan setahun Rp400.000.000 – belum memenuhi syarat"
    known = shown["not_shown_unmet", ("known",)]
    assert known.name.id == (
        "Belum memiliki NIB, mengajukan sebagai anggota kelompok usaha: tidak "
        "– belum memenuhi syarat"
    )
    assert known.name.en == (
        "Has a business identification number (NIB): no, applies as member of a business group: no"
        " – not eligible yet"
    )
    adult = shown["not_shown_unmet", ("adult",)]
    assert adult.name.id == "Umur pemilik: belum diketahui – memenuhi syarat"


def test_a_kept_example_has_a_name_of_its_own():
    (finding,) = found(rule_set({"all": [COFFEE, AT_MOST_5, AT_LEAST_9]}))
    applicant = finding.applicant
    taken = [applicant.name.id, f"{applicant.name.id} (2)"]

    assert applicant.as_example()["name"] == {"id": applicant.name.id, "en": applicant.name.en}
    assert applicant.as_example(taken)["name"]["id"] == f"{applicant.name.id} (3)"
    assert applicant.as_example(taken)["name"]["en"] == f"{applicant.name.en} (3)"
