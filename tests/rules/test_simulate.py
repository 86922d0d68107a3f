"""`simulate` counts what a rule set would decide about many: who gains, who loses, and by what."""

from __future__ import annotations

import json
from random import Random

import polars as pl
import pytest

import rules
from rules import FactsRefused
from rules.columns import (
    PopulationUnreadable,
    compare,
    counts,
    known_columns,
    movers,
    simulate,
    write_population,
)
from rules.command_line import main

from .documents import TODAY, VOCABULARY, criterion, document, parameter, rule_set
from .populations import people, population

ON = ["--on", "2026-03-01"]
MANY = {"fact": "workers", "at_least": 2}


def small(limit):
    return {"fact": "sales", "at_most": limit}


PEOPLE = pl.DataFrame(
    {
        "_key": ["a", "b", "c", "d", "e"],
        "_village": ["x", "x", "y", "y", None],
        "sales": [1, 4, 9, 4, None],
        "workers": [2, 2, 1, 1, 2],
    }
)


def test_criteria_are_counted_and_those_that_fail_alone():
    loaded = rule_set(
        criteria=[
            criterion(small(5), "small"),
            criterion(MANY, "many"),
            criterion({"fact": "sales", "at_most": 0}, "advice", advisory=True),
        ]
    )

    found = simulate(loaded, PEOPLE, TODAY, by=["_village"]).as_dict()

    assert found["outcomes"] == {
        "eligible": 2,
        "ineligible": 2,
        "undetermined": 1,
        "ambiguous": 0,
    }
    assert [list(c.values()) for c in found["criteria"]] == [
        ["small", False, 3, 1, 1, 0],
        ["many", False, 3, 2, 0, 1],
        ["advice", True, 0, 4, 1, 0],
    ]
    assert [
        (part["_village"], part["rows"], part["outcomes"]["eligible"]) for part in found["by"]
    ] == [
        (None, 1, 0),
        ("x", 2, 2),
        ("y", 2, 0),
    ]
    assert found["rows"] == 5
    assert found["digest"] == loaded.digest


def test_who_gains_and_who_loses_and_by_which_criterion():
    before = rule_set(criteria=[criterion(small(3), "small"), criterion(MANY, "many")])
    now = rule_set(
        criteria=[
            criterion(small(9), "small"),
            criterion({"fact": "workers", "at_most": 1}, "few"),
            criterion(MANY, "many", advisory=True),
        ]
    )

    found = compare(now, before, PEOPLE, TODAY, by=["_village"])

    assert found.as_dict()["against"]["gains"] == {
        "count": 2,
        "by_criterion": [
            {"criterion": "small", "count": 2, "alone": 0},
            {"criterion": "many", "count": 2, "alone": 0},
        ],
        "who": [
            {
                "row": row,
                "key": key,
                "was": "ineligible",
                "now": "eligible",
                "by": ["small", "many"],
            }
            for row, key in ((3, "c"), (4, "d"))
        ],
    }
    assert found.losses.count == 1
    assert [(t.criterion, t.count, t.alone) for t in found.losses.by] == [("few", 1, 1)]
    assert [(m.key, m.was, m.now, m.by) for m in found.losses.who] == [
        ("a", "eligible", "ineligible", ("few",))
    ]
    assert found.transitions["ineligible"] == {
        "eligible": 2,
        "ineligible": 1,
        "undetermined": 0,
        "ambiguous": 0,
    }
    assert found.transitions["undetermined"]["ineligible"] == 1
    assert [(part.by["_village"], part.gains, part.losses) for part in found.parts] == [
        *((None, 0, 0), ("x", 0, 1), ("y", 2, 0))
    ]
    assert found.before.outcomes.eligible == 1


def test_a_list_of_names_ends_at_the_limit_and_the_counts_do_not():
    found = compare(rule_set(small(9)), rule_set(small(0)), PEOPLE, TODAY, limit=2)

    assert found.gains.count == 4
    assert [mover.key for mover in found.gains.who] == ["a", "b"]


def test_names_are_row_numbers_where_there_is_no_key():
    found = compare(rule_set(small(9)), rule_set(small(4)), PEOPLE.drop("_key"), TODAY)

    assert [(mover.row, mover.key) for mover in found.gains.who] == [(3, None)]


