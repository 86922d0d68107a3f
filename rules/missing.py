"""Which missing facts could still change the outcome, or a table, and only those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.document import Condition, Document, Leaf, Row
from rules.reference import Evaluation, Known


def for_outcome(document: Document, evaluation: Evaluation, known: Known) -> list[str]:
    """In document order; empty unless the outcome is undetermined."""
    if evaluation.outcome != "undetermined":
        return []
    deciding = [c.when for c in document.criteria if not c.advisory]
    return list(dict.fromkeys(_Search(document, evaluation, known).within(deciding)))


def for_outputs(document: Document, evaluation: Evaluation, known: Known) -> list[str]:
    """The facts that tables need and the outcome does not."""
    needed: list[Condition] = []
    for table in document.tables:
        if table.hit == "first":
            needed += _undecided(table.rows, evaluation)
        elif table.hit == "collect" or not evaluation.rows[table.id]:
            needed += [row.when for row in table.rows]
    asked = set(for_outcome(document, evaluation, known))
    found = dict.fromkeys(_Search(document, evaluation, known).within(needed))
    return [fact for fact in found if fact not in asked]


class _Search:
    def __init__(self, document: Document, evaluation: Evaluation, known: Known) -> None:
        self.document, self.evaluation, self.known = document, evaluation, known
        self.seen: set[str] = set()

    def within(self, conditions: Iterable[Condition]) -> Iterator[str]:
        """Down through unknown nodes only, a leaf's fact before its operands."""
        for condition in conditions:
            if self.evaluation.truth(condition) is not None:
                continue
            if isinstance(condition, Leaf):
                for fact in condition.facts_read():
                    yield from self.behind(fact)
            else:
                yield from self.within(condition.members)

    def behind(self, fact: str) -> Iterator[str]:
        derived = self.document.derived_fact(fact)
        if derived is None:
            if self.known.get(fact) is None:
                yield fact
        elif fact not in self.seen:
            self.seen.add(fact)
            if derived.when is not None:
                yield from self.within([derived.when])
            else:
                yield from self.within(_undecided(derived.rows, self.evaluation))


def _undecided(rows: Iterable[Row], evaluation: Evaluation) -> list[Condition]:
    """The conditions of the rows before the first true one."""
    found: list[Condition] = []
    for row in rows:
        if evaluation.truth(row.when):
            break
        found.append(row.when)
    return found
