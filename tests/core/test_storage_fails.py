"""The disk is full or the database gone: a sentence, nothing half-written, reading goes on."""

from __future__ import annotations

import errno
import io
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from intranet import clock, create_app, errors, files
from intranet.database import db
from intranet.files import StoredFile
from tests import factories
from tests.browser import Page

EVIDENCE = {"kind": "order", "dated_on": "2026-01-05", "description": "Pesanan 100 bungkus kopi"}


@pytest.fixture
def full_disk():
    """A database that refuses to begin writing, as it does on a full disk."""

    def refuse(connection, _cursor, statement, *_more):
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError(statement, None, Exception("disk full"))

    engine = db.engine
    event.listen(engine, "before_cursor_execute", refuse)
    yield
    event.remove(engine, "before_cursor_execute", refuse)


def test_a_database_that_is_gone_answers_with_a_sentence(template, tmp_path):
    gone = template.config("gone", tmp_path, database_url="postgresql+psycopg://127.0.0.1:1/gone")
    app = create_app(gone)
    app.testing = False

    with app.app_context():
        response = app.test_client().get("/status/some-code-or-other")
        db.session.remove()

    page = Page(response)
    assert page.status == 503
    assert page.text("h1") == ["Layanan sedang tidak dapat menyimpan"]


def test_reading_goes_on_when_nothing_can_be_written(browser, clerk, full_disk):
    with clock.stopped_at(clock.now() + timedelta(minutes=10)):  # Last-seen is due.
        page = browser.get("/businesses/")

    assert page.status == 200


def test_writing_to_a_full_disk_is_told_and_leaves_nothing_behind(app, clerk, browser, monkeypatch):
    business = factories.business()

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    page = browser.post(
        f"/businesses/{business.uuid}/evidence/new",
        EVIDENCE,
        document=(io.BytesIO(b"%PDF-1.4"), "pesanan.pdf"),
    )

    assert page.status == 503
    assert db.session.scalars(select(StoredFile)).all() == []
    folder = app.config["LOKET"].data_folder / "files"
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_an_error_that_is_not_about_the_disk_stays_one(app):
    with app.test_request_context(), pytest.raises(OSError, match="gone"):
        errors.storage_error(OSError(errno.ENOENT, "gone"))
