"""Many PDFs in one, by a process of its own: what people hand in may be made to damage."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from intranet.pdf.process import Renderer, RenderingFailed

BINDER = Path(__file__).with_name("binder.py")
SECONDS_A_PART = 20
SECONDS_TO_BIND = 120

# Level (0 is the uppermost), title, and the page of the bundle that it begins on.
Outline = Sequence[tuple[int, str, int]]


class Unreadable(Exception):
    """The part is no PDF that can be read; the bundle goes on without it."""


class Binder:
    """One bundle in the making."""

    def __init__(self) -> None:
        self._process = Renderer(BINDER)

    def add(self, part: bytes) -> int:
        """Append a PDF; how many pages it has.

        Raises Unreadable, and RenderingFailed when the process ended over it: then the bundle
        has to be begun anew, without this part.
        """
        try:
            return int(self._ask(b"P" + part, SECONDS_A_PART))
        except Refused as refused:
            raise Unreadable(str(refused)) from None

    def count(self, part: bytes) -> int:
        """How many pages a PDF of ours has, without adding it. Raises RenderingFailed."""
        return int(self._ask(b"C" + part, SECONDS_A_PART))

    def bind(self, front: bytes, *, title: str, stamp: str, outline: Outline) -> bytes:
        """`front` and all that was added. `stamp` stands on each page; it may hold `{page}` and
        `{pages}`. Raises RenderingFailed."""
        order = {"title": title, "stamp": stamp, "outline": list(outline)}
        message = b"B" + json.dumps(order).encode() + b"\n" + front
        return self._ask(message, SECONDS_TO_BIND)

    def end(self) -> None:
        self._process.end()

    def _ask(self, message: bytes, seconds: float) -> bytes:
        try:
            return self._process.render(message, seconds=seconds)
        except RenderingFailed as failed:
            if self._process.process.poll() is None:
                raise Refused(str(failed)) from failed
            raise


class Refused(RenderingFailed):
    """The binder is well but could not do this."""


@contextmanager
def binder() -> Iterator[Binder]:
    """A binder for one bundle, ended whatever happens. Raises RenderingFailed."""
    made = Binder()
    try:
        yield made
    finally:
        made.end()
