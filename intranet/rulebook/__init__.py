"""The rule book: which rules hold when, who wrote them, who approved them."""
