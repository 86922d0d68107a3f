"""Files that people hand in: what is accepted, and what they are turned into.

Images are decoded and written anew, so that nothing rides along in them; PDFs are told by
their first bytes, whatever their name says.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from dataclasses import dataclass

from flask_babel import gettext
from PIL import Image, ImageOps, UnidentifiedImageError
from werkzeug.datastructures import FileStorage

from intranet.config import MEGABYTE

LARGEST_FILE = 15 * MEGABYTE
LARGEST_IMAGE = 50_000_000
"""Pixels. A phone's photo has about 12 million."""
SHRINK_TO = (3000, 3000)
# What the decoders raise at a file that is damaged, or was made to damage.
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"


class Refused(Exception):
    """The file cannot be taken; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class AcceptedFile:
    content: bytes
    media_type: str
    name: str


def within(upload: FileStorage, most: int) -> bytes:
    """A file's content as it is, at most `most` bytes, for whoever reads it guardedly.

    Raises Refused.
    """
    content = upload.stream.read(most + 1)
    if not content:
        raise Refused(gettext("Pilih berkas yang berisi; berkas ini kosong."))
    if len(content) > most:
        raise Refused(
            gettext("Berkas ini lebih besar dari %(most)s MB.", most=max(most // MEGABYTE, 1))
        )
    return content


def accept(upload: FileStorage) -> AcceptedFile:
    """The file, safe to keep. Raises Refused with a sentence for the person at the desk."""
    content = upload.stream.read(LARGEST_FILE + 1)
    if not content:
        raise Refused(gettext("Pilih berkas yang berisi; berkas ini kosong."))
    if len(content) > LARGEST_FILE:
        raise Refused(
            gettext(
                "Berkas ini lebih besar dari %(most)s MB. Kecilkan fotonya atau pindai ulang "
                "dengan resolusi lebih rendah.",
                most=LARGEST_FILE // MEGABYTE,
            )
        )
    if content.startswith(b"%PDF-"):
        return AcceptedFile(content, PDF, file_name(upload, "pdf"))
    return accept_image(content, upload)


def accept_image(content: bytes, upload: FileStorage) -> AcceptedFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Decoders grumble at what they can still read.
            drawn, kept_as = drawn_anew(content)
    except UNREADABLE:
        raise Refused(
            gettext("Kirim berkas PDF, JPG, atau PNG. Berkas ini tidak dapat dibaca.")
        ) from None
    media_type, ending = (JPEG, "jpg") if kept_as == "JPEG" else (PNG, "png")
    return AcceptedFile(drawn, media_type, file_name(upload, ending))


def drawn_anew(content: bytes) -> tuple[bytes, str]:
    """The picture alone, upright and no larger than needed, as JPEG or PNG; which is told."""
    image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    if image.width * image.height > LARGEST_IMAGE:
        raise Refused(gettext("Gambar ini terlalu besar. Kecilkan ukurannya lalu kirim lagi."))
    kept_as = "JPEG" if image.format == "JPEG" else "PNG"
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail(SHRINK_TO)
    is_see_through = kept_as == "PNG" and upright.has_transparency_data
    picture = upright.convert("RGBA" if is_see_through else "RGB")
    picture.info.clear()  # Comments and profiles would be written along.
    written = io.BytesIO()
    picture.save(written, kept_as, quality=85)
    return written.getvalue(), kept_as


def file_name(upload: FileStorage, ending: str) -> str:
    """The name people gave it, without folders or odd characters, with its true ending."""
    given = re.split(r"[/\\]", upload.filename or "")[-1]
    stem = re.sub(r"[^\w .()-]", "_", given.rsplit(".", 1)[0]).strip(" .")[:80]
    # A name that is an identity number must not stand in lists and logs.
    stem = re.sub(r"(?:\d[ ._()-]*){15}\d", "identitas", stem)
    return f"{stem or 'berkas'}.{ending}"
