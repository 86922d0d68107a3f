"""Ranking, choosing within floors and ceilings, and what each applicant is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

import rules
from rules.selection import (
    Applicant,
    Applicants,
    DrawNeeded,
    Group,
    Infeasible,
    Other,
    Proof,
    QuotaNotSet,
    SelectionRefused,
    Source,
    Terms,
    announce,
    as_dict,
    explain,
    freeze,
    from_decisions,
    from_rows,
    hold,
    rank,
    select,
    summary,
)
from rules.vocabulary import Fact, shipped
from rules.words import Words

from .documents import TODAY
from .selections import line_up, ranking

DAY = shipped().facts["submitted_at"]
BATIK, KRIYA = Group("batik", floor=1), Group("kriya", floor=1)


def draw_over(*keys: str) -> Proof:
    frozen = freeze(keys)
    return hold(announce(frozen, [Source("Lottery", "numbers")]), frozen, {"Lottery": [1, 2]})


def by_day(*days: date | None) -> Applicants:
    eligible = [Applicant(chr(97 + n), 0, (day,)) for n, day in enumerate(days)]
    return Applicants(tuple(eligible), tie_break=(DAY,))


# Ranking


def test_more_points_come_first_and_earlier_days_next_and_a_missing_day_last() -> None:
    found = rank(
        Applicants(
            (
                Applicant("missing", 30, (None,)),
                Applicant("late", 30, (date(2026, 3, 2),)),
                Applicant("poor", 0, (date(2020, 1, 1),)),
                Applicant("early", 30, (date(2026, 3, 1),)),
            ),
            tie_break=(DAY,),
        )
    )
    assert [one.key for one in found.ranked] == ["early", "late", "missing", "poor"]
    assert found.ties == ()


def test_equals_share_their_place_until_the_draw() -> None:
    applicants = by_day(date(2026, 3, 1), None, date(2026, 3, 2), None, None)
    shared = rank(applicants)
    assert [(one.key, one.rank, one.shared_by) for one in shared.ranked] == [
        ("a", 1, 1),
        ("c", 2, 1),
        ("b", 3, 3),
        ("d", 3, 3),
        ("e", 3, 3),
    ]
    assert shared.ties == (("b", "d", "e"),)
    drawn = rank(applicants, proof := draw_over(*"abcde"))
    order = [key for key in proof.order if key in "bde"]
    assert [one.key for one in drawn.ranked] == ["a", "c", *order]
    assert [one.rank for one in drawn.ranked] == [1, 2, 3, 3, 3]
    assert drawn.ties == ()


def test_the_draw_alone_can_order_the_list() -> None:
    applicants = [Applicant(key, points) for key, points in zip("abcd", (9, 7, 5, 3), strict=True)]
    proof = draw_over(*"abcd")
    assert rank(applicants, proof, by_draw_alone=True).ranked[0].key == proof.order[0]
    assert tuple(o.key for o in rank(applicants, proof, by_draw_alone=True).ranked) == proof.order
    assert [one.key for one in rank(applicants, proof).ranked] == list("abcd")


def test_nothing_is_chosen_while_places_are_shared() -> None:
    with pytest.raises(DrawNeeded) as caught:
        select(rank([Applicant("a"), Applicant("b")]), Terms(1))
    assert caught.value.ties == (("a", "b"),)


@pytest.mark.parametrize("keys", ["ab", "abcd"])
def test_a_draw_over_another_list_counts_for_nothing(keys: str) -> None:
    with pytest.raises(SelectionRefused, match="list that was drawn from"):
        rank([Applicant(key) for key in "abc"], draw_over(*keys))


def test_values_of_different_types_cannot_be_compared() -> None:
    text = Fact("village", "text", Words("Desa"), "register")
    mixed = Applicants((Applicant("a", 0, ("x",)), Applicant("b", 0, (3,))), tie_break=(text,))
    with pytest.raises(SelectionRefused, match="different types"):
        rank(mixed)


def test_one_key_stands_for_one_applicant() -> None:
    with pytest.raises(SelectionRefused, match="two applicants"):
        Applicants((Applicant("a"),), (Other("a", "ineligible"),))


# Choosing


def test_a_quota_that_is_not_set_is_not_zero() -> None:
    with pytest.raises(QuotaNotSet, match="not set yet"):
        select(line_up("batik"), Terms(None))
    assert select(line_up("batik"), Terms(0)).not_chosen == ("a",)


def test_a_lower_rank_has_the_place_that_a_floor_keeps() -> None:
    selection = select(line_up("batik", "batik", "kriya"), Terms(2, (BATIK, KRIYA)))
    assert selection.chosen == ("a", "c")
    passed, chosen = selection.line("b").barrier, selection.line("c")
    assert passed and (passed.reason, passed.groups) == ("kept_for_floors", ("kriya",))
    assert (chosen.because, chosen.concerns) == ("for_floor", ("kriya",))
    assert selection.line("a").because == "by_rank"


def test_a_ceiling_leaves_a_place_open_and_tells_how_it_would_fill() -> None:
    selection = select(line_up("batik", "batik"), Terms(2, (Group("batik", ceiling=1),)))
    assert (selection.chosen, selection.unfilled) == (("a",), 1)
    assert "the ceiling of batik is raised from 1 to 2" in (selection.to_fill.says.en or "")
    assert "Tempat kosong terisi jika batas maksimum batik dinaikkan" in summary(selection)


def test_an_enterprise_has_one_place_however_many_products_it_has() -> None:
    products = [Applicant("a", unit="E1"), Applicant("b", unit="E1"), Applicant("c", unit="E2")]
    selection = select(ranking(*products), Terms(2))
    assert selection.chosen == ("a", "c")
    passed = selection.line("b").barrier
    assert passed and (passed.reason, passed.keys) == ("unit_limit", ("a",))
    assert select(ranking(*products), Terms(2, per_unit=2)).chosen == ("a", "b")


def test_an_enterprise_gives_its_place_to_the_product_whose_cluster_needs_it() -> None:
    selection = select(
        ranking(
            Applicant("a", group="batik", unit="E1"),
            Applicant("b", group="kriya", unit="E1"),
            Applicant("c", group="batik"),
        ),
        Terms(2, (BATIK, KRIYA)),
    )
    assert selection.chosen == ("b", "c")
    passed = selection.line("a").barrier
    assert passed and passed.groups == ("kriya",)
    assert selection.shortfall.changes == ()


def test_every_group_has_its_first_place_before_any_has_its_second() -> None:
    groups = tuple(Group(id, floor=2) for id in ("batik", "kriya", "pangan"))
    order = line_up("batik", "batik", "kriya", "kriya", "pangan", "pangan")
    selection = select(order, Terms(4, groups))
    assert selection.chosen == ("a", "b", "c", "e")
    assert selection.shortfall.total == 2


def test_thirteen_clusters_are_represented_as_far_as_there_are_applicants() -> None:
    clusters = tuple(Group(f"c{n:02}", floor=1, ceiling=3) for n in range(13))
    belongs = ["c00"] * 20 + [f"c{n:02}" for n in range(1, 12)]  # nobody from c12
    applicants = [Applicant(f"{n:02}", 100 - n, group=group) for n, group in enumerate(belongs)]
    selection = select(rank(applicants), Terms(15, clusters, reserve=3))
    assert selection.chosen == ("00", "01", "02", *(f"{n}" for n in range(20, 31)))
    assert [each.chosen for each in selection.sums] == [3, *[1] * 11, 0]
    assert selection.shortfall.says.id == "jatah minimum c12 diturunkan dari 1 menjadi 0"
    assert (selection.unfilled, len(selection.reserve)) == (1, 3)


def test_hard_floors_beyond_the_quota_tell_both_ways_out() -> None:
    groups = tuple(Group(id, 1, hard=True, title=Words(id.title())) for id in ("batik", "kriya"))
    with pytest.raises(Infeasible) as caught:
        select(line_up("kriya", "batik"), Terms(1, groups))
    assert caught.value.says.id == (
        "Jatah minimum tidak dapat dipenuhi. Perubahan terkecil: jatah minimum Batik diturunkan "
        "dari 1 menjadi 0. Agar jatah minimum dipertahankan: kuota dinaikkan dari 1 menjadi 2."
    )
    assert [c.kind for c in caught.value.keeping_floors.changes] == ["quota"]


def test_a_hard_floor_above_its_own_ceiling_is_told() -> None:
    with pytest.raises(Infeasible) as caught:
        select(line_up(*["batik"] * 3), Terms(3, (Group("batik", 3, 1, hard=True),)))
    assert caught.value.smallest.says.en == "the floor of batik is lowered from 3 to 1"
    assert caught.value.keeping_floors.says.en == "the ceiling of batik is raised from 1 to 3"


def test_hard_floors_go_before_soft_ones() -> None:
    groups = (BATIK, Group("kriya", floor=1, hard=True))
    assert select(line_up("batik", "kriya"), Terms(1, groups)).chosen == ("b",)


@pytest.mark.parametrize(
    "terms",
    [
        {"quota": -1},
        {"quota": True},
        {"quota": 2.0},
        {"quota": 1, "per_unit": 0},
        {"quota": 1, "reserve": -1},
        {"quota": 1, "groups": (BATIK, BATIK)},
    ],
)
def test_terms_that_make_no_sense_are_refused(terms: dict[str, Any]) -> None:
    with pytest.raises(SelectionRefused):
        Terms(**terms)
    with pytest.raises(SelectionRefused):
        Group("batik", floor=-1)


def test_a_floor_beyond_all_measure_is_no_trouble() -> None:
    selection = select(
        line_up("batik", "kriya"), Terms(10**12, (Group("batik", 10**12), Group("kriya")))
    )
    assert (selection.chosen, selection.shortfall.total) == (("a", "b"), 10**12 - 1)


def test_a_group_that_the_terms_do_not_name_is_refused() -> None:
    with pytest.raises(SelectionRefused, match='do not name its group "Batik"'):
        select(line_up("Batik"), Terms(1, (BATIK,)))
    assert select(line_up("Batik"), Terms(1)).chosen == ("a",)  # without groups none is asked


# The reserve list


def test_the_reserve_list_puts_last_those_who_wait_for_their_own_group() -> None:
    order = line_up("batik", "batik", "kriya", "kriya", None)
    selection = select(order, Terms(2, (Group("batik", ceiling=1), KRIYA), reserve=None))
    assert selection.chosen == ("a", "c")
    assert selection.reserve == ("d", "e", "b")
    assert selection.next_in_line(["c"], gone=["a"]) == "d"
    assert selection.next_in_line(["c", "d"], gone=["a"]) is None  # the places are given
    assert selection.next_in_line(["d"], gone=["a", "c"]) == "e"


def test_who_leaves_a_floor_is_followed_by_one_of_the_same_group() -> None:
    order = line_up("batik", "batik", "batik", "kriya", "kriya")
    selection = select(order, Terms(3, (BATIK, KRIYA), reserve=2))
    assert (selection.chosen, selection.reserve) == (("a", "b", "d"), ("c", "e"))
    assert selection.next_in_line(["a", "b"], gone=["d"]) == "e"
    assert selection.next_in_line(["b", "d"], gone=["a"]) == "c"
    assert selection.next_in_line(["a", "b"], gone=["d", "e"]) == "c"  # the floor lacks then
    assert selection.next_in_line(["a", "b"], gone=["d", "e", "c"]) is None


# From decisions


ELIGIBLE = {
    "business_in_regency": True,
    "has_nib": True,
    "size_class": "mikro",
    "product_category": "batik",
    "submitted_at": date(2026, 2, 1),
    "study_visits_attended": 0,
}


def decisions() -> dict[str, rules.Decision]:
    visit = rules.library.load("study-visit")
    people: dict[str, dict[str, Any]] = {
        "K-1": {**ELIGIBLE, "is_fostered": True},
        "K-2": {**ELIGIBLE, "study_visits_attended": 1, "is_fostered": False},
        "K-3": {**ELIGIBLE, "has_nib": False},
        "K-4": {},
    }
    return {key: visit.decide(facts, TODAY, "reference") for key, facts in people.items()}


def test_only_the_eligible_are_ranked_and_the_others_are_told_apart() -> None:
    applicants = from_decisions(decisions(), groups={"K-1": "batik", "K-2": "kriya"})
    assert [(one.key, one.points, one.group) for one in applicants.eligible] == [
        ("K-1", 40, "batik"),
        ("K-2", 0, "kriya"),
    ]
    assert applicants.others == (Other("K-3", "ineligible"), Other("K-4", "undetermined"))
    assert applicants.eligible[0].tie_break == (date(2026, 2, 1),)
    assert [fact.name for fact in applicants.tie_break] == ["submitted_at"]


def test_decisions_of_two_days_cannot_be_ranked_together() -> None:
    other = rules.library.load("study-visit").decide(ELIGIBLE, date(2026, 3, 2), "reference")
    with pytest.raises(SelectionRefused, match="different rules or days"):
        from_decisions({**decisions(), "K-5": other})


def test_a_population_gives_the_same_ranking_as_decisions_one_by_one() -> None:
    visit = rules.library.load("study-visit")
    taken = decisions()
    frame = pl.DataFrame(
        {
            "_key": list(taken),
            "_cluster": ["batik", "kriya", None, None],
            "business_in_regency": [True, True, True, None],
            "has_nib": [True, True, False, None],
            "size_class": ["mikro", "mikro", "mikro", None],
            "product_category": ["batik", "batik", "batik", None],
            "submitted_at": [date(2026, 2, 1)] * 3 + [None],
            "study_visits_attended": [0, 1, 0, None],
            "is_fostered": [True, False, None, None],
        }
    )
    answered = visit.decide_all(frame, TODAY).with_columns(frame["submitted_at"])
    found = from_rows(visit.document, answered.iter_rows(named=True), group="_cluster")
    one_by_one = from_decisions(taken, groups={"K-1": "batik", "K-2": "kriya"})
    stripped = tuple(replace(one, entries=()) for one in one_by_one.eligible)
    assert found == replace(one_by_one, eligible=stripped)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"_key": "a", "outcome": "eligible", "points": 1}, 'no column "submitted_at"'),
        ({"_key": "a", "outcome": "eligible", "points": 1, "submitted_at": 3}, "submitted_at: "),
        ({"_key": None, "outcome": "eligible"}, "not the key"),
        ({"_key": "a", "outcome": "perhaps"}, "no outcome"),
        ({"_key": "a", "outcome": "eligible", "points": 1.5, "submitted_at": None}, "points"),
    ],
)
def test_rows_that_cannot_be_ranked_are_refused(row: dict[str, Any], why: str) -> None:
    with pytest.raises(SelectionRefused, match=why):
        from_rows(rules.library.load("study-visit").document, [row])


def test_a_row_with_an_error_is_not_ranked() -> None:
    document = rules.library.load("study-visit").document
    found = from_rows(document, [{"_key": "a", "outcome": None, "error": "two rows"}])
    assert found.others == (Other("a", "error"),)


# What people read


def test_each_line_tells_rank_points_ties_draw_group_and_why() -> None:
    applicants = from_decisions(
        {**decisions(), "K-5": decisions()["K-2"]},
        groups={"K-1": "batik", "K-2": "kriya", "K-5": "kriya"},
    )
    proof = draw_over("K-1", "K-2", "K-5")
    terms = Terms(2, (Group("batik"), Group("kriya", title=Words("Kriya", "Craft"))), reserve=1)
    selection = select(rank(applicants, proof), terms)
    second, third = [key for key in proof.order if key != "K-1"]
    assert explain(selection, "K-1", "id").splitlines() == [
        "K-1: terpilih",
        "Alasan: sesuai peringkat.",
        "Peringkat 1 dari 3",
        "Poin: 40",
        "  Belum pernah ikut studi banding: +30",
        "  Usaha binaan: +10",
        "Tanggal permohonan masuk: 1 Februari 2026",
        f"Undian: urutan ke-{proof.places['K-1']}",
        "Kelompok: batik",
    ]
    assert explain(selection, third, "en").splitlines() == [
        f"{third}: reserve, place 1",
        "Why: the quota of 2 is full.",
        "Rank 3 of 3 (equal to 1 other at rank 2, put in order by the draw)",
        "Points: 0",
        "  Never joined a study visit: no",
        "  Fostered business: no",
        "Day the request came in: 1 February 2026",
        f"Draw: place {proof.places[third]}",
        "Group: Craft",
    ]
    assert explain(selection, "K-4") == "K-4: Belum dapat ditentukan"
    assert selection.chosen == ("K-1", second)
    with pytest.raises(KeyError):
        explain(selection, "K-9")


def test_the_summary_shows_the_arithmetic_of_each_group() -> None:
    order = line_up("batik", "batik", None)
    selection = select(order, Terms(3, (Group("batik", 1, 1), KRIYA), reserve=1))
    assert summary(selection, "en").splitlines() == [
        "Quota 3: 2 chosen, 1 unfilled; 3 eligible applicants, 1 in reserve.",
        "batik: floor 1, ceiling 1, applicants 2, chosen 1, reserve 1, short 0",
        "kriya: floor 1, ceiling –, applicants 0, chosen 0, reserve 0, short 1 "
        "(no more applicants)",
        "Without a group: floor 0, ceiling –, applicants 1, chosen 1, reserve 0, short 0",
        "The floors lack 1 place.",
        "Unfilled places fill if the ceiling of batik is raised from 1 to 2.",
    ]


def test_all_of_it_is_json() -> None:
    weight = Fact("weight", "decimal", Words("Bobot"), "case", scale=2)
    people = Applicants(
        (Applicant("a", 1, (Decimal("1.50"),), "batik"), Applicant("b", 1, (None,))),
        (Other("c", "ineligible"),),
        (weight,),
    )
    selection = select(rank(people, draw_over("a", "b")), Terms(1, (BATIK,), reserve=None))
    data = json.loads(json.dumps(as_dict(selection, "en")))
    assert [line["key"] for line in data["lines"]] == ["a", "b"]
    assert data["lines"][1] == {
        "key": "b",
        "place": 2,
        "rank": 2,
        "shared_by": 1,
        "points": 1,
        "entries": [],
        "tie_break": {"weight": None},
        "drawn": draw_over("a", "b").places["b"],
        "group": None,
        "unit": None,
        "result": "reserve",
        "reserve_place": 1,
        "reason": "quota_full",
        "concerns": [],
        "says": "the quota of 1 is full.",
    }
    assert data["others"] == [{"key": "c", "outcome": "ineligible"}]
    assert data["draw"]["method"] == "RFC 3797"
