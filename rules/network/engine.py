"""Runs compiled networks on the durable-rules C module. Only the engine's own process imports it.

`durable.lang` and its Host are never used: they run actions on threads of their own and crash.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import count
from typing import Any

import durable_rules_engine as durable

from rules.document import Document
from rules.network.compiled import START, Network, figures_key, rule_set_json
from rules.network.nodes import Encoder, Node, Verdicts
from rules.reference import Evaluation, Known, Numbers

MOST_PROGRAMS = 64  # Compiled networks kept warm; about half a megabyte each.
MOST_FIRINGS = 2_000
MOST_NODES = 16  # In one fact; the engine allows 64 rules for a fact, one fires for each node.
HANDLED = (0, 1)  # assert_facts: a rule fired, or none did

_case_numbers = count(1)


class EngineFailed(Exception):
    """The engine answered something that cannot be; this process should be given up."""


class Program:
    """One network with its figures, compiled in this process."""

    def __init__(self, document: Document, numbers: Numbers) -> None:
        network = self.network = Network(document)
        self.handles: list[Any] = []
        self.verdicts: dict[str, tuple[int, int]] = {}  # by the name of a rule: code, verdict
        place: dict[int, int] = {}
        for number, nodes in enumerate(network.spread(numbers)):
            self.handles.append(durable.create_ruleset(f"r{number}", rule_set_json(nodes)))
            for node, rules in nodes:
                place[node.code] = number
                for verdict in rules:
                    self.verdicts[f"{node.code}:{verdict}"] = (
                        node.code,
                        int(verdict.rstrip("b")),
                    )
        self.steps = [
            (
                _by_place(nodes, place, numbers),
                [d for d in document.derived if network.facts[d.fact] in nodes],
            )
            for nodes in network.levels()
        ]

    def evaluate(self, facts: Known) -> Evaluation:
        """One case, in fresh states that are deleted afterwards."""
        sid = f"s{next(_case_numbers)}"
        started: set[int] = set()
        known = dict(facts)
        verdicts: Verdicts = {}
        try:
            for step, derived in self.steps:
                for number, asked in step:
                    if number not in started:
                        self._start(number, sid)
                        started.add(number)
                    fields = [write(known, verdicts) for write in asked]
                    self._conclude(number, sid, fields, verdicts)
                for entry in derived:
                    known[entry.fact] = self.network.derived_value(entry, verdicts)
            return self.network.evaluation(verdicts, known)
        finally:
            for number in started:
                durable.delete_state(self.handles[number], sid)

    def close(self) -> None:
        """Give the engine's rule sets back; nothing can be evaluated afterwards."""
        for handle in self.handles:
            durable.delete_ruleset(handle)

    def _start(self, number: int, sid: str) -> None:
        # Deleting a state in which no action ever ran aborts the process: start it alone.
        if _fired(self.handles[number], f'[{{"sid":"{sid}","c":{START}}}]') != ["start"]:
            raise EngineFailed("a case did not start")

    def _conclude(self, number: int, sid: str, fields: list[str], verdicts: Verdicts) -> None:
        """Assert the fields of some nodes and take down exactly one new verdict for each node."""
        facts = [
            f'{{"sid":"{sid}",{",".join(fields[begin : begin + MOST_NODES])}}}'
            for begin in range(0, len(fields), MOST_NODES)
        ]
        fired = _fired(self.handles[number], f"[{','.join(facts)}]")
        before = len(verdicts)
        verdicts.update([self.verdicts[name] for name in fired])
        if len(fired) != len(fields) or len(verdicts) != before + len(fields):
            raise EngineFailed(f"{len(fields)} nodes got {len(fired)} verdicts")


def _by_place(
    nodes: list[Node], place: dict[int, int], numbers: Numbers
) -> list[tuple[int, list[Encoder]]]:
    found: dict[int, list[Encoder]] = {}
    for node in nodes:
        found.setdefault(place[node.code], []).append(node.encoder(numbers))
    return sorted(found.items(), key=lambda entry: entry[0])


def _fired(handle: Any, facts: str) -> list[str]:
    """Assert facts of one case; the names of the rules that fired."""
    status, offset = durable.assert_facts(handle, facts)
    if status not in HANDLED:
        raise EngineFailed(f"assert_facts answered {status}")
    fired: list[str] = []
    action = durable.start_action_for_state(handle, offset)
    while action:
        message = action[1] if isinstance(action, tuple) else action
        fired.append(message[2 : message.index('"', 2)])  # {"<rule>": {…}}
        if len(fired) > MOST_FIRINGS:
            raise EngineFailed("rules fire without end")
        action = durable.complete_and_start_action(handle, offset)
    return fired


class Engine:
    """Compiled rule sets by digest and figures, the most recently used kept warm."""

    def __init__(self) -> None:
        self.programs: OrderedDict[Any, Program] = OrderedDict()
        self.compiled = 0

    def knows(self, digest: str, numbers: Numbers) -> bool:
        """Whether these rules with these figures are compiled."""
        return (digest, figures_key(numbers)) in self.programs

    def program(self, digest: str, document: Document | None, numbers: Numbers) -> Program:
        """The compiled network; `document` is needed only where it is not known yet."""
        key = (digest, figures_key(numbers))
        if key not in self.programs:
            assert document is not None
            self.programs[key] = Program(document, numbers)
            self.compiled += 1
            if len(self.programs) > MOST_PROGRAMS:
                self.programs.popitem(last=False)[1].close()
        self.programs.move_to_end(key)
        return self.programs[key]
