"""What can be seen without a solver: figures, derived facts and tests that deserve a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rules.document import Condition, Document, Group, Leaf, Parameter
from rules.solver.conditions_of import all_leaves
from rules.verification.findings import NOTE, WARNING, Finding
from rules.verification.wording import quoted, sentence

ASKED = ("register", "case", "history")


def read_through(document: Document) -> Iterator[Finding]:
    """Unused parts, figures whose days leave gaps, and `present` where the desk could ask."""
    yield from _unused(document)
    for name, parameter in document.parameters.items():
        for place, (figure, after) in enumerate(pairwise(parameter.figures)):
            path = f"parameters.{name}.values[{place}].until"
            if figure.until is not None and figure.until >= after.since:
                yield _figure("figure_replaced", NOTE, path, parameter, figure.until, after.since)
            elif figure.until is not None and figure.until + timedelta(days=1) < after.since:
                yield _figure("figure_gap", WARNING, path, parameter, figure.until, after.since)
        last = parameter.figures[-1]
        if last.until is not None:
            path = f"parameters.{name}.values[{len(parameter.figures) - 1}].until"
            yield _figure("figure_ends", WARNING, path, parameter, last.until)
    yield from _first_day(document)
    yield from _present(document)


def _unused(document: Document) -> Iterator[Finding]:
    for name, parameter in document.parameters.items():
        if name not in document.parameters_used:
            says = sentence("unused_parameter", what=parameter.title)
            yield Finding("unused_parameter", WARNING, (f"parameters.{name}",), (name,), says)
    read = {name for leaf in all_leaves(document) for name in leaf.facts_read()}
    read |= set(document.priority.tie_break)
    for place, derived in enumerate(document.derived):
        if derived.fact not in read:
            says = sentence("unused_derived", what=document.facts[derived.fact].label)
            yield Finding("unused_derived", WARNING, (f"derived[{place}]",), (derived.fact,), says)


def _figure(
    kind: str,
    severity: str,
    path: str,
    parameter: Parameter,
    until: date,
    after: date | None = None,
) -> Finding:
    says = sentence(kind, what=parameter.title, until=until, next=after or "")
    return Finding(kind, severity, (path,), (parameter.name,), says)


def _first_day(document: Document) -> Iterator[Finding]:
    """Figures that begin later than others hold up the whole rule set."""
    begins = {name: document.parameters[name].figures[0].since for name in document.parameters_used}
    if len(set(begins.values())) > 1:
        first = max(begins.values())
        late = [name for name, day in begins.items() if day == first]
        paths = [f"parameters.{name}.values[0].from" for name in late]
        says = sentence(
            "first_day", first=first, what=quoted(document.parameters[name].title for name in late)
        )
        yield Finding("first_day", NOTE, tuple(paths), tuple(late), says)


def _present(document: Document) -> Iterator[Finding]:
    for path, when in conditions_at(document):
        for here, leaf in _leaves(path, when):
            fact = document.facts[leaf.fact]
            if leaf.operator == "present" and fact.source in ASKED:
                says = sentence("present", what=quoted([fact.label]))
                yield Finding("present", WARNING, (f"{here}.present",), (fact.name,), says)


def conditions_at(document: Document) -> Iterator[tuple[str, Condition]]:
    """Every condition of the document with its place."""
    for place, derived in enumerate(document.derived):
        if derived.when is not None:
            yield f"derived[{place}].when", derived.when
        for number, row in enumerate(derived.rows):
            yield f"derived[{place}].choose[{number}].when", row.when
    for place, criterion in enumerate(document.criteria):
        yield f"criteria[{place}].when", criterion.when
    for place, table in enumerate(document.tables):
        for number, row in enumerate(table.rows):
            yield f"tables[{place}].rows[{number}].when", row.when
    for place, entry in enumerate(document.priority.points):
        yield f"priority.points[{place}].when", entry.when


def _leaves(path: str, condition: Condition) -> Iterator[tuple[str, Leaf]]:
    if not isinstance(condition, Group):
        yield path, condition
    elif condition.kind == "not":
        yield from _leaves(f"{path}.not", condition.members[0])
    else:
        key = "of" if condition.kind == "count_at_least" else condition.kind
        for place, member in enumerate(condition.members):
            yield from _leaves(f"{path}.{key}[{place}]", member)
