"""A document as Polars expressions over a whole population."""

from rules.columns.counting import Counts, counts
from rules.columns.deciding import decide_all, outcomes
from rules.columns.files import PopulationUnreadable, read_population, reading
from rules.columns.frames import known_columns, write_population
from rules.columns.simulating import compare, movers, simulate
from rules.columns.simulation import Comparison, Mover, Simulation
from rules.columns.tallies import Measure

__all__ = [
    "Comparison",
    "Counts",
    "Measure",
    "Mover",
    "PopulationUnreadable",
    "Simulation",
    "compare",
    "counts",
    "decide_all",
    "known_columns",
    "movers",
    "outcomes",
    "read_population",
    "reading",
    "simulate",
    "write_population",
]
