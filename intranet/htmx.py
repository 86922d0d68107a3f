"""Answering HTMX: a fragment for a swap, a whole page for everything else.

The only module that speaks to htmx-flask, whose answers lack `Vary: HX-Request`.
"""

from flask import Flask, Response, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from htmx_flask import Htmx, request

extension = Htmx()


def init_app(app: Flask) -> None:
    extension.init_app(app)


def wants_fragment() -> bool:
    """True when HTMX will swap the answer into a page that is already on screen."""
    htmx = request.htmx
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def render(page: str, /, *, fragment: str, status: int = 200, **context: object) -> Response:
    """The `fragment` template for a swap, the `page` template otherwise."""
    template = fragment if wants_fragment() else page
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request")
    return response


def go_to(location: str) -> ResponseReturnValue:
    """Lead the reader to another page, also from within a fragment."""
    if wants_fragment():
        return "", 204, {"HX-Redirect": location}
    return redirect(location, code=303)
