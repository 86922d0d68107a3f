"""What a receipt and the case page say: papers handed in, papers missing, and what else is missing.

What the rules found missing is known higher up; whoever knows it registers a provider here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intranet.cases.codes import PaperState
from intranet.cases.models import Case, Paper


@dataclass(frozen=True)
class MissingThing:
    """One thing that the applicant still has to bring or do."""

    title: str
    where: str | None = None
    """At which desk or agency it is to be had."""
    days: int | None = None
    """How many working days that usually takes."""
    why: str | None = None


Provider = Callable[[Case], list[MissingThing]]
missing_providers: list[Provider] = []


def provide_missing(provider: Provider) -> Provider:
    """Register a provider, once however often its module is imported."""
    if provider not in missing_providers:
        missing_providers.append(provider)
    return provider


def handed_in(case: Case) -> list[Paper]:
    """The papers that were seen or taken in."""
    taken = {PaperState.ORIGINAL_SEEN, PaperState.COPY_RECEIVED}
    return [paper for paper in case.papers if paper.state in taken]


def missing(case: Case) -> list[MissingThing]:
    """Papers not yet handed in, then what the rules found missing; each title once."""
    things = [
        MissingThing(paper.title) for paper in case.papers if paper.state is PaperState.MISSING
    ]
    for provider in missing_providers:
        things.extend(provider(case))
    once: dict[str, MissingThing] = {}
    for thing in things:
        # The rules say where and why, which the checklist's bare line does not.
        key = thing.title.casefold()
        if key not in once or (once[key].where is None and thing.where):
            once[key] = thing
    return list(once.values())
