"""The pages of programmes, a module a story."""

from intranet.programmes.views import (
    budget,
    changing,
    clusters,
    ending,
    periods,
    reading,
    stages,
)
from intranet.programmes.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "budget",
    "changing",
    "clusters",
    "ending",
    "periods",
    "reading",
    "stages",
]
