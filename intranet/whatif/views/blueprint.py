"""Where the pages of the what-if hang: beside those of the rule book."""

from flask import Blueprint

blueprint = Blueprint("whatif", __name__, url_prefix="/rules")
