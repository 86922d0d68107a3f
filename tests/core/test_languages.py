"""Each reader's language, with catalogues that are read once for all of them."""

import pytest
from babel import support
from flask import render_template_string, session
from flask_babel import force_locale, gettext

TEXT = "Keluar"


def read(app, language):
    with app.app_context(), app.test_request_context():
        session["language"] = language
        return gettext(TEXT), render_template_string("{{ _('Keluar') }}")


def test_each_request_is_answered_in_its_readers_language(app):
    assert [read(app, language) for language in ("id", "en", "id")] == [
        ("Keluar", "Keluar"),
        ("Sign out", "Sign out"),
        ("Keluar", "Keluar"),
    ]


def test_a_text_can_be_forced_into_another_language_than_the_readers(app):
    with app.app_context(), app.test_request_context():
        session["language"] = "en"
        with force_locale("id"):
            forced = render_template_string("{{ _('Keluar') }}")

        assert (forced, gettext(TEXT)) == ("Keluar", "Sign out")


def test_a_catalogue_is_read_once(app, monkeypatch):
    read(app, "en")
    monkeypatch.setattr(support.Translations, "load", lambda *_, **__: pytest.fail("read again"))

    assert read(app, "en") == ("Sign out", "Sign out")
