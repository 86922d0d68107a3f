"""Compares two versions of a rule set part by part."""

from __future__ import annotations

from rules.comparison import examples, figures, texts
from rules.comparison.criteria import CriteriaComparer
from rules.comparison.differences import Comparison
from rules.comparison.parts import PartComparer
from rules.document import Document
from rules.rule_set import RuleSet


def compare(old: RuleSet | Document, new: RuleSet | Document) -> Comparison:
    """Every difference between two versions, those that can alter an outcome first.

    Empty exactly when both have the same digest: formatting, comments, the order of keys and
    defaults written out are no difference.
    """
    before = old.document if isinstance(old, RuleSet) else old
    after = new.document if isinstance(new, RuleSet) else new
    parts = PartComparer(before, after)
    found = [
        *texts.heading(before, after),
        *figures.parameters(before, after),
        *parts.derived(),
        *CriteriaComparer(before, after).criteria(),
        *parts.tables(),
        *parts.priority(),
        *texts.vocabulary(before, after),
        *examples.examples(before, after),
    ]
    return Comparison(tuple(sorted(found, key=lambda difference: difference.effect)))
