"""One application for many tests, moved to another database and folder for each.

What a new application would learn anew stays known: addresses, templates, compiled SQL.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from sqlalchemy import Dialect, event, make_url

from intranet import create_app, load_keys
from intranet.config import Config
from intranet.database import db


class Building:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.app = create_app(config)
        self.handlers = self.app.logger.handlers
        with self.app.app_context():
            self.engine = db.engine
        event.listen(self.engine, "do_connect", self._way_in)

    def moved_to(self, config: Config) -> Any:
        """The application, as if `config` were what it had been created with."""
        if config.database_url != self.config.database_url:
            self.engine.dispose()
        self.config = config
        self.app.config.from_mapping(config.as_flask_config())
        load_keys(self.app, config)
        # All applications of a process share the logger, and tests take its handlers away.
        self.app.logger.handlers = list(self.handlers)
        for handler in self.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(sys.stderr)
        return self.app

    def _way_in(
        self, dialect: Dialect, _record: Any, arguments: list[Any], named: dict[str, Any]
    ) -> None:
        place, more = dialect.create_connect_args(make_url(self.config.database_url))
        arguments[:] = place
        named.update(more)
