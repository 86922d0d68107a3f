"""Where the pages of the rule book hang."""

from flask import Blueprint

blueprint = Blueprint("rulebook", __name__, url_prefix="/rules")
