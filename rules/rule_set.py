"""A loaded rule set: decides about one applicant or many, and keeps the examples honest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from rules import bounds, canonical
from rules import vocabulary as vocabularies
from rules.decision import Decision
from rules.document import Document
from rules.edition import Edition
from rules.errors import AmbiguousTable, EnginesDisagree, FactsRefused, quote, suggest
from rules.figures import in_force
from rules.loading.documents import load_document
from rules.network import worker
from rules.questions import Question, question_for
from rules.reference import Evaluation, evaluate
from rules.values import FIRST_DAY, LAST_DAY, NotThisType, Value
from rules.vocabulary import ALWAYS_KNOWN, Vocabulary

if TYPE_CHECKING:
    import polars

Engine = Literal["durable", "reference"]
Facts = Mapping[str, Any]


def load(path_or_text: str | Path, vocabulary: str | Path | None = None) -> RuleSet:
    """Read a rule set from a YAML or JSON file, or from its text.

    A string is text when it has a line break or begins with `{`, and a path otherwise.
    `vocabulary` is the path or the text of another vocabulary than the shipped one.
    Raises DocumentRefused, which lists every mistake.
    """
    words = vocabularies.load(vocabulary)
    file, document = load_document(path_or_text, words)
    return RuleSet(document, words, canonical.digest(document), file)


@dataclass(frozen=True)
class RuleSet:
    """A rule set ready to decide. Immutable; may be shared between threads.

    `digest` is `sha256:…` over the canonical document and the vocabulary entries it uses.
    """

    document: Document
    vocabulary: Vocabulary
    digest: str
    file: str = "<text>"

    @property
    def id(self) -> str:
        return self.document.rule_set

    @overload
    def decide(self, facts: Facts, on: date, engine: Engine = "durable") -> Decision: ...

    @overload
    def decide(
        self, facts: Sequence[Facts], on: date, engine: Engine = "durable"
    ) -> list[Decision]: ...

    def decide(
        self, facts: Facts | Sequence[Facts], on: date, engine: Engine = "durable"
    ) -> Decision | list[Decision]:
        """Decide about one applicant (a mapping) or several (a list, one message to the engine).

        `facts` are Python values by fact name: bool, int (money in whole rupiah), Decimal, date
        or `YYYY-MM-DD`, str, lists of those; None and blank text are missing. `on` is the day of
        the decision. `durable` is the rule engine with the reference evaluator beside it.

        Raises FactsRefused, NotYetInForce, AmbiguousTable; with `durable` also EngineUnavailable
        and EnginesDisagree. Whichever is raised, nothing was decided, of a list about nobody.
        """
        if isinstance(facts, Mapping):
            return self._decide([facts], on, engine)[0]
        return self._decide(list(facts), on, engine)

    def decide_all(self, frame: polars.DataFrame, on: date) -> polars.DataFrame:
        """Decide about each row of a population, in order; the meaning is that of `decide`.

        `frame` has one column a fact: null is missing, an absent column is missing everywhere.
        Columns that begin with `_` (`_key`, or `_village` to group by) are the caller's own and
        come back unchanged, before these:

        `outcome`: text, null where a table is ambiguous; `criterion:<id>`: `met`, `unmet` or
        `unknown`, advisory ones too; `derived:<fact>`: boolean or text, null where unknown;
        `output:<table>`: a list of row ids; `points`: a whole number; `error`: null, or why there
        is no outcome.

        Raises FactsRefused, naming a column that is no fact, or the first row whose value is not
        of its fact's type; NotYetInForce. Nobody is decided then.
        """
        from rules.columns import decide_all  # Polars is loaded only where it is used.

        return decide_all(self, frame, on)

    def known(self, facts: Facts, on: date) -> dict[str, Value | None]:
        """Given facts, typed by the vocabulary, with those always known. Raises FactsRefused."""
        problems: dict[str, str] = {}
        found: dict[str, Value | None] = {}
        for name, given in facts.items():
            fact = self.vocabulary.facts.get(name)
            if name in ALWAYS_KNOWN:
                problems[name] = "this fact is always known and cannot be given"
            elif fact is None:
                names = list(self.vocabulary.facts)
                problems[str(name)] = (
                    f"the vocabulary has no fact {quote(name)}{suggest(str(name), names)}"
                )
            else:
                try:
                    found[name] = fact.value(given)
                except NotThisType as error:
                    problems[name] = str(error)
        if problems:
            raise FactsRefused(problems)
        return {**found, "decision_date": on, "fiscal_year": on.year}

    def is_settled(self, fact: str, facts: Facts, on: date) -> bool:
        """Whether the value given for `fact` decides the same as any greater one would.

        Then the least that is known of it may stand for it. Raises FactsRefused, NotYetInForce.
        """
        numbers = self._edition(on).numbers
        return bounds.is_settled(self.document, fact, self.known(facts, on), numbers)

    def question(self, fact: str, language: str = "id") -> Question:
        """How the desk asks for a fact. Raises KeyError for a fact the vocabulary has not."""
        return question_for(self.vocabulary.with_always_known()[fact], language)

    @cached_property
    def _editions(self) -> dict[tuple[date, ...], Edition]:
        return {}

    def _edition(self, on: date) -> Edition:
        figures = in_force(self.document, on)
        key = tuple(figure.since for figure in figures.values())
        if key not in self._editions:
            self._editions[key] = Edition(self.document, self.digest, figures)
        return self._editions[key]

    def _decide(self, applicants: list[Facts], on: date, engine: Engine) -> list[Decision]:
        if engine not in ("durable", "reference"):
            raise ValueError(f"engine is durable or reference, not {engine!r}")
        if not isinstance(on, date) or isinstance(on, datetime):
            raise TypeError("on is a datetime.date")
        if not FIRST_DAY <= on <= LAST_DAY:
            raise ValueError(f"{on} is outside {FIRST_DAY.year} to {LAST_DAY.year}")
        edition = self._edition(on)
        cases = []
        for number, facts in enumerate(applicants, 1):
            with _telling(number, len(applicants)):
                cases.append(self.known(facts, on))

        def reference() -> list[Evaluation]:
            return [evaluate(self.document, case, edition.numbers) for case in cases]

        if engine == "reference":
            found, name, agrees = reference(), "reference", None
        else:
            found, checked = worker.shared().evaluate(
                self.document, self.digest, edition.numbers, cases, meanwhile=reference
            )
            for facts, answer, check in zip(applicants, found, checked, strict=True):
                if answer != check:
                    raise EnginesDisagree(
                        self.id, self.digest, on, facts, answer.as_dict(), check.as_dict()
                    )
            name, agrees = worker.engine_name(), True
        decisions = []
        for number, (case, answer) in enumerate(zip(cases, found, strict=True), 1):
            with _telling(number, len(cases)):
                known = {**case, **answer.derived}
                decisions.append(Decision(edition, on, name, agrees, known, answer))
        return decisions


@contextmanager
def _telling(number: int, count: int) -> Iterator[None]:
    """Of a list, an error says in a note which applicant it is about."""
    try:
        yield
    except (AmbiguousTable, FactsRefused) as error:
        if count > 1:
            error.add_note(f"applicant {number} of {count}")
        raise
