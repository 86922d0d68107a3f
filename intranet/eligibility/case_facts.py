"""What a case itself tells: what is asked for, the papers handed in, what was stated."""

from __future__ import annotations

from datetime import date

from intranet.cases.codes import PaperState, StatementBasis
from intranet.cases.models import Item, Paper
from intranet.eligibility.facts import Facts, Known, Rank, SourceKind, local_day, provides

HANDED_IN = {PaperState.ORIGINAL_SEEN, PaperState.COPY_RECEIVED}
# How a line of the checklist begins, and the fact that it shows.
PAPER_SHOWS = {
    "proposal": "proposal_present",
    "surat keterangan domisili": "domicile_letter",
    "surat keterangan usaha": "has_business_statement_letter",
    "surat keterangan kelompok": "group_letter",
    "bukti pasar": "market_evidence",
}
# Whether these are there is asked of the office's own pile, so "not handed in" is an answer.
SETTLED_BY_CHECKLIST = {"proposal_present"}


@provides(Rank.ON_RECORD)
def of_item(item: Item, on: date) -> Facts:
    """What this item asks for, and when."""
    received = local_day(item.case.received_at)
    facts = {"submitted_at": Known(received.isoformat(), SourceKind.ITEM, received)}
    if item.amount is not None:
        facts["amount"] = Known(item.amount, SourceKind.ITEM, received)
    if item.equipment:
        facts["requested_equipment"] = Known(item.equipment, SourceKind.ITEM, received)
    return facts


@provides(Rank.ON_RECORD)
def of_papers(item: Item, on: date) -> Facts:
    """Papers that were handed in."""
    return {
        fact: Known(True, SourceKind.PAPER, _day(paper), paper.title)
        for paper in item.case.papers
        if (fact := shown_by(paper)) and paper.state in HANDED_IN
    }


@provides(Rank.STATED)
def of_statements(item: Item, on: date) -> Facts:
    """What was answered at the desk."""
    return {
        statement.fact: Known(
            statement.value,
            SourceKind.DOCUMENT
            if statement.basis is StatementBasis.DOCUMENT
            else SourceKind.STATEMENT,
            local_day(statement.stated_at),
        )
        for statement in item.statements
        if statement.value is not None
    }


@provides(Rank.NOT_HANDED_IN)
def of_papers_not_handed_in(item: Item, on: date) -> Facts:
    """Papers that the checklist asks for and that are not there."""
    return {
        fact: Known(False, SourceKind.PAPER, None, paper.title)
        for paper in item.case.papers
        if (fact := shown_by(paper)) in SETTLED_BY_CHECKLIST and paper.state is PaperState.MISSING
    }


def shown_by(paper: Paper) -> str | None:
    """The fact that a paper shows, if any."""
    title = paper.title.casefold()
    return next((fact for start, fact in PAPER_SHOWS.items() if title.startswith(start)), None)


def _day(paper: Paper) -> date | None:
    if paper.changed_at is None:
        return None
    return local_day(paper.changed_at)
