"""The blueprint of bpom."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("bpom", __name__, url_prefix="/bpom")
