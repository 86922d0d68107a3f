"""Equipment aid: the catalogue, and each aid from the proposal to the last check."""

from intranet.equipment.models.aids import Aid, AidStep, EquipmentItem
from intranet.equipment.models.batches import BatchLine, MinistryAnswer, MinistryBatch
from intranet.equipment.models.handovers import (
    EquipmentUnit,
    GrantPaper,
    GrantPaperKind,
    Handover,
    HandoverPhoto,
    Procurement,
)
from intranet.equipment.models.uses import (
    CheckPhoto,
    Condition,
    PlannedCheck,
    ResultMoment,
    UseCheck,
    UseResult,
)
from intranet.equipment.models.visits import SitePhoto, SiteVisit

__all__ = [
    "Aid",
    "AidStep",
    "BatchLine",
    "CheckPhoto",
    "Condition",
    "EquipmentItem",
    "EquipmentUnit",
    "GrantPaper",
    "GrantPaperKind",
    "Handover",
    "HandoverPhoto",
    "MinistryAnswer",
    "MinistryBatch",
    "PlannedCheck",
    "Procurement",
    "ResultMoment",
    "SitePhoto",
    "SiteVisit",
    "UseCheck",
    "UseResult",
]
