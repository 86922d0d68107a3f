"""An emblem that no regency has, so that the demo's letters look finished."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from intranet.office import emblem

WIDTH, HEIGHT = 330, 400
INK = (20, 20, 20, 255)
PAPER = (255, 255, 255, 255)
SHIELD = [(15, 15), (315, 15), (315, 230), (165, 385), (15, 230)]
INNER = [(35, 35), (295, 35), (295, 222), (165, 357), (35, 222)]


def drawn() -> str:
    """A shield with a market stall, as letters carry it."""
    picture = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.polygon(SHIELD, fill=INK)
    draw.polygon(INNER, fill=PAPER)
    draw.polygon([(80, 130), (165, 75), (250, 130)], fill=INK)
    for left in (95, 155, 215):
        draw.rectangle([left, 145, left + 20, 235], fill=INK)
    draw.rectangle([80, 245, 250, 262], fill=INK)
    png = BytesIO()
    picture.save(png, "PNG")
    return emblem.as_data_address(png.getvalue())
