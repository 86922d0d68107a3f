"""HTML in, PDF out.

`render` is all that other modules need, with `qr` for what the paper leads back to. Only
`renderer.py` knows WeasyPrint, and it runs in a process of its own.
"""

from intranet.pdf.process import (
    MissingLibraries,
    RenderingFailed,
    RenderingTookTooLong,
    make_ready,
    render,
    stop,
)
from intranet.pdf.qr import qr

__all__ = [
    "MissingLibraries",
    "RenderingFailed",
    "RenderingTookTooLong",
    "make_ready",
    "qr",
    "render",
    "stop",
]
