"""Headers on every answer, and the front-end files with the same headers."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask, Response, g, request
from flask_wtf import CSRFProtect
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent / "static"
ONE_YEAR = 31_536_000

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # no-referrer would break CSRF checks over HTTPS.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.after_request(add_headers)
    app.jinja_env.globals |= {
        "asset": lambda name: versioned("app", name),
        "vendor": lambda name: versioned("vendor", name),
    }
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(STATIC),
        prefix="static/",
        max_age=ONE_YEAR,  # Every address carries the hash of its content.
        add_headers_function=add_static_headers,
    )


def add_static_headers(headers: Headers, _path: str, _url: str) -> None:
    """WhiteNoise by-passes Flask's after-request functions."""
    for name, value in HEADERS.items():
        headers[name] = value


def add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if g.get("user") is not None or request.method != "GET":
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
    return response


@cache
def versioned(folder: str, name: str) -> str:
    """The address of a static file, which changes when the file does."""
    path = STATIC / folder / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.exists() else "missing"
    return f"/static/{folder}/{name}?v={digest}"
