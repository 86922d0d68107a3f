"""The pages of the register: a file a story."""

from intranet.businesses.views import (
    clusters,
    editing,
    finding,
    fosterings,
    histories,
    licences,
    listing,
    registering,
    showing,
    switching,
)
from intranet.businesses.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "clusters",
    "editing",
    "finding",
    "fosterings",
    "histories",
    "licences",
    "listing",
    "registering",
    "showing",
    "switching",
]
