"""The catalogues of texts, each read once and found by one look.

Flask-Babel reads the reader's catalogue anew in every request, and asks the request's context
five times for each text of a template; a page has a hundred texts.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from flask import Flask
from flask_babel import Babel, Domain, get_locale


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel has no types.
    """The catalogues by language, kept from request to request."""

    def get_translations(self) -> Any:
        locale = get_locale()
        if locale is None:  # Outside of a request texts stay as they are written.
            return super().get_translations()
        language: str = locale.language
        if language not in self.cache:
            self.cache[language] = super().get_translations()
        return self.cache[language]


class Languages(Babel):  # type: ignore[misc]  # Flask-Babel has no types.
    """Flask-Babel with one set of catalogues for all requests."""

    @cached_property
    def domain_instance(self) -> Catalogues:
        return Catalogues()

    def init_app(self, app: Flask, **more: Any) -> None:
        super().init_app(app, **more)
        texts = self.domain_instance.get_translations
        app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # An extension's.
            gettext=lambda text: texts().ugettext(text),
            ngettext=lambda one, many, number: texts().ungettext(one, many, number),
            pgettext=lambda context, text: texts().upgettext(context, text),
            npgettext=lambda context, one, many, number: texts().unpgettext(
                context, one, many, number
            ),
            newstyle=True,
        )
