"""The names of those who act. Accounts stands above the journal and tells it who they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from flask_babel import gettext as _

Names = Callable[[Iterable[UUID]], Mapping[UUID, str]]
Choices = Callable[[], list[tuple[UUID, str]]]

_names: Names = lambda uuids: {}  # noqa: E731  (until accounts registers its own)
_choices: Choices = list


def named_by(names: Names) -> None:
    """Register what gives the names of actors by UUID."""
    global _names
    _names = names


def chosen_from(choices: Choices) -> None:
    """Register what lists every possible actor as (UUID, name)."""
    global _choices
    _choices = choices


def names_of(uuids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """A name for every actor: of nobody signed in, of staff, or of staff no longer known."""
    known = {uuid for uuid in uuids if uuid is not None}
    names: dict[UUID | None, str] = {uuid: str(uuid) for uuid in known}
    names.update(_names(known).items())
    names[None] = _("Tanpa akun")
    return names


def choices() -> list[tuple[UUID, str]]:
    return _choices()
