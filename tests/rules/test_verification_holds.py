"""What a verification says of generated documents is true of applicants, and of all it shows.

Set RULES_DOCUMENTS to generate more documents than a usual run has time for.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import rules
from rules.reference import evaluate
from rules.verification import verify

from .documents import TODAY, VOCABULARY
from .generated import applicants, documents

DOCUMENTS = int(os.environ.get("RULES_DOCUMENTS", "12"))
quickly = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
NUMBERS = {"limit": 10, "rate": Decimal("2.5"), "span": 3}


@quickly
@given(documents().map(lambda text: text.replace('"collect"', '"unique"')), st.data())
def test_findings_hold(text, data):
    loaded = rules.load(text, VOCABULARY)
    report = verify(loaded, each=5, together=60)
    told = {(f.kind, f.ids) for f in report.findings}
    criteria = {c.id: c.when for c in loaded.document.criteria}
    assert not {kind for kind, _ in told} & {"undecided", "not_checked"}

    for person in data.draw(st.lists(applicants(), min_size=40, max_size=40)):
        seen = evaluate(loaded.document, loaded.known(person, TODAY), NUMBERS)
        for name, when in criteria.items():
            assert not (seen.truth(when) is True and ("contradiction", (name,)) in told)
            assert not (seen.truth(when) is False and ("tautology", (name,)) in told)
        for kind, ids in told:
            if kind in ("jointly_unsatisfiable", "swallowed"):
                first = seen.truth(criteria[ids[0]])
                others = [seen.truth(criteria[name]) for name in ids[1:]]
                wanted = kind == "jointly_unsatisfiable"
                assert not (first is wanted and all(truth is True for truth in others))
        for table in loaded.document.tables:
            rows = seen.rows[table.id]
            paths = {f.paths for f in report.findings if f.kind == "overlap"}
            if table.hit == "unique" and len(rows) > 1:
                assert any(path[0].startswith(_path(loaded, table)) for path in paths)


@quickly
@given(documents())
def test_every_applicant_shown_is_an_example_that_passes(text):
    report = verify(rules.load(text, VOCABULARY), each=5, together=60)
    shown = [f.applicant.as_example() for f in report.findings if f.applicant]

    with_examples = rules.load(json.dumps({**json.loads(text), "examples": shown}), VOCABULARY)

    results = rules.run_examples(with_examples, "reference")
    assert [result.differences for result in results if not result.passes] == []
    lacking = {
        finding.ids[0]
        for finding in verify(with_examples, each=5, together=60).findings
        if finding.kind.startswith("not_shown")
    }
    constant = {
        finding.ids[0]
        for finding in report.findings
        if finding.kind in ("contradiction", "tautology")
    }
    assert lacking <= constant


def _path(loaded, table):
    return f"tables[{loaded.document.tables.index(table)}]"
