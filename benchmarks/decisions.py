"""How many explained decisions a second, beside zen-engine's decision graph on the same criteria.

    python benchmarks/decisions.py [applicants] [rounds]

All are measured in one run, in turn, and the medians of the rounds are printed as a Markdown
table. "Explained" means each criterion's result with the values it read; ours also cross-checks
every decision against the reference evaluator, zen-engine's is its graph with a trace. The goals:
batched at least as fast as zen-engine, and one by one in 1 ms at the median.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import zen
from openfisca_singly import decider

sys.path.insert(0, str(Path(__file__).parent.parent))

import rules

ON = date(2026, 3, 1)

VOCABULARY = json.dumps(
    {
        "facts": {
            name: {"type": kind, "source": "register", "label": {"id": name}, **more}
            for name, kind, more in [
                ("monthly_revenue", "money", {}),
                ("has_nib", "boolean", {}),
                (
                    "sector",
                    "choice",
                    {"options": {s: {"id": s} for s in ["kopi", "tepung", "makanan", "las"]}},
                ),
                ("age_months", "integer", {}),
                ("has_npwp", "boolean", {}),
                ("village", "text", {}),
                ("assets", "money", {}),
                ("arrears", "boolean", {}),
                ("started", "date", {}),
                ("employees", "integer", {}),
                ("aid_received", "integer", {}),
                ("margin", "decimal", {"scale": 2}),
            ]
        }
    }
)

CRITERIA: list[tuple[dict[str, Any], str]] = [
    ({"fact": "monthly_revenue", "at_least": 5_000_000}, "monthly_revenue >= 5000000"),
    ({"fact": "has_nib", "is": True}, "has_nib == true"),
    (
        {"fact": "sector", "one_of": ["kopi", "tepung", "makanan"]},
        "sector in ['kopi', 'tepung', 'makanan']",
    ),
    ({"fact": "age_months", "at_least": 12}, "age_months >= 12"),
    ({"fact": "has_npwp", "is": True}, "has_npwp == true"),
    ({"fact": "village", "is_not": "elsewhere"}, "village != 'elsewhere'"),
    ({"fact": "assets", "at_most": 10**10}, "assets <= 10000000000"),
    ({"fact": "arrears", "is": False}, "arrears == false"),
    ({"fact": "started", "before": "2026-01-01"}, "date(started) < date('2026-01-01')"),
    ({"fact": "employees", "at_most": 99}, "employees <= 99"),
    ({"fact": "aid_received", "is": 0}, "aid_received == 0"),
    ({"fact": "margin", "at_least": "0.10"}, "margin >= 0.10"),
]

OPENFISCA: list[Callable[[Any], Any]] = [
    lambda of: of("monthly_revenue") >= 5_000_000,
    lambda of: of("has_nib"),
    lambda of: np.isin(of("sector"), ["kopi", "tepung", "makanan"]),
    lambda of: of("age_months") >= 12,
    lambda of: of("has_npwp"),
    lambda of: of("village") != "elsewhere",
    lambda of: of("assets") <= 10**10,
    lambda of: ~of("arrears"),
    lambda of: of("started") < np.datetime64("2026-01-01"),
    lambda of: of("employees") <= 99,
    lambda of: of("aid_received") == 0,
    lambda of: of("margin") >= np.float32(0.10),
]
FEWER = 10  # OpenFisca is made for many at once: one by one, a tenth of them is enough.


def our_rule_set() -> rules.RuleSet:
    criteria = [{"id": f"c{n}", "when": when} for n, (when, _) in enumerate(CRITERIA)]
    whole = {"rule_set": "peer", "title": {"id": "Peer"}, "subject": "business"}
    return rules.load(json.dumps({**whole, "criteria": criteria}), VOCABULARY)


def zen_decision() -> zen.ZenDecision:
    expressions = [
        {"id": f"e{n}", "key": f"c{n}", "value": text} for n, (_, text) in enumerate(CRITERIA)
    ]
    every = " and ".join(f"$.c{n}" for n in range(len(CRITERIA)))
    expressions.append({"id": "outcome", "key": "eligible", "value": every})
    names = ["request", "criteria", "response"]
    kinds = ["inputNode", "expressionNode", "outputNode"]
    nodes = [
        {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, "content": {}}
        for name, kind in zip(names, kinds, strict=True)
    ]
    nodes[1]["content"] = {"expressions": expressions, "passThrough": False}
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b}
        for a, b in [("request", "criteria"), ("criteria", "response")]
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def applicants(count: int) -> list[dict[str, Any]]:
    """About half of them meet everything, so that both outcomes are explained."""
    chance = random.Random(1)
    found = []
    for _ in range(count):
        good = chance.random() < 0.5
        found.append(
            {
                "monthly_revenue": chance.randint(5_000_000 if good else 0, 20_000_000),
                "has_nib": True,
                "sector": "kopi" if good else chance.choice(["kopi", "las"]),
                "age_months": chance.randint(12 if good else 0, 60),
                "has_npwp": good or chance.random() < 0.5,
                "village": "Wuluhan",
                "assets": chance.randint(0, 10**10),
                "arrears": False,
                "started": f"{chance.randint(2010, 2025)}-06-15",
                "employees": chance.randint(0, 99),
                "aid_received": 0 if good else chance.randint(0, 2),
                "margin": chance.randint(10 if good else 0, 50) / 100,
            }
        )
    return found


def explained(decision: rules.Decision) -> tuple[str, list[Any]]:
    """The outcome, and each criterion with the values it read and its sentence."""
    return decision.outcome, [(f.id, f.result, f.reads, f.says) for f in decision.criteria]


def main(count: int = 2_000, rounds: int = 5) -> None:
    people, ours, theirs = applicants(count), our_rule_set(), zen_decision()
    singly: list[float] = []
    kinds = {name: fact["type"] for name, fact in json.loads(VOCABULARY)["facts"].items()}
    openfisca = decider(kinds, OPENFISCA, ON.isoformat())

    def one_by_one() -> list[Any]:
        answers = []
        for person in people:
            begun = time.perf_counter()
            answers.append(explained(ours.decide(person, on=ON)))
            singly.append(time.perf_counter() - begun)
        return answers

    contenders: dict[str, Callable[[], list[Any]]] = {
        "ours: durable-rules, batched": lambda: list(map(explained, ours.decide(people, on=ON))),
        "ours: durable-rules, one by one": one_by_one,
        "ours: reference evaluator": lambda: [
            explained(decision) for decision in ours.decide(people, on=ON, engine="reference")
        ],
        "zen-engine: decision graph with trace": lambda: [
            theirs.evaluate(person, {"trace": True}) for person in people
        ],
        "OpenFisca: one by one with trace": lambda: list(map(openfisca, people[::FEWER])),
    }
    answers = {name: run() for name, run in contenders.items()}  # Warm, and check agreement.
    *mine, peer, other = answers.values()
    expected = ["eligible" if answer["result"]["eligible"] else "ineligible" for answer in peer]
    for found in mine:
        assert [outcome for outcome, _ in found] == expected
    assert ["eligible" if found else "ineligible" for found in other] == expected[::FEWER]
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            begun = time.perf_counter()
            decided = len(run())
            rates[name].append(decided / (time.perf_counter() - begun))
    base = rates["zen-engine: decision graph with trace"]
    eligible = expected.count("eligible")
    lines = [
        f"12 criteria, {count} applicants ({eligible} eligible), median of {rounds} rounds.",
        "",
        "| evaluator | explained decisions a second | beside zen-engine |",
        "|---|---:|---:|",
        *(
            f"| {name} | {statistics.median(found):,.0f} | {_beside(found, base):.2f} × |"
            for name, found in rates.items()
        ),
        "",
        f"One by one: p50 {statistics.median(singly) * 1e3:.2f} ms, "
        f"p99 {statistics.quantiles(singly, n=100)[98] * 1e3:.2f} ms.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _beside(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios of each round, which noise that lasts a round does not touch."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
