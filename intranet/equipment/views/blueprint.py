"""The blueprint of equipment."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("equipment", __name__, url_prefix="/equipment")
