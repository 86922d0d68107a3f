"""Why a clerk sees a full identity number unless they say otherwise: the citizen's open case.

Cases stand above people, so they register here what gives the default reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from intranet.people.models import Person


@dataclass(frozen=True)
class Reason:
    text: str
    case_uuid: UUID | None = None


Provider = Callable[[Person], Reason | None]
_provider: Provider = lambda person: None  # noqa: E731  (until cases registers its own)


def given_by(provider: Provider) -> Provider:
    """Register what gives the default reason for a person, or None."""
    global _provider
    _provider = provider
    return provider


def default_for(person: Person) -> Reason:
    """The open case of the person, or an empty reason that the clerk has to fill in."""
    return _provider(person) or Reason("")
