"""The renderer process: reads documents from standard input, writes PDFs to standard output.

Started as a script by process.py, with no module of the intranet and none of its secrets in
memory. Each answer is one byte (what it is), four bytes (its length) and the content.
"""

from __future__ import annotations

import base64
import binascii
import json
import logging
import os
import re
import resource
import shutil
import struct
import sys
import tempfile
import threading
import time
import warnings
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

INTRANET = Path(__file__).resolve().parent.parent
STYLESHEETS = INTRANET / "print"
FONTS = INTRANET / "static" / "vendor" / "fonts"
# Addresses that our own style sheets use: asset:fonts/arimo-regular.ttf
ASSET = "asset:fonts/"
# QR codes, the emblem and photos travel inside the document itself.
IMAGES = ("data:image/svg+xml;base64,", "data:image/png;base64,", "data:image/jpeg;base64,")
LARGEST_IMAGE = 2 * 1024 * 1024
FONT_STYLES = "fonts.css"

# Marks that turn the direction of writing: in a name they would turn the words around it.
TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# How WeasyPrint names a sign that no font has.
MISSING = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)", re.DOTALL)

DEBIAN_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"


def main() -> None:
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=end_with, args=[os.getppid()], daemon=True).start()
    documents, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Whatever a library prints must not be taken for an answer.
    try:
        weasyprint = load_weasyprint()
        fonts = Fonts(weasyprint)
    except (ImportError, OSError) as error:
        answer(answers, b"M", f"{error}. On Debian: apt install {DEBIAN_PACKAGES}".encode())
        return
    answer(answers, b"R", b"")
    while header := documents.read(4):
        document = json.loads(documents.read(struct.unpack(">I", header)[0]))
        limit_processor_time(document.get("seconds", seconds))
        try:
            answer(answers, b"P", fonts.render(document))
        except MemoryError:
            answer(answers, b"X", b"The document needs more memory than the renderer may use.")
            return  # What is left of this process is not to be trusted.
        except Exception as error:
            answer(answers, b"E", f"{type(error).__name__}: {error}".encode())


def answer(answers: BinaryIO, kind: bytes, content: bytes) -> None:
    answers.write(kind + struct.pack(">I", len(content)) + content)
    answers.flush()


def end_with(parent: int) -> None:
    """End when the intranet does, also when it was killed in the middle of a document."""
    while os.getppid() == parent:
        time.sleep(1)
    tidy_up()
    os._exit(0)


def tidy_up() -> None:
    """Remove the folder for temporary files: it is this process's own, see process.py."""
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)


def limit_processor_time(seconds: int) -> None:
    """The kernel ends this process when one document takes longer, whoever else is watching."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, resource.RLIM_INFINITY))


def load_weasyprint() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It has a warning for what DEBIAN_PACKAGES names.
        import weasyprint
    weasyprint.LOGGER.handlers = [missing_signs]
    weasyprint.LOGGER.propagate = False  # Its warnings quote the document.
    module: ModuleType = weasyprint
    return module


class MissingSigns(logging.Handler):
    """Listens for the signs that no font has; nothing else of what is said is kept."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.codes: set[int] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if found := MISSING.search(record.getMessage()):
            self.codes.add(int(found[1], 16))

    def taken(self) -> set[int]:
        taken, self.codes = self.codes, set()
        return taken


missing_signs = MissingSigns()


class Refused(Exception):
    """The document asked for something that is not ours."""


def own_asset(address: str) -> tuple[bytes, str]:
    """What an address stands for, and its media type. Raises Refused for all but our own."""
    if address.startswith(ASSET):
        wanted = address.removeprefix(ASSET)
        if wanted in {font.name for font in FONTS.iterdir()}:
            return (FONTS / wanted).read_bytes(), "font/sfnt"
    for prefix in IMAGES:
        if address.startswith(prefix) and len(address) <= LARGEST_IMAGE:
            try:
                content = base64.b64decode(address.removeprefix(prefix), validate=True)
            except binascii.Error:
                break
            return content, prefix.removeprefix("data:").partition(";")[0]
    raise Refused(f"A document may not load {address[:80]}")


class Fonts:
    """What all documents share: font configuration and parsed style sheets.

    Sharing them makes a letter three times faster at flat memory. WeasyPrint's image cache is
    never shared: it grows with every letter.
    """

    def __init__(self, weasyprint: ModuleType) -> None:
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        class OwnAssets(URLFetcher):
            """Serves our own assets by key; knows no file, no network, no redirect."""

            def __init__(self) -> None:
                super().__init__()
                self.refusals: list[Refused] = []

            def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
                try:
                    content, media_type = own_asset(url)
                except Refused as refused:
                    self.refusals.append(refused)
                    raise
                return URLFetcherResponse(url, content, {"Content-Type": media_type})

        self.weasyprint = weasyprint
        self.configuration = FontConfiguration()
        self.new_fetcher = OwnAssets
        self.stylesheet = cache(self._parse)
        self.stylesheet(FONT_STYLES, (STYLESHEETS / FONT_STYLES).stat().st_mtime_ns)

    def render(self, document: dict[str, Any]) -> bytes:
        """The PDF. A sign that no font has is written as its code, `[U+1F642]`, not as a box."""
        text: str = document["html"].translate(TURNING)
        missing_signs.taken()
        pdf = self._render({**document, "html": text})
        if codes := missing_signs.taken():
            named = text.translate({code: f"[U+{code:04X}]" for code in codes})
            pdf = self._render({**document, "html": named})
        return pdf

    def _render(self, document: dict[str, Any]) -> bytes:
        fetcher = self.new_fetcher()
        html = self.weasyprint.HTML(string=document["html"], base_url="asset:", url_fetcher=fetcher)
        named = [FONT_STYLES, *document["stylesheets"]]
        kind = {"pdf_variant": document["variant"], "pdf_tags": True}
        laid_out = self._lay_out(html, named, kind)
        for tighter in document.get("tighter", ()):
            if len(laid_out.pages) == 1:
                break
            named.append(tighter)
            laid_out = self._lay_out(html, named, kind)
        pdf: bytes = laid_out.write_pdf(**kind)
        if fetcher.refusals:  # WeasyPrint goes on without; a letter without its emblem is none.
            raise fetcher.refusals[0]
        return pdf

    def _lay_out(self, html: Any, named: list[str], kind: dict[str, Any]) -> Any:
        sheets = [self.stylesheet(name, (STYLESHEETS / name).stat().st_mtime_ns) for name in named]
        return html.render(font_config=self.configuration, stylesheets=sheets, **kind)

    def _parse(self, name: str, _changed_at: int) -> Any:
        path = STYLESHEETS / name
        if path.parent != STYLESHEETS:
            raise Refused(f"{name} is not one of our style sheets.")
        return self.weasyprint.CSS(
            string=path.read_text(),
            font_config=self.configuration,
            url_fetcher=self.new_fetcher(),
        )


if __name__ == "__main__":
    main()
    tidy_up()
