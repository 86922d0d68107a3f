"""The regency's emblem: any photo or scan becomes a small PNG that letters carry in themselves."""

from __future__ import annotations

import base64
from io import BytesIO

from PIL import Image, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
# About 300 dots an inch at the height that it has on the letterhead.
HEIGHT = 400
KINDS = ("PNG", "JPEG")


class NotAPicture(Exception):
    """The file is no PNG or JPEG picture that can be opened, or is too large."""


def as_data_address(content: bytes) -> str:
    """The picture, drawn anew without anything hidden in it. Raises NotAPicture."""
    if len(content) > MOST_BYTES:
        raise NotAPicture
    try:
        with Image.open(BytesIO(content), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture
            picture.load()
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotAPicture from error
    except Image.DecompressionBombError as error:
        raise NotAPicture from error
    drawn.thumbnail((HEIGHT, HEIGHT))
    png = BytesIO()
    drawn.save(png, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(png.getvalue()).decode()
