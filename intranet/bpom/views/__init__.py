"""The pages of bpom, a module a story."""

from intranet.bpom.views import facilitations, numbers, products, steps, worklist
from intranet.bpom.views.blueprint import blueprint

__all__ = ["blueprint", "facilitations", "numbers", "products", "steps", "worklist"]
