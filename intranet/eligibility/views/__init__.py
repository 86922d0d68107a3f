"""The pages about eligibility, a module a story."""

from intranet.eligibility.views import decisions, desk, examples, newer
from intranet.eligibility.views.blueprint import blueprint

__all__ = ["blueprint", "decisions", "desk", "examples", "newer"]
