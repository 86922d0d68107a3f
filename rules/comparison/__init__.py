"""What changed between two versions of a document, in sentences and in outcomes."""

from rules.comparison.differences import Comparison, Difference, Effect
from rules.comparison.documents import compare

__all__ = ["Comparison", "Difference", "Effect", "compare"]
