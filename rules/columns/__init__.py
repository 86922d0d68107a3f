"""A document as Polars expressions over a whole population."""
