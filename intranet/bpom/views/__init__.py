"""The pages of bpom, a module a story."""

from intranet.bpom.views.blueprint import blueprint

__all__ = ["blueprint"]
