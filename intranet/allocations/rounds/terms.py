"""On which terms a round chooses: as kept with the round, and as the selection reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from intranet.businesses.models import Cluster
from intranet.programmes.models import ChoiceMethod, ProgrammePeriod
from rules import spelling
from rules.selection import Group, Terms
from rules.vocabulary import Fact
from rules.words import Words

# Elsewhere each cluster is only counted.
KEEP_TO_CLUSTERS = {ChoiceMethod.CLUSTERS, ChoiceMethod.DRAW, ChoiceMethod.TEAM}
BY_POINTS = {ChoiceMethod.RANKING, ChoiceMethod.CLUSTERS}
QUEUE = Fact("queue_number", "integer", Words("Urutan permohonan", "Place in line"), "computed")


def to_keep(
    period: ProgrammePeriod, *, quota: int, clusters: Iterable[Cluster], tie_break: Sequence[Fact]
) -> dict[str, Any]:
    """The terms as they stand now, as JSON data. `clusters` are those of the applicants."""
    keeps = period.programme.choice in KEEP_TO_CLUSTERS
    declared = {term.cluster: term for term in period.cluster_terms} if keeps else {}
    groups = []
    for cluster in sorted({*declared, *clusters}, key=lambda one: (one.position, one.name)):
        term = declared.get(cluster)
        groups.append(
            {
                "id": str(cluster.uuid),
                "title": cluster.name,
                "floor": term.floor if term else 0,
                "ceiling": term.ceiling if term else None,
                "hard": term.is_hard if term else False,
            }
        )
    return {
        "quota": quota,
        "reserve": period.programme.reserve,
        "groups": groups,
        "tie_break": [_fact_to_keep(fact) for fact in tie_break],
    }


def read(kept: Mapping[str, Any]) -> Terms:
    """The kept terms as the selection takes them."""
    groups = tuple(
        Group(
            each["id"],
            each["floor"],
            each["ceiling"],
            Words(each["title"], each["title"]),
            each["hard"],
        )
        for each in kept["groups"]
    )
    return Terms(kept["quota"], groups, reserve=kept["reserve"])


def tie_break(kept: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts that break ties, as they were called at the freeze."""
    return tuple(
        Fact(
            each["name"],
            each["type"],
            Words(**each["label"]),
            "computed",
            options={name: Words(**words) for name, words in each["options"].items()},
            scale=each["scale"],
            of=each["of"],
        )
        for each in kept["tie_break"]
    )


def shown_tie_break(
    kept: Mapping[str, Any], values: Sequence[Any], language: str
) -> list[tuple[str, str]]:
    """What broke ties of one line, as people read it: the fact, and its value in words."""
    return [
        (fact.label.in_language(language), spelling.value(fact, fact.value(value), language))
        for fact, value in zip(tie_break(kept), values, strict=False)
    ]


def titles(kept: Mapping[str, Any]) -> dict[str, str]:
    """The names of the clusters on that day, by key."""
    return {each["id"]: each["title"] for each in kept["groups"]}


def _fact_to_keep(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "type": fact.type,
        "label": fact.label.by_language,
        "options": {name: words.by_language for name, words in fact.options.items()},
        "scale": fact.scale,
        "of": fact.of,
    }
