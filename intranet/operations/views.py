"""What a watchdog or a load balancer asks."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from intranet.access import public
from intranet.operations import health

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process is up; its database answers."""
    answers = health.database_answers()
    return jsonify(process="up", database="up" if answers else "down"), 200 if answers else 503


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Citizens can be served: the keys are loaded and the office is set up."""
    missing = health.what_is_not_ready()
    return jsonify(ready=not missing, missing=missing), 503 if missing else 200
