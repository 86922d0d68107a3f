"""The blueprint of study_visits."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("study_visits", __name__, url_prefix="/study-visits")