def test_counts_equal_the_decisions_counted_one_by_one():
    text = document(
        criteria=[criterion(small(5), "small"), criterion({"fact": "village", "is": "Café"}, "c")],
        tables=[
            {
                "id": "t",
                "hit": "unique",
                "rows": [
                    {"id": "r1", "when": {"fact": "liquid", "is": 5}},
                    {"id": "r2", "when": {"fact": "costarring", "is": 5}},
                ],
            }
        ],
    )
    loaded, random = rules.load(text, VOCABULARY), Random(5)
    frame = population(random, people(random, text, 2_000))

    rows = loaded.decide_all(frame, TODAY)
    found = simulate(loaded, frame, TODAY)

    expected = {word or "ambiguous": n for word, n in rows["outcome"].value_counts().iter_rows()}
    assert found.as_dict()["outcomes"] == expected
    assert vars(counts(loaded, frame, TODAY)) == expected
    assert len(expected) == 4
    unmet = (rows["criterion:small"] == "unmet") & (rows["criterion:c"] != "unmet")
    assert found.criteria[0].alone == unmet.sum()


def test_a_column_to_count_by_has_to_be_there():
    with pytest.raises(FactsRefused, match='no such column of its own; did you mean "_village"'):
        simulate(rule_set(small(1)), PEOPLE, TODAY, by=["_vilage"])


def test_facts_of_two_vocabularies_must_mean_the_same():
    other = rules.load(
        document(criteria=[criterion(small(1))]), VOCABULARY.replace("money", "integer")
    )

    with pytest.raises(ValueError, match="sales is not the same fact"):
        compare(rule_set(small(1)), other, PEOPLE, TODAY)


@pytest.fixture
def files(tmp_path):
    """Writes rule sets and a population; the arguments that name them."""

    def write(people, *documents, name="people.parquet"):
        (tmp_path / "vocabulary.yaml").write_text(VOCABULARY)
        names = []
        for number, text in enumerate(documents):
            names.append(str(tmp_path / f"{number}" / "sample.json"))
            (tmp_path / f"{number}").mkdir(exist_ok=True)
            (tmp_path / f"{number}" / "sample.json").write_text(text)
        file = tmp_path / name
        if isinstance(people, pl.DataFrame):
            people.write_parquet(file)
        elif people is not None:
            file.write_bytes(people if isinstance(people, bytes) else people.encode())
        against = ["--against", names[1]] if len(names) > 1 else []
        words = ["--vocabulary", str(tmp_path / "vocabulary.yaml")]
        return ["simulate", names[0], "--population", str(file), *ON, *words, *against]

    return write


