"""Equipment aid: the catalogue, and each aid from the proposal to the last check."""

from intranet.equipment.models.aids import Aid, AidStep, EquipmentItem
from intranet.equipment.models.batches import BatchLine, MinistryAnswer, MinistryBatch
from intranet.equipment.models.visits import SiteVisit, VisitPhoto

__all__ = [
    "Aid",
    "AidStep",
    "BatchLine",
    "EquipmentItem",
    "MinistryAnswer",
    "MinistryBatch",
    "SiteVisit",
    "VisitPhoto",
]
