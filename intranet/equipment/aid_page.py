"""What the page of an aid tells: how far it is, what it waits for, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from intranet.cases.codes import PaperState
from intranet.cases.models import Case, Paper
from intranet.equipment.aids import ENDED, ORDER
from intranet.equipment.models import Aid, AidStep
from intranet.letters.models import LetterStatus
from intranet.programmes.models import FundingSource

DONE, CURRENT, TODO = "done", "current", "todo"
REGIONAL = {FundingSource.APBD, FundingSource.REVISED_APBD}
PROPOSAL = "proposal"
HANDED_IN = {PaperState.ORIGINAL_SEEN, PaperState.COPY_RECEIVED}


@dataclass(frozen=True)
class Step:
    """A step that the aid goes through, and whether it is behind it."""

    label: LazyString
    is_done: bool


def steps_of(aid: Aid) -> list[tuple[LazyString, str]]:
    """The steps of its funding: the first that is not done is where it stands."""
    found = _regional(aid) if is_regional(aid) else _national(aid)
    at = next((n for n, step in enumerate(found) if not step.is_done), len(found))
    return [
        (step.label, DONE if step.is_done else CURRENT if n == at else TODO)
        for n, step in enumerate(found)
    ]


def is_regional(aid: Aid) -> bool:
    return aid.application.period.funding_source in REGIONAL


def _national(aid: Aid) -> list[Step]:
    return [
        Step(_l("Diajukan"), True),
        Step(_l("Ditinjau"), bool(aid.visits)),
        Step(_l("Direkomendasikan"), _is_recommended(aid)),
        Step(_l("Diusulkan ke kementerian"), _reached(aid, AidStep.FORWARDED)),
        Step(_l("Disetujui kementerian"), _reached(aid, AidStep.GRANTED)),
        *_delivery(aid),
    ]


def _regional(aid: Aid) -> list[Step]:
    return [
        Step(_l("Diajukan"), True),
        Step(_l("Kepastian APBD"), not aid.awaits_budget),
        Step(_l("Ditinjau"), bool(aid.visits)),
        Step(_l("Mendapat tempat"), _reached(aid, AidStep.GRANTED)),
        *_delivery(aid),
    ]


def _delivery(aid: Aid) -> list[Step]:
    return [
        Step(_l("Alat datang"), _reached(aid, AidStep.PROCURED)),
        Step(_l("Serah terima"), _reached(aid, AidStep.HANDED_OVER)),
    ]


def _reached(aid: Aid, step: AidStep) -> bool:
    return aid.step not in ENDED and ORDER[aid.step] >= ORDER[step]


def _is_recommended(aid: Aid) -> bool:
    letter = aid.recommendation
    return letter is not None and letter.status is LetterStatus.SIGNED


def proposal_paper(case: Case) -> Paper | None:
    """The line of the checklist that the signed proposal settles."""
    return next((one for one in case.papers if one.title.casefold().startswith(PROPOSAL)), None)


def has_proposal(case: Case) -> bool:
    paper = proposal_paper(case)
    return paper is not None and paper.state in HANDED_IN


def missing_papers(case: Case) -> list[str]:
    return [paper.title for paper in case.papers if paper.state is PaperState.MISSING]
