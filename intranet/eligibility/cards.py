"""A decision as people read it: outcome, findings with the values used, remedies, outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import rules
from intranet.eligibility.answers import Answer, Finding, Output, Reading
from intranet.eligibility.models import Decision, Outcome
from intranet.eligibility.passing_time import days_from
from intranet.eligibility.words import gettext, problem_sentence, source_sentence
from intranet.formatting import long_date
from intranet.rulebook import documents
from intranet.rulebook.words import language, value_words
from rules import figures, spelling
from rules.document import Condition, Document, leaves_of
from rules.rule_set import RuleSet
from rules.vocabulary import ALWAYS_KNOWN


def answer_of(decision: Decision) -> Answer:
    """The stored decision in the reader's language."""
    rule_set = _rule_set(decision)
    if rule_set is None or decision.outcome is Outcome.NO_DECISION:
        title = decision.rule_set if rule_set is None else _title(rule_set)
        return Answer(decision, title, problem_sentence(decision.problem))
    return _Reader(decision, rule_set).answer()


def _rule_set(decision: Decision) -> RuleSet | None:
    if decision.document is None:
        return None
    try:
        return documents.loaded(decision.document)
    except rules.DocumentRefused:
        return None  # Somebody touched it; `decisions verify` names it.


def _title(rule_set: RuleSet) -> str:
    return rule_set.document.title.in_language(language())


class _Reader:
    def __init__(self, decision: Decision, rule_set: RuleSet) -> None:
        self.decision, self.document = decision, rule_set.document
        self.rule_set, self.language = rule_set, language()
        self.data = self._data()
        self.criteria = {criterion.id: criterion for criterion in self.document.criteria}

    def _data(self) -> dict[str, Any]:
        """The stored answer; its sentences in English are written anew."""
        if self.language == "id":
            return self.decision.answer
        try:
            on, facts = self.decision.decided_on, self.decision.facts
            again = self.rule_set.decide(facts, on=on, engine="reference")
        except rules.RulesError:
            return self.decision.answer
        return again.as_dict(self.language)

    def answer(self) -> Answer:
        findings = [self.finding(one) for one in self.data.get("criteria", ())]
        return Answer(
            decision=self.decision,
            title=_title(self.rule_set),
            reason=self.reason(findings),
            findings=findings,
            outputs=list(self.outputs()),
            warnings=list(self.warnings()),
            facts=[self.reading(fact) for fact in self.decision.facts],
            nothing_helps="change" in self.data and self.data["change"] is None,
        )

    def reason(self, findings: Iterable[Finding]) -> str:
        """The outcome's because."""
        deciding = [finding for finding in findings if not finding.advisory]
        if self.decision.outcome is Outcome.ELIGIBLE:
            return gettext("Semua %(number)s syarat terpenuhi.", number=len(deciding))
        if self.decision.outcome is Outcome.INELIGIBLE:
            unmet = [finding.says for finding in deciding if finding.result == "unmet"]
            return gettext("Yang belum terpenuhi: %(list)s.", list="; ".join(unmet))
        missing = [self.label(fact) for fact in self.data.get("missing", ())]
        return gettext("Yang belum diketahui: %(list)s.", list="; ".join(missing))

    def finding(self, found: Mapping[str, Any]) -> Finding:
        criterion = self.criteria.get(found["id"])
        used = list(self.facts_of(criterion.when)) if criterion else []
        changes = [
            change["says"]
            for change in self.data.get("change") or ()
            if change["criterion"] == found["id"]
        ]
        return Finding(
            id=found["id"],
            result=found["result"],
            says=found["says"],
            advisory=found["advisory"],
            source=found.get("source"),
            readings=[self.reading(fact) for fact in used],
            remedy=self.remedy(found.get("remedy")),
            changes=changes,
            unverified=list(self.unverified(criterion.when)) if criterion else [],
            holds_from=self.holds_from.get(found["id"]),
        )

    @cached_property
    def holds_from(self) -> dict[str, date]:
        return days_from(self.decision)

    def remedy(self, remedy: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if remedy is None:
            return None
        return {**remedy, "text": remedy.get(self.language) or remedy.get("id")}

    def facts_of(self, condition: Condition) -> Iterator[str]:
        """The facts that a condition rests on, derived ones followed to what they read."""
        seen: dict[str, None] = {}
        for leaf in leaves_of(condition):
            for fact in leaf.facts_read():
                derived = self.document.derived_fact(fact)
                behind = [fact]
                if derived is not None:
                    behind = [one for part in derived.conditions() for one in self.facts_of(part)]
                seen.update(dict.fromkeys(behind))
        return (fact for fact in seen if fact not in ALWAYS_KNOWN)

    def reading(self, fact: str) -> Reading:
        value = self.decision.facts.get(fact)
        source = self.decision.sources.get(fact)
        return Reading(
            fact=fact,
            label=self.label(fact),
            value=self.words_for(fact, value),
            source=source_sentence(source) if source else "",
            is_known=value is not None,
        )

    def label(self, fact: str) -> str:
        known = self.document.facts.get(fact)
        return known.label.in_language(self.language) if known else fact

    def words_for(self, name: str, value: Any) -> str:
        return value_words(name, value, self.document.facts.get(name))

    def unverified(self, condition: Condition) -> Iterator[str]:
        """The figures in a condition that nobody has checked against their source yet."""
        names = dict.fromkeys(
            name for leaf in leaves_of(condition) for name in leaf.parameters_read()
        )
        for name in names:
            figure = self.data.get("parameters", {}).get(name)
            if figure and not figure["verified"]:
                yield gettext(
                    "%(title)s: %(value)s (%(source)s)",
                    title=figure["title"],
                    value=self.figure(name),
                    source=figure["source"],
                )

    def figure(self, name: str) -> str:
        in_force = figures.in_force(self.document, self.decision.decided_on)[name]
        unit = self.document.parameters[name].unit
        return spelling.number(in_force.value, unit, self.language)

    def warnings(self) -> Iterator[str]:
        for warning in self.data.get("warnings", ()):
            name = warning["parameter"]
            until = long_date(date.fromisoformat(warning["until"]))
            yield gettext(
                "%(title)s %(value)s hanya berlaku sampai %(until)s dan belum diperbarui. "
                "Keputusan ini masih memakainya.",
                title=self.document.parameters[name].title.in_language(self.language),
                value=self.figure(name),
                until=until,
            )

    def outputs(self) -> Iterator[Output]:
        rows = {(t.id, row.value): row for t in self.document.tables for row in t.rows}
        for table, found in self.data.get("outputs", {}).items():
            for values in found:
                row = rows.get((table, values["row"]))
                words = [text for key, text in values.items() if key != "row"] or [values["row"]]
                because = [self.reading(fact) for fact in self.facts_of(row.when)] if row else []
                yield Output(
                    " · ".join(words), "; ".join(f"{one.label} {one.value}" for one in because)
                )


def facts_read(document: Document) -> list[str]:
    """The facts of the vocabulary that a rule set reads, in document order."""
    return [
        name
        for name, fact in document.facts.items()
        if fact.source != "derived" and name not in ALWAYS_KNOWN
    ]
