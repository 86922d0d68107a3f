"""Do two versions decide alike? An applicant whom they treat differently, or proof of none.

Compared are the outcome, the rows of tables with the same id, and derived facts of the same name,
over all applicants whose facts both versions could be given, on one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.document import Derived, Document, Table
from rules.figures import in_force, numbers
from rules.labels import derived_label, rows_called, table_label
from rules.reference import Evaluation
from rules.rule_set import RuleSet
from rules.solver import goals
from rules.solver.applicants import Version
from rules.solver.facts import NotComparable
from rules.solver.goals import Goal
from rules.solver.search import Limits, Search
from rules.values import Value, plain
from rules.words import OUTCOMES, Words, say

EACH, TOGETHER = 2.0, 10.0  # Seconds for one question, and for all.
REACHING = {
    "eligible": goals.eligible,
    "ineligible": goals.ineligible,
    "undetermined": goals.undetermined,
}
NOTHING = Words("tidak ada", "nothing")


@dataclass(frozen=True)
class Difference:
    """An applicant whom the two versions treat differently.

    `what` is `outcome`, or the table or derived fact by its path, such as `tables.kur_product`.
    `before` and `after` are the outcome, the ids of the rows, or the derived value (None when
    missing). `facts` are the applicant's, confirmed by the reference evaluator.
    """

    what: str
    before: Any
    after: Any
    facts: Mapping[str, Value]
    says: Words

    def as_dict(self, language: str = "id") -> dict[str, Any]:
        """As JSON data, its sentence in `id` or `en`."""
        return {
            "what": self.what,
            "before": self.before,
            "after": self.after,
            "facts": {fact: plain(value) for fact, value in self.facts.items()},
            "says": self.says.in_language(language),
        }


@dataclass(frozen=True)
class Semantic:
    """What two versions decide differently on a day.

    `same` is what is proved to be alike for every applicant, `undecided` what could not be
    decided in time: `outcome`, `tables.<id>` and `derived.<fact>`. `incomparable` are facts whose
    type differs between the versions; then nothing else was compared.
    """

    on: date
    differences: tuple[Difference, ...] = ()
    same: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    incomparable: tuple[str, ...] = ()

    @property
    def same_outcome(self) -> bool | None:
        """True when proved, False when an applicant shows the contrary, else None."""
        if any(difference.what == "outcome" for difference in self.differences):
            return False
        return True if "outcome" in self.same else None

    def between(self, before: str, after: str) -> Difference | None:
        """The applicant whose outcome turns from one to the other, where there is one."""
        turned = (("outcome", before, after),)
        return next((d for d in self.differences if (d.what, d.before, d.after) in turned), None)

    def as_dict(self, language: str = "id") -> dict[str, Any]:
        """As JSON data, its sentences in `id` or `en`."""
        return {
            "on": self.on.isoformat(),
            "same_outcome": self.same_outcome,
            "differences": [difference.as_dict(language) for difference in self.differences],
            "same": list(self.same),
            "undecided": list(self.undecided),
            "incomparable": list(self.incomparable),
        }


def compare(
    old: RuleSet, new: RuleSet, on: date, each: float = EACH, together: float = TOGETHER
) -> Semantic:
    """What the versions decide differently on a day, with an applicant for each difference.

    `each` and `together` bound the time of one question and of all, in seconds. Raises
    NotYetInForce when one of them decides nothing on that day.
    """
    documents = (old.document, new.document)
    versions = [Version(d, numbers(in_force(d, on))) for d in documents]
    try:
        search = Search(versions, (on, on), on, Limits(each, together))
    except NotComparable as error:
        return Semantic(on, incomparable=error.facts)
    differences: list[Difference] = []
    same: list[str] = []
    undecided: list[str] = []
    for what, questions in _questions(*documents):
        answers = [search.find(goal) for goal in questions]
        found = [answer.applicant for answer in answers if answer.applicant is not None]
        for applicant in found:
            before, after = (
                _concluded(document, evaluation, what)
                for document, evaluation in zip(documents, applicant.evaluations, strict=True)
            )
            differences.append(
                Difference(
                    what, before, after, applicant.facts, _says(documents, what, before, after)
                )
            )
        if any(answer.outcome == "undecided" for answer in answers):
            undecided.append(what)
        elif not found:
            same.append(what)
    return Semantic(on, _distinct(differences), tuple(same), tuple(undecided))


def _questions(old: Document, new: Document) -> Iterator[tuple[str, list[Goal]]]:
    """What to compare, each with the applicants that would show a difference."""
    yield (
        "outcome",
        [
            (*REACHING[before](old, 0), *REACHING[after](new, 1))
            for before in REACHING
            for after in REACHING
            if before != after
        ],
    )
    tables = {table.id: table for table in new.tables}
    for table in old.tables:
        if table.id in tables:
            cases = _cases(table, 0), _cases(tables[table.id], 1)
            yield f"tables.{table.id}", [*_unlike(*cases), *_unlike(*reversed(cases))]
    for derived in old.derived:
        other = new.derived_fact(derived.fact)
        if other is not None:
            cases = _cases(derived, 0), _cases(other, 1)
            yield f"derived.{derived.fact}", [*_unlike(*cases), *_unlike(*reversed(cases))]


Cases = list[tuple[Any, Goal]]


def _cases(rows: Table | Derived, version: int) -> Cases:
    """Each conclusion with the wishes that lead to it."""
    if isinstance(rows, Derived) and rows.when is not None:
        when = rows.when
        return [
            (True, goals.each([goals.true(when, version)])),
            (False, goals.each([goals.false(when, version)])),
        ]
    found: Cases = [
        (row.value, goals.applies(rows, place, version)) for place, row in enumerate(rows.rows)
    ]
    if isinstance(rows, Derived):
        none = goals.each(goals.false(row.when, version) for row in rows.rows)
        found.append((rows.otherwise, none))
    return found


def _unlike(cases: Cases, others: Cases) -> Iterator[Goal]:
    """A conclusion of one version that the other does not draw."""
    for conclusion, goal in cases:
        alike = [other for drawn, other in others if drawn == conclusion]
        yield (*goal, *(clause for other in alike for clause in goals.not_all(other)))


def _concluded(document: Document, evaluation: Evaluation, what: str) -> Any:
    kind, _, name = what.partition(".")
    if kind == "tables":
        return list(evaluation.rows[name])
    return evaluation.outcome if kind == "outcome" else plain(evaluation.derived[name])


def _says(versions: tuple[Document, Document], what: str, before: Any, after: Any) -> Words:
    old, new = versions
    return say(
        "{what}: {before} pada versi lama, {after} pada versi baru.",
        "{what}: {before} in the old version, {after} in the new one.",
        what=_called(new, what),
        before=_shown(old, what, before),
        after=_shown(new, what, after),
    )


def _called(document: Document, what: str) -> Words:
    kind, _, name = what.partition(".")
    if kind == "tables":
        return table_label(_table(document, name))
    derived = document.derived_fact(name)
    return Words("Hasil", "The outcome") if derived is None else derived_label(document, derived)


def _shown(document: Document, what: str, conclusion: Any) -> Words:
    if isinstance(conclusion, bool):
        return Words("ya", "yes") if conclusion else Words("tidak", "no")
    if not conclusion:
        return NOTHING
    if isinstance(conclusion, list):
        table = _table(document, what.partition(".")[2])
        return Words(", ".join(rows_called(table, conclusion)))
    return OUTCOMES[conclusion] if what == "outcome" else Words(str(conclusion))


def _table(document: Document, name: str) -> Table:
    return next(table for table in document.tables if table.id == name)


def _distinct(differences: list[Difference]) -> tuple[Difference, ...]:
    """One applicant for each change is enough."""
    found = {(d.what, str(d.before), str(d.after)): d for d in reversed(differences)}
    return tuple(reversed(found.values()))
