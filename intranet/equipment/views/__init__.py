"""The pages of equipment, a module a story."""

from intranet.equipment.views.blueprint import blueprint

__all__ = ["blueprint"]
