"""Why a selection or a draw was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.errors import RulesError
from rules.words import Words

if TYPE_CHECKING:
    from rules.selection.relaxation import Relaxation


class SelectionRefused(RulesError):
    """What was given cannot be selected from or drawn with; nothing was chosen."""


class QuotaNotSet(SelectionRefused):
    """The quota has not been set yet. That is not zero: nobody is chosen and nobody refused."""

    def __init__(self) -> None:
        super().__init__("the quota is not set yet; set it before selecting (0 means no places)")


class DrawNeeded(SelectionRefused):
    """Applicants share a place, and no draw has put them in order. `ties` lists their keys."""

    def __init__(self, ties: tuple[tuple[str, ...], ...]) -> None:
        self.ties = ties
        shown = "; ".join(", ".join(tie[:5]) + (", …" if len(tie) > 5 else "") for tie in ties[:5])
        super().__init__(f"these applicants share a place and need a draw: {shown}")


class Infeasible(SelectionRefused):
    """Hard floors cannot all be met.

    `smallest` changes the terms by as little as possible in all; `keeping_floors` lowers a floor
    only where applicants are lacking, and raises ceilings and quota instead.
    """

    def __init__(self, smallest: Relaxation, keeping_floors: Relaxation) -> None:
        self.smallest, self.keeping_floors = smallest, keeping_floors
        super().__init__(self.says.in_language("en"))

    @property
    def says(self) -> Words:
        """What to change, as a sentence."""
        one, other = self.smallest.says, self.keeping_floors.says
        if self.smallest.changes == self.keeping_floors.changes:
            return Words(
                f"Jatah minimum tidak dapat dipenuhi. Perubahan terkecil: {one.id}.",
                f"The floors cannot be met. The smallest change: {one.en}.",
            )
        return Words(
            f"Jatah minimum tidak dapat dipenuhi. Perubahan terkecil: {one.id}. "
            f"Agar jatah minimum dipertahankan: {other.id}.",
            f"The floors cannot be met. The smallest change: {one.en}. "
            f"To keep the floors instead: {other.en}.",
        )
