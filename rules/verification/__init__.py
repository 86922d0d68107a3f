"""Finds the holes of a document before it is published, each with an example applicant.

`verify(rule_set)` gives a Report. What it can find stands in `wording.SENTENCES`, by kind.
"""

from rules.verification.findings import ExampleApplicant, Finding, Report
from rules.verification.verifying import verify

__all__ = ["ExampleApplicant", "Finding", "Report", "verify"]
