"""Photos as papers print them: small enough for a sheet, inside the document itself."""

from __future__ import annotations

import base64
import io

from PIL import Image

from intranet import files
from intranet.files import StoredFile
from intranet.uploads import UNREADABLE

LARGEST_ON_PAPER = (1000, 1000)
"""Pixels: half a page wide, that is 300 to the inch."""


def on_paper(file: StoredFile, *, largest: tuple[int, int] = LARGEST_ON_PAPER) -> str | None:
    """The photo's address within a document; None where it can no longer be read."""
    try:
        picture = Image.open(io.BytesIO(files.read(file)), formats=("JPEG", "PNG"))
        picture.thumbnail(largest)
        written = io.BytesIO()
        picture.convert("RGB").save(written, "JPEG", quality=80)
    except (files.FileDamaged, *UNREADABLE):
        return None
    return f"data:image/jpeg;base64,{base64.b64encode(written.getvalue()).decode()}"
