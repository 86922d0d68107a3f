"""Equipment aid: the catalogue, and each aid from the proposal to the last check."""

from intranet.equipment.models.aids import Aid, AidStep, EquipmentItem

__all__ = ["Aid", "AidStep", "EquipmentItem"]
