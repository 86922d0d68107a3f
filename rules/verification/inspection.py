"""One period of a document under inspection: asks the solver and collects findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules import sentences
from rules.document import Criterion, Derived, Document, Table
from rules.figures import numbers
from rules.solver.applicants import Applicant, Version
from rules.solver.goals import Goal
from rules.solver.search import Answer, Limits, Search
from rules.verification import wording
from rules.verification.findings import WARNING, ExampleApplicant, Finding
from rules.verification.naming import name_of
from rules.verification.periods import Period
from rules.words import Words


class Inspection:
    """Holds the search over one period, and what was found."""

    def __init__(self, document: Document, period: Period, limits: Limits) -> None:
        self.document, self.period = document, period
        self.findings: list[Finding] = []
        version = Version(document, numbers(period.figures))
        self.search = Search([version], period.days(document), period.usual, limits)

    def ask(self, question: str, path: str, what: Words, goal: Goal) -> Answer:
        """Search; a search without an answer becomes a finding, once for each place."""
        answer = self.search.find(goal)
        if answer.outcome == "undecided":
            says = wording.sentence("undecided", what=what, question=wording.QUESTIONS[question])
            self.findings.append(
                Finding("undecided", WARNING, (path,), (question,), says, None, self.since)
            )
        return answer

    def somebody(self, *goals: Goal) -> Applicant | None:
        """An applicant for the first goal that has one; nothing is said when none has."""
        for goal in goals:
            answer = self.search.find(goal)
            if answer.applicant is not None:
                return answer.applicant
        return None

    def tell(
        self,
        kind: str,
        severity: str,
        paths: Sequence[str],
        ids: Sequence[str],
        applicant: Applicant | None = None,
        **parts: Words | str,
    ) -> None:
        """Add a finding, with its sentence and the applicant as an example."""
        says = wording.sentence(kind, **parts)
        shown = None if applicant is None else self.example(paths, applicant)
        self.findings.append(
            Finding(kind, severity, tuple(paths), tuple(ids), says, shown, self.since)
        )

    @property
    def since(self) -> tuple[date, ...]:
        """The first day of the figures, for findings; none where the document has no figures."""
        return (self.period.first,) if self.period.figures else ()

    def example(self, paths: Sequence[str], applicant: Applicant) -> ExampleApplicant:
        """An applicant as an example of the document, named by what the places read of it."""
        (evaluation,) = applicant.evaluations
        name = name_of(self.document, paths, applicant.facts, evaluation.outcome)
        unmet = [c.id for c in self.document.criteria if evaluation.truth(c.when) is False]
        return ExampleApplicant(
            name, applicant.day, applicant.facts, evaluation.outcome, tuple(unmet)
        )

    def criterion(self, criterion: Criterion) -> Words:
        """A criterion's name in a sentence."""
        says = sentences.criterion_sentence(self.document, criterion, self.period.figures)
        return wording.named("syarat", "the criterion", says)

    def derived(self, derived: Derived) -> Words:
        """A derived fact's name in a sentence."""
        label = self.document.facts[derived.fact].label
        return wording.named("fakta turunan", "the derived fact", label)

    def table(self, table: Table) -> Words:
        """A table's name in a sentence."""
        return wording.named("tabel", "the table", table.title or table.id)
