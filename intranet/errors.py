"""What people see when something cannot be done."""

from __future__ import annotations

import errno

from flask import Flask, current_app, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from intranet.crypto import MissingKeys
from intranet.database import db
from intranet.files import FileDamaged

# Errors with a page of their own in templates/errors; any other shows its nearest relative.
PAGES = {400, 403, 404, 409, 413, 429, 500, 503}

DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


def init_app(app: Flask) -> None:
    # A row the reader may not see answers like a row that is not there.
    app.register_error_handler(NoResultFound, lambda _error: page(404))
    app.register_error_handler(StaleDataError, lambda _error: page(409))
    app.register_error_handler(OperationalError, storage_unavailable)
    app.register_error_handler(OSError, storage_error)
    app.register_error_handler(MissingKeys, lambda _error: page(503))
    app.register_error_handler(FileDamaged, file_damaged)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    return page(status)


def storage_unavailable(error: Exception) -> ResponseReturnValue:
    """A full disk or a database that does not answer: nothing was saved, reading may go on."""
    current_app.logger.error("storage unavailable", exc_info=error)
    db.session.rollback()
    g.user = None  # The page must do without the row that tells who reads it.
    return page(503)


def storage_error(error: OSError) -> ResponseReturnValue:
    return storage_unavailable(error) if error.errno in DISK_FULL else unexpected(error)


def file_damaged(error: FileDamaged) -> ResponseReturnValue:
    current_app.logger.error("stored file damaged", exc_info=error)
    return page(503)


def unexpected(error: Exception) -> ResponseReturnValue:
    current_app.logger.error("unexpected error", exc_info=error)
    db.session.rollback()
    if current_app.testing:
        raise error
    return page(500)


def page(status: int) -> ResponseReturnValue:
    template = status if status in PAGES else 500 if status >= 500 else 400
    reference = g.get("request_id", "")
    return render_template(f"errors/{template}.html", reference=reference), status
