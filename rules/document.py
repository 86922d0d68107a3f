"""The typed model of a rule set: what a document says once it has been loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.values import Value
from rules.vocabulary import Fact
from rules.words import Words


@dataclass(frozen=True)
class Literal:
    """A value written in the document: bool, int, Decimal, date or str."""

    value: Value


@dataclass(frozen=True)
class ParameterRef:
    """A parameter by its name; always a number."""

    name: str


@dataclass(frozen=True)
class Shift:
    """Date arithmetic: `sign` is 1 or -1, `unit` is years, months or days, `amount` is ≥ 0."""

    sign: int
    unit: str
    amount: int | ParameterRef


@dataclass(frozen=True)
class FactRef:
    """Another fact by its name; a date may be shifted."""

    name: str
    shift: Shift | None = None


Operand = Literal | ParameterRef | FactRef


@dataclass(frozen=True)
class Leaf:
    """One comparison. `number` is its place among the leaves, in document order."""

    number: int
    fact: str
    operator: str
    operands: tuple[Operand, ...]

    def facts_read(self) -> Iterator[str]:
        """The fact itself, then those among its operands."""
        yield self.fact
        for operand in self.operands:
            if isinstance(operand, FactRef):
                yield operand.name

    def parameters_read(self) -> Iterator[str]:
        """The parameters among its operands, also those of shifts."""
        for operand in self.operands:
            if isinstance(operand, ParameterRef):
                yield operand.name
            elif isinstance(operand, FactRef) and operand.shift is not None:
                amount = operand.shift.amount
                yield from [amount.name] if isinstance(amount, ParameterRef) else []


@dataclass(frozen=True)
class Group:
    """Several conditions as one. `kind` is all, any, none, not or count_at_least (`count`)."""

    number: int
    kind: str
    members: tuple[Condition, ...]
    count: int = 0


Condition = Leaf | Group


def leaves_of(condition: Condition) -> Iterator[Leaf]:
    """Its leaves, in document order."""
    if isinstance(condition, Leaf):
        yield condition
    else:
        for member in condition.members:
            yield from leaves_of(member)


@dataclass(frozen=True)
class Figure:
    """A parameter's value from a day on. A decimal or a whole number, in the parameter's unit."""

    since: date
    until: date | None
    value: int | Decimal
    source: str
    verified: bool


@dataclass(frozen=True)
class Parameter:
    """A dated number. `unit` is IDR, months, years, days, count, percent or none."""

    name: str
    title: Words
    unit: str
    figures: tuple[Figure, ...]  # by day, the earliest first


@dataclass(frozen=True)
class Row:
    """A row of a `choose` or of a table."""

    value: str  # the derived value, or the row's id
    when: Condition
    then: Mapping[str, str]

    @property
    def called(self) -> str:
        """What people know it by: the texts that follow from it, else its value."""
        return " · ".join(self.then.values()) or self.value


@dataclass(frozen=True)
class Derived:
    """A fact of the rule set's own: a boolean (`when`) or a choice (`rows` and `otherwise`)."""

    fact: str
    when: Condition | None
    rows: tuple[Row, ...] = ()
    otherwise: str | None = None

    def conditions(self) -> list[Condition]:
        """Its conditions: one, or those of its rows in order."""
        return [self.when] if self.when is not None else [row.when for row in self.rows]


@dataclass(frozen=True)
class Remedy:
    """How an applicant comes to meet a criterion: what, at which desk, with which papers."""

    says: Words
    where: Words | None
    papers: tuple[Words, ...]
    takes_days: int | None


@dataclass(frozen=True)
class Criterion:
    """What is asked; `advisory` ones are told but never decide."""

    id: str
    when: Condition
    says: Words | None
    source: str | None
    advisory: bool
    remedy: Remedy | None


@dataclass(frozen=True)
class Table:
    """What follows: rows whose `then` hold, by the way of hitting."""

    id: str
    hit: str  # unique, first or collect
    rows: tuple[Row, ...]
    title: Words | None = None

    @property
    def called(self) -> Words:
        """Its title; `Tabel kur_product` where it has none."""
        return self.title or Words(f"Tabel {self.id}", f"Table {self.id}")


@dataclass(frozen=True)
class PointsEntry:
    """Points (a whole number, also below zero) for those of whom `when` holds."""

    id: str
    points: int
    when: Condition
    says: Words | None


@dataclass(frozen=True)
class Priority:
    """How the eligible are ranked: points, then facts ascending, or `draw`."""

    points: tuple[PointsEntry, ...] = ()
    tie_break: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """An applicant on a day, and what must be decided. `facts` are typed and known."""

    name: Words
    date: date
    facts: Mapping[str, Value | None]
    outcome: str
    unmet: tuple[str, ...] | None
    unknown: tuple[str, ...] | None
    outputs: Mapping[str, tuple[str, ...]] | None


@dataclass(frozen=True)
class Document:
    """A whole rule set. `facts` are the vocabulary entries and derived facts it reads."""

    rule_set: str
    title: Words
    subject: str
    basis: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    derived: tuple[Derived, ...]  # as written
    criteria: tuple[Criterion, ...]
    tables: tuple[Table, ...]
    priority: Priority
    examples: tuple[Example, ...]
    facts: Mapping[str, Fact]
    parameters_used: tuple[str, ...]
    derivation_order: tuple[str, ...]  # derived facts, each after those it reads
    leaf_count: int
    group_count: int

    def derived_fact(self, name: str) -> Derived | None:
        """The rule set's own fact of this name, None where there is none."""
        return next((derived for derived in self.derived if derived.fact == name), None)
