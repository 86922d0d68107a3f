"""The renderer process, supervised: started when needed, limited, restarted when it ended."""

from __future__ import annotations

import contextlib
import json
import os
import re
import selectors
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

RENDERER = Path(__file__).with_name("renderer.py")
SECONDS_A_DOCUMENT = 15
SECONDS_TO_START = 40
SECONDS_IN_LINE = 60
MEMORY = 1024 * 1024 * 1024
# Fresh memory now and then costs nothing and forgives small leaks in C libraries.
DOCUMENTS_A_PROCESS = 2000
PASSED_ON = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")

NEEDS = (
    ("<html lang=...>", re.compile(r"<html\b[^>]*\blang=[\"']?\w", re.IGNORECASE)),
    ("<title>", re.compile(r"<title>\s*[^<\s]", re.IGNORECASE)),
)


class RenderingFailed(Exception):
    """No PDF came out. The next document gets a sound renderer."""


class RenderingTookTooLong(RenderingFailed):
    """The document did not finish in time, or too many stood in line before it."""


class MissingLibraries(RenderingFailed):
    """The machine lacks a system library; the text names the packages to install."""


def render(
    html: str,
    *,
    stylesheets: Sequence[str] = ("letter.css",),
    tighter: Sequence[str] = (),
    variant: str = "pdf/a-3u",
    seconds: float = SECONDS_A_DOCUMENT,
) -> bytes:
    """Turn one whole HTML document into a tagged PDF with embedded fonts.

    `html` needs `<html lang="id">` and a `<title>`: they become the PDF's language and title.
    `stylesheets` are file names in intranet/print, after fonts.css which is always there; those of
    `tighter` are added one by one while the document takes more than one page. The document may
    load nothing but `asset:fonts/...` and SVG, PNG or JPEG data addresses (see `qr`). A sign that
    no font has is written as its code.

    Safe to call from any thread; documents are made one after the other (about 0.1 s each).
    Raises RenderingFailed, after at most `seconds` for the document itself.
    """
    for what, pattern in NEEDS:
        if not pattern.search(html):
            raise ValueError(f"A document needs {what}")
    document: dict[str, object] = {
        "html": html,
        "stylesheets": list(stylesheets),
        "tighter": list(tighter),
        "variant": variant,
    }
    if seconds > SECONDS_A_DOCUMENT:
        document["seconds"] = int(seconds)
    message = json.dumps(document).encode()
    if not _line.acquire(timeout=SECONDS_IN_LINE):
        raise RenderingTookTooLong("Other documents kept the renderer busy.")
    try:
        return _sound_renderer().render(message, seconds=seconds)
    finally:
        _line.release()


def make_ready() -> None:
    """Start the renderer process now rather than with the first document.

    Raises RenderingFailed, MissingLibraries above all.
    """
    with _line:
        _sound_renderer()


def stop() -> None:
    """End the renderer process, if there is one; the next document starts another."""
    global _renderer
    with _line:
        if _renderer is not None:
            _renderer.end()
        _renderer = None


class Renderer:
    """One renderer process, or another that speaks as it does, and the two pipes to it."""

    def __init__(self, script: Path | None = None) -> None:
        self.rendered = 0
        self.folder = tempfile.TemporaryDirectory(prefix="loket-pdf-")
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(script or RENDERER), str(MEMORY), str(SECONDS_A_DOCUMENT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # No keys, no database address: a hostile document must find nothing there.
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ}
            | {"TMPDIR": self.folder.name},
            bufsize=0,
        )
        try:
            self._answer(SECONDS_TO_START)
        except BaseException:
            self.end()
            raise

    @property
    def is_sound(self) -> bool:
        return self.process.poll() is None and self.rendered < DOCUMENTS_A_PROCESS

    def render(self, message: bytes, *, seconds: float) -> bytes:
        try:
            self._send(message)
            content = self._answer(seconds)
        except RefusedDocument as refused:
            raise RenderingFailed(str(refused)) from None
        except BaseException:
            self.end()  # Half an answer may still lie in the pipe.
            raise
        self.rendered += 1
        return content

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.folder.cleanup()

    def _send(self, message: bytes) -> None:
        assert self.process.stdin is not None
        rest = memoryview(struct.pack(">I", len(message)) + message)
        try:
            while rest:
                rest = rest[self.process.stdin.write(rest) :]
        except OSError:
            raise RenderingFailed("The renderer process ended before the document.") from None

    def _answer(self, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        kind, size = struct.unpack(">cI", self._read(5, until))
        content = self._read(size, until)
        if kind == b"M":
            raise MissingLibraries(content.decode())
        if kind == b"X":
            raise RenderingFailed(content.decode())
        if kind == b"E":
            raise RefusedDocument(content.decode())
        return content

    def _read(self, size: int, until: float) -> bytes:
        assert self.process.stdout is not None
        pipe, read = self.process.stdout, bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while len(read) < size:
                if not selector.select(max(until - time.monotonic(), 0)):
                    raise RenderingTookTooLong("The document took too long.")
                some = os.read(pipe.fileno(), size - len(read))
                if not some:
                    raise RenderingFailed("The renderer process ended in the middle of a document.")
                read += some
        return bytes(read)


class RefusedDocument(Exception):
    """The renderer is well but could not make this document; what it said."""


_line = threading.Lock()
_renderer: Renderer | None = None


def _sound_renderer() -> Renderer:
    """The renderer, anew when it ended since or has done its share. Call while in line."""
    global _renderer
    if _renderer is None or not _renderer.is_sound:
        if _renderer is not None:
            _renderer.end()
            _renderer = None
        _renderer = Renderer()
    return _renderer


def _begin_anew_in_a_fork() -> None:
    """A forked worker must not speak through its parent's pipes, nor wait for its lock."""
    global _line, _renderer
    _line, _renderer = threading.Lock(), None


os.register_at_fork(after_in_child=_begin_anew_in_a_fork)
