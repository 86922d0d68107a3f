"""The binder process: puts many PDFs into one, numbers the pages, and says how many each has.

Started as a script by binding.py, like the renderer and for the same reason: what people handed in
may be made to damage, and none of the intranet's secrets are in this memory. Only this file knows
pypdf.

Messages: `P` and a PDF to add; `C` and one to count the pages of; `B`, a line of JSON and the PDF
that goes in front. Answers are those of renderer.py.
"""

from __future__ import annotations

import io
import json
import logging
import os
import resource
import struct
import sys
import threading
import time
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

FONT, SIZE = "/LoketPage", 7.5
FROM_EDGE = 20
"""How far from the upper and the right edge the page's number stands, in points."""


def main() -> None:
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()  # It quotes what it reads.
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    documents, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Whatever a library prints must not be taken for an answer.
    bundle = Bundle()
    answer(answers, b"P", b"")
    while header := documents.read(4):
        message = documents.read(struct.unpack(">I", header)[0])
        try:
            answer(answers, b"P", bundle.take(message))
        except MemoryError:
            answer(answers, b"X", b"The bundle needs more memory than the binder may use.")
            return
        except Exception as error:  # Whatever a reader of foreign files may stumble over.
            answer(answers, b"E", type(error).__name__.encode())


def answer(answers: BinaryIO, kind: bytes, content: bytes) -> None:
    answers.write(kind + struct.pack(">I", len(content)) + content)
    answers.flush()


def end_with(parent: int) -> None:
    """End when the intranet does, also when it was killed in the middle."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


class Bundle:
    """What was added so far."""

    def __init__(self) -> None:
        self.writer = PdfWriter()

    def take(self, message: bytes) -> bytes:
        if message[:1] == b"P":
            return str(self.add(message[1:])).encode()
        if message[:1] == b"C":
            return str(len(PdfReader(io.BytesIO(message[1:])).pages)).encode()
        line, _end, front = message[1:].partition(b"\n")
        return self.bind(json.loads(line), front)

    def add(self, content: bytes) -> int:
        """Append a PDF; how many pages it has. A damaged one leaves nothing behind."""
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("a password is needed")
        pages = list(reader.pages)
        before = len(self.writer.pages)
        try:
            for page in pages:
                harmless(self.writer.add_page(page))
        except BaseException:
            while len(self.writer.pages) > before:
                del self.writer.pages[-1]  # type: ignore[attr-defined]  # It is a list of its own.
            raise
        return len(pages)

    def bind(self, order: dict[str, Any], front: bytes) -> bytes:
        """The whole: `front` first, then what was added, each page numbered in its corner."""
        for at, page in enumerate(PdfReader(io.BytesIO(front)).pages):
            self.writer.insert_page(page, at)
        total = len(self.writer.pages)
        for number, page in enumerate(self.writer.pages, start=1):
            stamp(self.writer, page, order["stamp"].format(page=number, pages=total))
        parents: list[Any] = [None]
        for level, title, number in order["outline"]:
            del parents[level + 1 :]
            at = min(number, total) - 1
            parents.append(self._mark(title, at, parents[level]))
        self.writer.add_metadata({"/Title": order["title"], "/Producer": "Loket"})
        self.writer.root_object[NameObject("/Lang")] = TextStringObject("id")
        written = io.BytesIO()
        self.writer.write(written)
        return written.getvalue()

    def _mark(self, title: str, at: int, parent: Any) -> Any:
        return self.writer.add_outline_item(title=title, page_number=at, parent=parent)


def harmless(page: PageObject) -> None:
    """Leave out what acts: links into files that are not here, and scripts."""
    for key in ("/Annots", "/AA"):
        page.pop(NameObject(key), None)


def stamp(writer: PdfWriter, page: PageObject, text: str) -> None:
    """Write the page's number over what it shows, however it was turned."""
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.mediabox
    plain = text.encode("latin-1", "replace")
    x = float(box.right) - FROM_EDGE - len(plain) * SIZE * 0.5
    y = float(box.top) - FROM_EDGE
    for mark in (b"\\", b"(", b")"):
        plain = plain.replace(mark, b"\\" + mark)
    before, after = DecodedStreamObject(), DecodedStreamObject()
    before.set_data(b"q\n")
    after.set_data(
        b"\nQ q 0 g BT %s %.1f Tf %.1f %.1f Td (%s) Tj ET Q" % (FONT.encode(), SIZE, x, y, plain)
    )
    shown = page.get("/Contents")
    shown = shown.get_object() if shown is not None else ArrayObject()
    parts = list(shown) if isinstance(shown, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(before), *parts, writer._add_object(after)]
    )
    add_font(page)


def add_font(page: PageObject) -> None:
    """Name a font that every reader has, in resources of the page's own."""
    inherited = page.get("/Resources")
    resources = DictionaryObject(inherited.get_object() if inherited is not None else {})
    named = resources.get("/Font")
    fonts = DictionaryObject(named.get_object() if named is not None else {})
    fonts[NameObject(FONT)] = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources


if __name__ == "__main__":
    main()
