"""What a dossier consists of: the papers of each recipient, step by step, and those missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from intranet.allocations.models import Application
from intranet.files import StoredFile
from intranet.programmes.models import ProgrammePeriod


class Step(StrEnum):
    """The way of aid from the request to the money, as an auditor asks for it."""

    PROPOSAL = "proposal"
    VERIFICATION = "verification"
    SELECTION = "selection"
    DECREE = "decree"
    DELIVERY = "delivery"
    PHOTOS = "photos"
    MONEY = "money"


class State(StrEnum):
    THERE = "there"
    UNDERWAY = "underway"
    """Drafted, and not signed yet."""
    MISSING = "missing"
    ELSEWHERE = "elsewhere"
    """Another government's to keep, or seen and given back: this office has no copy."""


@dataclass(frozen=True)
class Document:
    """What goes into the bundle. `content` reads or makes the PDF only then."""

    content: Callable[[], bytes]
    is_scan: bool = False
    """Handed in by people: it may show a full identity number."""


@dataclass(frozen=True)
class Paper:
    """A line of the checklist."""

    step: Step
    title: str
    state: State
    detail: str = ""
    """Its number and day, or why it is not there."""
    document: Document | None = None

    @property
    def lacks(self) -> bool:
        return self.state in {State.MISSING, State.UNDERWAY}


@dataclass(frozen=True)
class Photo:
    file: StoredFile
    caption: str


@dataclass(frozen=True)
class Section:
    """What belongs to one recipient, or to all of them (`application` is None)."""

    application: Application | None
    papers: list[Paper]
    photos: list[Photo] = field(default_factory=list)
    money: list[tuple[str, str, int]] = field(default_factory=list)
    """What was booked: day, for what, and how much."""
    is_hidden: bool = False
    """A confidential case that the reader may not see: only its number is told."""

    @property
    def missing(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.lacks]

    @property
    def missing_by_step(self) -> list[tuple[Step, list[Paper]]]:
        lacking = [(step, [one for one in self.of(step) if one.lacks]) for step in Step]
        return [(step, papers) for step, papers in lacking if papers]

    def of(self, step: Step) -> list[Paper]:
        return [paper for paper in self.papers if paper.step is step]


@dataclass(frozen=True)
class Dossier:
    """All papers of a period, as one reader may see them."""

    period: ProgrammePeriod
    shared: Section
    recipients: list[Section]

    @property
    def sections(self) -> list[Section]:
        return [self.shared, *self.recipients]

    @property
    def missing(self) -> int:
        return sum(len(section.missing) for section in self.sections)

    @property
    def documents(self) -> int:
        """How many papers have something to put into the bundle."""
        return sum(paper.document is not None for one in self.sections for paper in one.papers)


def missing_titles(papers: Iterable[Paper]) -> list[str]:
    return [paper.title for paper in papers if paper.lacks]
