"""Rules of eligibility as data: load a rule set, decide on a day, read every reason.

>>> import rules
>>> kur = rules.library.load("kur")
>>> decision = kur.decide({"amount": 40_000_000}, on=date(2026, 3, 1), engine="reference")
>>> decision.outcome
'undetermined'
"""

from rules import library
from rules.decision import Decision, Finding, Reading
from rules.errors import (
    AmbiguousTable,
    DocumentRefused,
    EnginesDisagree,
    EngineUnavailable,
    FactsRefused,
    NotYetInForce,
    Problem,
    RulesError,
)
from rules.example_runs import ExampleResult, criteria_not_shown, run_examples
from rules.explanation import explain
from rules.network import worker
from rules.questions import Question, question
from rules.rule_set import RuleSet, load

__all__ = [
    "AmbiguousTable",
    "Decision",
    "DocumentRefused",
    "EngineUnavailable",
    "EnginesDisagree",
    "ExampleResult",
    "FactsRefused",
    "Finding",
    "NotYetInForce",
    "Problem",
    "Question",
    "Reading",
    "RuleSet",
    "RulesError",
    "criteria_not_shown",
    "explain",
    "library",
    "load",
    "question",
    "run_examples",
    "worker",
]
