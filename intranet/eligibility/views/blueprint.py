"""Where the pages about eligibility hang."""

from flask import Blueprint

blueprint = Blueprint("eligibility", __name__, url_prefix="/eligibility")
