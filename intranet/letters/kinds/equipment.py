"""Papers about aid of equipment."""

from __future__ import annotations

from intranet.letters.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
