"""What the engine concludes, node by node: the rules for it, and the integers that enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rules.document import Leaf
from rules.network.encoding import Rules, encoder, leaf_rules
from rules.reference import Known, Numbers
from rules.truth import Truth

FALSE, TRUE, UNKNOWN = 0, 1, 2
PLACE = 10  # A verdict above it names a place: PLACE + 1 is the first.
TRUTH: tuple[Truth, ...] = (False, True, None)  # by verdict

Verdicts = dict[int, int]  # by a node's code
Encoder = Callable[[Known, Verdicts], str]


@dataclass
class Node:
    """Something the engine concludes. `level` is when: after everything that it reads."""

    code: int
    level: int

    def rules(self, numbers: Numbers) -> Rules:
        """Patterns by verdict; exactly one of them matches any fact of this node."""
        raise NotImplementedError

    def encoder(self, numbers: Numbers) -> Encoder:
        """Writes the integers that enter the engine for one applicant."""
        raise NotImplementedError


@dataclass
class LeafNode(Node):
    """One comparison; its verdict is its truth."""

    leaf: Leaf
    decimal: bool

    def rules(self, numbers: Numbers) -> Rules:
        return leaf_rules(self.leaf, numbers, self.decimal)

    def encoder(self, numbers: Numbers) -> Encoder:
        write = encoder(self.leaf, numbers, self.decimal, self.code)
        return lambda known, verdicts: write(known)


@dataclass
class CountNode(Node):
    """At least `needed` of the members hold; `negated` turns the verdict round."""

    members: list[int]
    needed: int
    negated: bool = False

    def rules(self, numbers: Numbers) -> Rules:
        spare = len(self.members) - self.needed
        yes, no = ("0", "1") if self.negated else ("1", "0")
        return {
            yes: [("$gte", "t", self.needed)],
            no: [("$gte", "f", spare + 1)],
            "2": [("$lt", "t", self.needed), ("$lte", "f", spare)],
        }

    def encoder(self, numbers: Numbers) -> Encoder:
        def write(known: Known, verdicts: Verdicts) -> str:
            found = [verdicts[member] for member in self.members]
            return f'"t{self.code}":{found.count(TRUE)},"f{self.code}":{found.count(FALSE)}'

        return write


@dataclass
class FirstNode(Node):
    """The first member that is not false: its place when true, else unknown or none."""

    members: list[int]

    def rules(self, numbers: Numbers) -> Rules:
        return {
            **_places("w", len(self.members)),
            "2": [("==", "w", UNKNOWN)],
            "0": [("==", "w", FALSE)],
        }

    def encoder(self, numbers: Numbers) -> Encoder:
        def write(known: Known, verdicts: Verdicts) -> str:
            for place, member in enumerate(self.members, 1):
                if verdicts[member] != FALSE:
                    return f'"k{self.code}":{place},"w{self.code}":{verdicts[member]}'
            return f'"k{self.code}":0,"w{self.code}":0'

        return write


@dataclass
class UniqueNode(Node):
    """The one true member's place, none, or more than one (unknown)."""

    members: list[int]

    def rules(self, numbers: Numbers) -> Rules:
        return {
            **_places("t", len(self.members)),
            "2": [("$gte", "t", 2)],
            "0": [("==", "t", 0)],
        }

    def encoder(self, numbers: Numbers) -> Encoder:
        def write(known: Known, verdicts: Verdicts) -> str:
            true = [p for p, member in enumerate(self.members, 1) if verdicts[member] == TRUE]
            return f'"k{self.code}":{true[0] if true else 0},"t{self.code}":{len(true)}'

        return write


def _places(one: str, members: int) -> Rules:
    """A rule for each place, where the field `one` is 1."""
    return {
        str(PLACE + place): [("==", "k", place), ("==", one, 1)] for place in range(1, members + 1)
    }
