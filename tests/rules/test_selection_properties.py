"""On small cases the selection equals the best of all selections, found by trying each."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings

from rules.selection import (
    Applicant,
    Infeasible,
    Ranking,
    Selection,
    Terms,
    rank,
    reason,
    select,
)

from .selections import allowed, best, lacking, line_ups, smallest_change, some_terms

MANY = settings(max_examples=250, deadline=None)
SOME = settings(max_examples=150, deadline=None)


def everybody(ranking: Ranking) -> dict[str, Applicant]:
    return {one.key: one for one in ranking.applicants}


@MANY
@given(line_ups(), some_terms(hard=False))
def test_the_choice_is_the_best_by_rank_of_those_that_lack_least(
    ranking: Ranking, terms: Terms
) -> None:
    assert select(ranking, terms).chosen == best(ranking.applicants, terms)


@MANY
@given(line_ups(6), some_terms())
def test_hard_floors_are_met_or_the_smallest_change_is_told(ranking: Ranking, terms: Terms) -> None:
    order = ranking.applicants
    chosen = best(order, terms)
    short = lacking([one for one in order if one.key in chosen], terms, True)[0]
    try:
        assert select(ranking, terms).chosen == chosen
        assert short == 0
    except Infeasible as error:
        assert error.smallest.total == short > 0
        assert error.keeping_floors.total >= short
        for relaxation in (error.smallest, error.keeping_floors):
            select(ranking, relaxation.applied(terms))  # can now be met


@SOME
@given(line_ups(5), some_terms(hard=True))
def test_no_mixture_of_changes_is_smaller(ranking: Ranking, terms: Terms) -> None:
    try:
        select(ranking, terms)
        total = 0
    except Infeasible as error:
        total = error.smallest.total
    assert total == smallest_change(ranking.applicants, terms)


@SOME
@given(line_ups(), some_terms(hard=True))
def test_floors_are_kept_wherever_there_are_applicants(ranking: Ranking, terms: Terms) -> None:
    try:
        select(ranking, terms)
    except Infeasible as error:
        roomy = replace(
            terms,
            quota=100,
            groups=tuple(replace(group, ceiling=None) for group in terms.groups),
        )
        lowered = sum(c.by for c in error.keeping_floors.changes if c.kind == "floor")
        whole = best(ranking.applicants, roomy)
        chosen = [one for one in ranking.applicants if one.key in whole]
        assert lowered == lacking(chosen, roomy, True)[0]


@MANY
@given(line_ups(9), some_terms(hard=False))
def test_sums_add_up(ranking: Ranking, terms: Terms) -> None:
    selection = select(ranking, terms)
    sums = selection.sums
    everyone = (*selection.chosen, *selection.reserve, *selection.not_chosen)
    assert sorted(everyone) == sorted(everybody(ranking))
    assert sum(each.applicants for each in sums) == len(selection.lines)
    assert sum(each.chosen for each in sums) == len(selection.chosen)
    assert sum(each.reserve for each in sums) == len(selection.reserve)
    assert len(selection.chosen) + selection.unfilled == terms.places
    assert selection.unfilled >= 0
    assert selection.shortfall.total == sum(each.shortfall for each in sums)
    waiting = len(selection.lines) - len(selection.chosen)
    length = waiting if terms.reserve is None else min(terms.reserve, waiting)
    assert len(selection.reserve) == length


@MANY
@given(line_ups(), some_terms(hard=False))
def test_nobody_is_outranked_without_a_reason_that_is_true(ranking: Ranking, terms: Terms) -> None:
    selection, people = select(ranking, terms), everybody(ranking)
    least = lacking([people[key] for key in selection.chosen], terms, False)
    for line in selection.lines:
        if line.barrier is None:
            continue
        above = [key for key in selection.chosen if selection.line(key).place < line.place]
        below = [key for key in selection.chosen if selection.line(key).place > line.place]
        with_me = [people[key] for key in (*above, line.key)]
        assert reason(selection, line).id and reason(selection, line).en
        why = line.barrier
        if why.reason == "quota_full":
            assert not below and len(above) == terms.places
        elif why.reason == "ceiling_reached":
            assert why.groups == (line.group,) and not allowed(with_me, terms)
        elif why.reason == "unit_limit":
            assert set(why.keys) <= set(above) and not allowed(with_me, terms)
        else:
            assert why.reason == "kept_for_floors" and why.groups
            assert all(terms.group(group).floor for group in why.groups)
            passed = {one.key for one in with_me}
            others = [one for one in ranking.applicants if one.key not in passed]
            later = [one for one in others if selection.line(one.key).place > line.place]
            for size in range(terms.places - len(with_me) + 1):
                for more in _subsets(later, size):
                    if allowed([*with_me, *more], terms):
                        assert lacking([*with_me, *more], terms, False) != least


def _subsets(people: list[Applicant], size: int) -> list[list[Applicant]]:
    return [list(some) for some in combinations(people, size)]


@MANY
@given(line_ups(8), some_terms(hard=False))
def test_the_next_in_line_keeps_to_the_terms_and_comes_from_the_reserve(
    ranking: Ranking, terms: Terms
) -> None:
    selection, people = select(ranking, terms), everybody(ranking)
    for gone in selection.chosen:
        holding = [key for key in selection.chosen if key != gone]
        key = selection.next_in_line(holding, {gone})
        fitting = [
            one for one in selection.reserve if allowed([people[k] for k in (*holding, one)], terms)
        ]
        if key is None:
            assert not fitting
            continue
        assert key in fitting
        if selection.unfilled:
            continue  # more than one place is free, so a floor may be served by the second
        now = [people[k] for k in holding]
        reach = [lacking([*now, people[one]], terms, False) for one in fitting]
        assert lacking([*now, people[key]], terms, False) == min(reach)
        equal = [one for one, short in zip(fitting, reach, strict=True) if short == min(reach)]
        assert key == equal[0]


@SOME
@given(line_ups(9), some_terms(hard=False))
def test_the_whole_reserve_list_begins_with_those_a_larger_quota_would_take(
    ranking: Ranking, terms: Terms
) -> None:
    selection = select(ranking, replace(terms, reserve=None))
    holding = list(selection.chosen)
    for key in selection.reserve:
        larger = replace(selection, terms=replace(selection.terms, quota=len(holding) + 1))
        following = larger.next_in_line(holding)
        if following is None:
            break
        assert following == key
        holding.append(key)


@MANY
@given(line_ups(7), some_terms(hard=False))
def test_raising_the_told_ceilings_fills_the_unfilled_places(
    ranking: Ranking, terms: Terms
) -> None:
    selection, people = select(ranking, terms), everybody(ranking)
    kept = [people[key] for key in selection.chosen]
    free = replace(terms, groups=())
    most = max(
        (
            size
            for size in range(selection.unfilled + 1)
            for more in _subsets([o for o in ranking.applicants if o not in kept], size)
            if allowed([*kept, *more], free)
        ),
        default=0,
    )
    assert selection.to_fill.total == most


@SOME
@given(line_ups(8), some_terms(hard=False))
def test_the_order_in_which_applicants_are_handed_over_does_not_matter(
    ranking: Ranking, terms: Terms
) -> None:
    again = rank(reversed(ranking.applicants))
    assert select(again, terms).lines == select(ranking, terms).lines
    assert isinstance(select(again, terms), Selection)
