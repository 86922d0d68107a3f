"""The blueprint of forums, and what its views share."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("forums", __name__, url_prefix="/forums")
