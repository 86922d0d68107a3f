"""Chooses among the eligible: ranking, floors and ceilings of groups, and a repeatable draw.

>>> applicants = from_decisions(decisions, groups=clusters)     # only the eligible are ranked
>>> frozen = freeze(one.key for one in applicants.eligible)     # publish frozen.text and its hash
>>> announcement = announce(frozen, [Source("Lottery of 1 June", "numbers")])
>>> proof = hold(announcement, frozen, {"Lottery of 1 June": [9, 18, 26, 34, 41, 45]})
>>> selection = select(rank(applicants, proof), Terms(quota=20, groups=(Group("batik", floor=1),)))
>>> print(explain(selection, "K-0007", "en"))
"""

from rules.selection.answer import as_dict
from rules.selection.applicants import (
    Applicant,
    Applicants,
    Entry,
    Other,
    from_decisions,
    from_rows,
)
from rules.selection.choice import select
from rules.selection.draws import RECOMPUTE, Announcement, Proof, Source, announce, hold
from rules.selection.errors import DrawNeeded, Infeasible, QuotaNotSet, SelectionRefused
from rules.selection.lines import explain, reason, summary, why_short
from rules.selection.lists import FrozenList, freeze, read_list
from rules.selection.proofs import differences, read_proof
from rules.selection.ranking import Ranked, Ranking, rank
from rules.selection.relaxation import Relaxation, TermChange
from rules.selection.result import GroupSum, Line, Selection
from rules.selection.terms import Group, Terms
from rules.selection.walking import Barrier

__all__ = [
    "RECOMPUTE",
    "Announcement",
    "Applicant",
    "Applicants",
    "Barrier",
    "DrawNeeded",
    "Entry",
    "FrozenList",
    "Group",
    "GroupSum",
    "Infeasible",
    "Line",
    "Other",
    "Proof",
    "QuotaNotSet",
    "Ranked",
    "Ranking",
    "Relaxation",
    "Selection",
    "SelectionRefused",
    "Source",
    "TermChange",
    "Terms",
    "announce",
    "as_dict",
    "differences",
    "explain",
    "freeze",
    "from_decisions",
    "from_rows",
    "hold",
    "rank",
    "read_list",
    "read_proof",
    "reason",
    "select",
    "summary",
    "why_short",
]
