"""Examples that fail, for people: each in full when they are few, by what differs when many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.example_runs import ExampleResult

FEW = 3  # So many examples are told in full, and named for what differs in many.


def lines(
    file: str, results: Sequence[ExampleResult], each: bool = False, hint: str = ""
) -> list[str]:
    """What differs in a file's examples; none where all pass. `each` tells all of them in full.

    `hint` says how to ask for that, where it can be asked for.
    """
    failing = {place: result for place, result in enumerate(results) if not result.passes}
    if each or len(failing) <= FEW:
        return [
            f"{file}:examples[{place}]: {result.example.name.id}: {difference}"
            for place, result in failing.items()
            for difference in result.differences
        ]
    return [
        f"{file}: {len(failing)} of {len(results)} examples fail{hint}",
        *(f"{file}: {line}" for line in _by_difference(failing)),
    ]


def _by_difference(failing: dict[int, ExampleResult]) -> Iterator[str]:
    """What differs in the most examples comes first, with the first of them."""
    groups: dict[str, list[int]] = {}
    for place, result in failing.items():
        for difference in dict.fromkeys(_differences(result)):
            groups.setdefault(difference, []).append(place)
    for difference, places in sorted(groups.items(), key=lambda group: -len(group[1])):
        named = "; ".join(
            f"examples[{place}] {failing[place].example.name.id}" for place in places[:FEW]
        )
        more = "; …" if len(places) > FEW else ""
        count = "1 example" if len(places) == 1 else f"{len(places)} examples"
        yield f"{count}: {difference} ({named}{more})"


def _differences(result: ExampleResult) -> Iterator[str]:
    """What differs in one example, in words that are the same for others like it."""
    example, decision = result.example, result.decision
    if decision is None:
        yield from result.differences
        return
    expected = {
        criterion: wanted
        for wanted, listed in (("unmet", example.unmet), ("unknown", example.unknown))
        for criterion in listed or ()
    }
    told = {"unmet": example.unmet is not None, "unknown": example.unknown is not None}
    for finding in decision.criteria:
        wanted = expected.get(finding.id)
        if wanted is None and told.get(finding.result, False):
            yield f"the criterion {finding.id} is {finding.result}, which is not expected"
        elif wanted is not None and wanted != finding.result:
            yield f"the criterion {finding.id} is {finding.result}, {wanted} is expected"
    yield from (
        line for line in result.differences if not line.startswith(("unmet: ", "unknown: "))
    )
