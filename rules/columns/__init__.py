"""A document as Polars expressions over a whole population."""

from rules.columns.counting import Counts, counts
from rules.columns.deciding import decide_all, outcomes
from rules.columns.files import PopulationUnreadable, read_population, reading
from rules.columns.simulating import compare, simulate
from rules.columns.simulation import Comparison, Simulation

__all__ = [
    "Comparison",
    "Counts",
    "PopulationUnreadable",
    "Simulation",
    "compare",
    "counts",
    "decide_all",
    "outcomes",
    "read_population",
    "reading",
    "simulate",
]
