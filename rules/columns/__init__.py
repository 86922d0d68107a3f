"""A document as Polars expressions over a whole population."""

from rules.columns.deciding import decide_all, outcomes

__all__ = ["decide_all", "outcomes"]
