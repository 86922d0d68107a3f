"""The daily run within the server: at its start, then every hour, until the day's run is done."""

from __future__ import annotations

import threading

from flask import Flask

from intranet.allocations.offers import lapsing
from intranet.database import db

SECONDS_BETWEEN = 3600


def keep_watch(app: Flask, *, seconds: float = SECONDS_BETWEEN) -> threading.Event:
    """Look for lapsed offers in a thread of its own; set the event to end it.

    Of several servers over one database each may look: writers stand in line, and what one did
    the others find done.
    """
    over = threading.Event()

    def watch() -> None:
        while True:
            look(app)
            if over.wait(seconds):
                return

    threading.Thread(target=watch, name="lapsed-offers", daemon=True).start()
    return over


def look(app: Flask) -> None:
    """Do today's run unless it is done; whatever goes wrong, the next hour tries again."""
    with app.app_context():
        try:
            lapsing.run_once_a_day()
        except Exception as error:  # The server goes on serving.
            app.logger.error("the daily run over offers failed", exc_info=error)
        finally:
            db.session.remove()
