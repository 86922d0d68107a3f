"""The square code that leads from paper back to a page of ours."""

import base64

import segno


def qr(text: str) -> str:
    """A QR code of `text` as the data address of an SVG drawing, for `<img src>`.

    Serves screen and paper alike. Error correction M: a stamp's edge across it does no harm.
    """
    drawing = segno.make(text, error="m", micro=False).svg_inline(border=0, omitsize=True)
    svg = drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
