"""Where the views of businesses hang."""

from flask import Blueprint

blueprint = Blueprint("businesses", __name__, url_prefix="/businesses")
