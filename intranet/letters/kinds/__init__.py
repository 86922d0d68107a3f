"""The kinds of letters, as data: adding one needs a wording and who drafts it.

A module for each subject, with its `KINDS`. The wordings are the starting point of docs;
classification codes are those of Permendagri 83/2022 as published in a public seeder, to be
confirmed by the office.
"""

from __future__ import annotations

from intranet.letters.kinds import (
    allocations,
    aspirations,
    banks,
    bpom,
    equipment,
    handovers,
    study_visits,
)
from intranet.letters.kinds.allocations import (
    PLACE_OFFER,
    RECIPIENTS_DECREE,
    SELECTION_MINUTES,
)
from intranet.letters.kinds.aspirations import (
    ASPIRATION_FOLLOWED_UP,
    ASPIRATION_NOT_MET,
    ASPIRATION_REFERRAL,
)
from intranet.letters.kinds.banks import BANK_REFERRAL
from intranet.letters.kinds.bpom import BPOM_AWARD
from intranet.letters.kinds.kind import SEALED, Kind, Layout

__all__ = [
    "ASPIRATION_FOLLOWED_UP",
    "ASPIRATION_NOT_MET",
    "ASPIRATION_REFERRAL",
    "BANK_REFERRAL",
    "BPOM_AWARD",
    "KINDS",
    "PLACE_OFFER",
    "RECIPIENTS_DECREE",
    "SEALED",
    "SELECTION_MINUTES",
    "Kind",
    "Layout",
]

_SUBJECTS = (banks, aspirations, allocations, equipment, handovers, bpom, study_visits)

KINDS: dict[str, Kind] = {kind.key: kind for subject in _SUBJECTS for kind in subject.KINDS}