def test_the_command_prints_counts_and_who_gains(files, capsys):
    texts = [document(criteria=[criterion(small(limit), "small")]) for limit in (9, 3)]

    assert main([*files(PEOPLE, *texts), "--by", "_village", "--limit", "1"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["outcomes"]["eligible"] == 4
    assert found["against"]["outcomes"]["eligible"] == 1
    assert found["against"]["gains"]["count"] == 3
    assert [who["key"] for who in found["against"]["gains"]["who"]] == ["b"]
    assert found["by"][1]["_village"] == "x"


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_cells_mean_what_the_vocabulary_asks_for(files, capsys, separator):
    conditions = [
        small(5_000),
        {"fact": "licensed", "is": True},
        {"fact": "started", "is": "2026-01-31"},
        {"fact": "margin", "is": "0.10"},
        {"fact": "tags", "contains_all": ["a", "b"]},
        {"fact": "village", "is": "0123"},
    ]
    text = document(criteria=[criterion(when, f"c{n}") for n, when in enumerate(conditions)])
    csv = (
        separator.join(["_key", "sales", "licensed", "started", "margin", "tags", "village"]) + "\n"
    )
    csv += separator.join(["k1", "5_000", "true", "2026-01-31", "0.1", "a|b", "0123"]) + "\n"
    csv += separator.join(["k2", "", "", "", "", "", ""]) + "\n"
    csv += separator.join(["k3", "5000", "TRUE", "2026-01-31", "0.1", "b|a", "0123"]) + "\n"

    assert main(files("\ufeff" + csv, text, name="people.csv")) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["outcomes"]["eligible"], found["outcomes"]["undetermined"]) == (2, 1)


@pytest.mark.parametrize(
    ("people", "name", "complaint"),
    [
        (None, "people.parquet", "No such file"),
        (None, "people.csv", "No such file"),
        ("no parquet", "people.parquet", "people.parquet: "),
        ("", "people.csv", "people.csv: "),
        (b"sales\n\xff\xfe\n", "people.csv", "people.csv: "),
        ("sales,sales\n1,2\n", "people.csv", ""),
        ("sales\n1\n", "people.txt", ".parquet or .csv is asked"),
        ("sales\n1\nx\n", "people.csv", 'sales: row 2: "x" is not a number'),
        ("slaes\n1\n", "people.csv", 'did you mean "sales"'),
        (pl.DataFrame({"sales": ["1"]}), "people.parquet", "sales: row 1: "),
    ],
)
def test_a_population_that_cannot_be_read_decides_nothing(files, capsys, people, name, complaint):
    assert main(files(people, document(criteria=[criterion(small(1))]), name=name)) == 2

    out, error = capsys.readouterr()
    assert out == ""
    assert complaint in error
    assert "Traceback" not in error


def test_a_truncated_parquet_file_decides_nothing(files, capsys, tmp_path):
    call = files(pl.DataFrame({"sales": range(100_000)}), document(criteria=[criterion(small(1))]))
    content = bytearray((tmp_path / "people.parquet").read_bytes())
    content[1_000:60_000] = bytes(59_000)
    (tmp_path / "people.parquet").write_bytes(content)

    assert main(call) == 2
    assert "people.parquet: " in capsys.readouterr().err


def test_a_refused_document_and_a_day_too_early_have_their_exit_codes(files, capsys):
    early = document(
        parameters={"limit": parameter({"from": "2027-01-01", "value": 1, "source": "x"})},
        criteria=[criterion({"fact": "sales", "at_most": {"parameter": "limit"}})],
    )

    assert main(files(PEOPLE, document(criteria=[criterion({"fact": "slaes", "is": 1})]))) == 1
    assert main(files(PEOPLE, early)) == 2
    with pytest.raises(SystemExit) as end:
        main([*files(PEOPLE, document()), "--limit", "-1"])
    assert end.value.code == 2


def test_a_figure_past_its_last_day_is_told(files, capsys):
    values = {"from": "2025-01-01", "until": "2025-12-31", "value": 5, "source": "Perbup"}
    text = document(
        parameters={"limit": parameter(values)},
        criteria=[criterion({"fact": "sales", "at_most": {"parameter": "limit"}})],
    )

    assert main(files(PEOPLE, text)) == 0
    assert json.loads(capsys.readouterr().out)["expired"] == ["limit"]


def test_of_those_who_are_possible_an_unknown_criterion_stands_in_nobodys_way():
    before = rule_set(criteria=[criterion(small(3), "small"), criterion(MANY, "many")])
    now = rule_set(criteria=[criterion(small(9), "small"), criterion(MANY, "many")])
    frame = PEOPLE.with_columns(workers=pl.Series([2, None, None, 1, 2]))

    found = compare(now, before, frame, TODAY, measure="possible")

    assert [(m.key, m.was, m.now, m.by) for m in found.gains.who] == [
        ("b", "ineligible", "undetermined", ("small",)),
        ("c", "ineligible", "undetermined", ("small",)),
    ]
    assert found.losses.count == 0
    assert compare(now, before, frame, TODAY).gains.count == 0


def test_counted_apart_each_column_adds_up_to_the_whole():
    frame = PEOPLE.with_columns(_kind=pl.Series(["k", "l", "k", "l", "l"]))

    found = compare(
        rule_set(small(9)), rule_set(small(3)), frame, TODAY, by=["_village", "_kind"], apart=True
    )

    assert [(dict(part.by), part.gains) for part in found.parts] == [
        ({"_village": None}, 0),
        ({"_village": "x"}, 1),
        ({"_village": "y"}, 2),
        ({"_kind": "k"}, 1),
        ({"_kind": "l"}, 2),
    ]
    assert [(dict(p.by), p.outcomes.rows) for p in found.now.parts][3:] == [
        ({"_kind": "k"}, 2),
        ({"_kind": "l"}, 3),
    ]


def test_those_who_move_are_told_page_by_page():
    now, before = rule_set(small(9)), rule_set(small(0))
    whole = compare(now, before, PEOPLE, TODAY)

    pages = [movers(now, before, PEOPLE, TODAY, "gains", offset=at, limit=3) for at in (0, 3, 6)]

    assert [len(page) for page in pages] == [3, 1, 0]
    assert pages[0] + pages[1] == whole.gains.who
    assert (
        movers(before, now, PEOPLE, TODAY, "losses", limit=9)
        == compare(before, now, PEOPLE, TODAY).losses.who
    )


@pytest.mark.parametrize("near", [1, 3, 5, 9])
def test_those_who_move_are_found_wherever_they_stand(monkeypatch, near):
    monkeypatch.setattr("rules.columns.tallies.NEAR", near)
    now, before = rule_set(small(9)), rule_set(small(4))

    [found] = movers(now, before, PEOPLE, TODAY, "gains", limit=3)

    assert (found.row, found.key) == (3, "c")
    assert movers(now, before, PEOPLE, TODAY, "gains", offset=1, limit=3) == ()


def test_a_population_of_rows_comes_back_as_it_was_written(tmp_path):
    loaded = rule_set({"fact": "product", "is": "kopi"}, small(5))
    facts = [loaded.vocabulary.facts[name] for name in ("product", "sales", "started")]
    rows = [
        {"_key": "a", "product": "kopi", "sales": 5, "started": TODAY},
        {"_key": "b", "product": "tepung", "sales": 5},
        {"_key": "c", "sales": 9},
    ]
    file = tmp_path / "people.parquet"

    assert write_population(file, [rows[:2], rows[2:]], facts, ["_key"]) == 3
    found = counts(loaded, file, TODAY)

    assert (found.eligible, found.ineligible, found.undetermined) == (1, 2, 0)
    read = pl.read_parquet(file)
    assert read["started"].to_list() == [TODAY, None, None]
    assert read["_key"].to_list() == ["a", "b", "c"]


def test_what_a_written_population_is_counted_by_comes_back_as_texts_in_their_order(tmp_path):
    now, before = rule_set(small(9)), rule_set(small(5))
    rows = [
        {"_key": "1", "_village": "b", "sales": 7},
        {"_key": "2", "_village": "a", "sales": 70_000_000_000},
        {"_key": "3", "sales": 1},
    ]
    file = tmp_path / "people.parquet"
    facts = [now.vocabulary.facts["sales"]]
    write_population(file, [rows[:1], rows[1:]], facts, ["_key", "_village", "_nobody"])

    found = compare(now, before, file, TODAY, by=["_village", "_nobody"], apart=True)

    assert [(dict(part.by), part.gains) for part in found.parts] == [
        ({"_village": None}, 0),
        ({"_village": "a"}, 0),
        ({"_village": "b"}, 1),
        ({"_nobody": None}, 1),
    ]
    assert [mover.key for mover in found.gains.who] == ["1"]


def test_facts_that_an_older_vocabulary_lacks_are_left_out(tmp_path):
    now = rule_set(small(5))
    file = tmp_path / "people.parquet"
    write_population(
        file, [[{"sales": 1, "workers": 3}]], [*now.vocabulary.facts.values()][:5], ["_key"]
    )
    older = "\n".join(line for line in VOCABULARY.splitlines() if "workers:" not in line)
    loaded = rules.load(document(criteria=[criterion(small(5))]), older)

    assert counts(loaded, known_columns(file, loaded.vocabulary), TODAY).eligible == 1
    with pytest.raises(FactsRefused, match="workers"):
        counts(loaded, file, TODAY)


def test_a_file_that_is_no_population_is_told_as_such(tmp_path):
    file = tmp_path / "people.parquet"
    file.write_bytes(b"PAR1 but no more")

    with pytest.raises(PopulationUnreadable, match=r"people\.parquet"):
        known_columns(file, rule_set(small(5)).vocabulary)
