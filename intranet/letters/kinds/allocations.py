"""Papers about who gets a place in a programme."""

from __future__ import annotations

from intranet.letters.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
