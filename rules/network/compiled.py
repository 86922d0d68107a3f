"""Compiles a document to durable-rules: what each engine rule set holds, and what enters it.

Every leaf, group, choice and table is a node. A few bounded integers enter for it, in fields that
carry the node's code, and exactly one of the node's rules fires: that is its verdict. Several nodes
of a level share one engine fact, which is quicker than a fact each. Conclusions of one level become
facts of the next: derived facts, then criteria, then the outcome and the tables. No text, key,
float or null of a user enters the engine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rules.document import Condition, Derived, Document, Leaf, Table
from rules.network.encoding import Pattern, Rules
from rules.network.nodes import (
    FALSE,
    PLACE,
    TRUE,
    TRUTH,
    UNKNOWN,
    CountNode,
    FirstNode,
    LeafNode,
    Node,
    UniqueNode,
    Verdicts,
)
from rules.reference import OUTCOME, Evaluation, Known, Numbers
from rules.values import Value

START = 9999
MOST_RULES = 300  # In one engine rule set; larger documents are spread over several.


@dataclass
class Network:
    """The nodes of a document, in levels."""

    document: Document
    nodes: list[Node] = field(default_factory=list)
    leaves: dict[int, int] = field(default_factory=dict)  # a leaf's number to its node's code
    groups: dict[int, int] = field(default_factory=dict)
    facts: dict[str, Node] = field(default_factory=dict)  # derived facts
    tables: dict[str, list[int]] = field(default_factory=dict)  # row codes
    picks: dict[str, int] = field(default_factory=dict)  # a table's own node
    outcome: int = 0
    leaf_codes: list[int] = field(default_factory=list)  # in the order of the leaves' numbers
    group_codes: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        by_name = {derived.fact: derived for derived in self.document.derived}
        for name in self.document.derivation_order:
            self.facts[name] = self._derived(by_name[name])
        criteria = [(c.advisory, self._condition(c.when)) for c in self.document.criteria]
        deciding = [node for advisory, node in criteria if not advisory]
        self.outcome = self._count(deciding, len(deciding)).code
        for table in self.document.tables:
            self._table(table)
        for entry in self.document.priority.points:
            self._condition(entry.when)
        self.leaf_codes = [self.leaves[n] for n in range(self.document.leaf_count)]
        self.group_codes = [self.groups[n] for n in range(self.document.group_count)]

    def levels(self) -> list[list[Node]]:
        """The nodes by level; each reads only nodes of levels before its own."""
        depth = max(node.level for node in self.nodes) + 1
        return [[node for node in self.nodes if node.level == level] for level in range(depth)]

    def spread(self, numbers: Numbers) -> list[list[tuple[Node, Rules]]]:
        """The nodes with their rules, in as many engine rule sets as the engine's limits ask."""
        sets: list[list[tuple[Node, Rules]]] = [[]]
        size = 0
        for node in self.nodes:
            rules = node.rules(numbers)
            if size + len(rules) > MOST_RULES:
                sets.append([])
                size = 0
            sets[-1].append((node, rules))
            size += len(rules)
        return sets

    def derived_value(self, derived: Derived, verdicts: Verdicts) -> Value | None:
        """What the verdicts say of a derived fact, None for unknown."""
        verdict = verdicts[self.facts[derived.fact].code]
        if derived.when is not None:
            return TRUTH[verdict]
        if verdict > PLACE:
            return derived.rows[verdict - PLACE - 1].value
        return derived.otherwise if verdict == FALSE else None

    def evaluation(self, verdicts: Verdicts, known: Known) -> Evaluation:
        """What all verdicts together say; `known` holds the derived facts, too."""
        document = self.document
        return Evaluation(
            outcome=OUTCOME[TRUTH[verdicts[self.outcome]]],
            leaves=tuple([TRUTH[verdicts[code]] for code in self.leaf_codes]),
            groups=tuple([TRUTH[verdicts[code]] for code in self.group_codes]),
            derived={entry.fact: known[entry.fact] for entry in document.derived},
            rows={table.id: self._rows(table, verdicts) for table in document.tables},
        )

    def _rows(self, table: Table, verdicts: Verdicts) -> tuple[str, ...]:
        pick = verdicts[self.picks[table.id]] if table.id in self.picks else UNKNOWN
        if pick > PLACE:
            return (table.rows[pick - PLACE - 1].value,)
        if table.hit == "first" or pick == FALSE:
            return ()
        pairs = zip(table.rows, self.tables[table.id], strict=True)
        return tuple(row.value for row, code in pairs if verdicts[code] == TRUE)

    def _condition(self, condition: Condition) -> Node:
        if isinstance(condition, Leaf):
            sources = [self.facts[name] for name in condition.facts_read() if name in self.facts]
            decimal = self.document.facts[condition.fact].item_type == "decimal"
            node: Node = LeafNode(len(self.nodes), _after(sources), condition, decimal)
            self.leaves[condition.number] = node.code
            self.nodes.append(node)
            return node
        members = [self._condition(member) for member in condition.members]
        needed = {"all": len(members), "count_at_least": condition.count}.get(condition.kind, 1)
        node = self._count(members, needed, negated=condition.kind in ("none", "not"))
        self.groups[condition.number] = node.code
        return node

    def _count(self, members: list[Node], needed: int, *, negated: bool = False) -> Node:
        codes = [member.code for member in members]
        node = CountNode(len(self.nodes), _after(members), codes, needed, negated)
        self.nodes.append(node)
        return node

    def _derived(self, derived: Derived) -> Node:
        if derived.when is not None:
            return self._condition(derived.when)
        rows = [self._condition(row.when) for row in derived.rows]
        node = FirstNode(len(self.nodes), _after(rows), [row.code for row in rows])
        self.nodes.append(node)
        return node

    def _table(self, table: Table) -> None:
        rows = [self._condition(row.when) for row in table.rows]
        codes = self.tables[table.id] = [row.code for row in rows]
        if table.hit != "collect":
            kind = FirstNode if table.hit == "first" else UniqueNode
            node = kind(len(self.nodes), _after(rows), codes)
            self.nodes.append(node)
            self.picks[table.id] = node.code


def rule_set_json(nodes: list[tuple[Node, Rules]]) -> str:
    """The engine's own notation for some nodes, with the rule that starts a case."""
    found: dict[str, Any] = {"start": {"all": [{"m": {"c": START}}]}}
    for node, rules in nodes:
        for verdict, tests in rules.items():
            pattern = [_engine_test(test, node.code) for test in tests]
            whole = {"$and": pattern} if len(pattern) > 1 else pattern[0]
            found[f"{node.code}:{verdict}"] = {"all": [{"m": whole}]}
    return json.dumps(found)


def _engine_test(test: Pattern, code: int) -> Mapping[str, Any]:
    operator, letter, number = test
    name = f"{letter}{code}"
    return {name: number} if operator == "==" else {operator: {name: number}}


def _after(nodes: list[Node]) -> int:
    return max((node.level for node in nodes), default=-1) + 1


def figures_key(numbers: Mapping[str, int | Decimal]) -> tuple[tuple[str, str], ...]:
    """What a compiled network depends on besides its document: thresholds are built in."""
    return tuple(sorted((name, str(number)) for name, number in numbers.items()))
