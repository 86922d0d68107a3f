"""Letters about help with a product's registration."""

from __future__ import annotations

from intranet.letters.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
