"""The intranet: one Flask application, built by `create_app`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask, g, has_request_context, session
from flask_migrate import Migrate

from intranet import (
    access,
    crypto,
    errors,
    files,
    formatting,
    htmx,
    logs,
    numbering,
    once,
    security,
)
from intranet.accounts import session as accounts_session
from intranet.config import PROJECT_ROOT, Config
from intranet.crypto import Keyring, MissingKeys
from intranet.database import db
from intranet.languages import Languages
from intranet.office import queries as office_queries

# From the lowest to the highest: the order in which features stand on each other.
FEATURES = (
    "audit",
    "accounts",
    "places",
    "office",
    "budgets",
    "people",
    "businesses",
    "programmes",
    "rulebook",
    "cases",
    "eligibility",
    "whatif",
    "letters",
    "banks",
    "allocations",
    "equipment",
    "bpom",
    "study_visits",
    "forums",
    "reports",
    "public",
    "operations",
    "home",
)
LANGUAGES = ("id", "en")
# Shared modules with tables of their own, which the migrations must know too.
SHARED_TABLES = (files.StoredFile, numbering.Counter, once.Submission)

babel = Languages()
migrate = Migrate(compare_type=True)


def create_app(config: Config | None = None) -> Flask:
    """Build the application. Raises WrongSetting or MissingKeys with a sentence to act on."""
    config = config or Config.from_environment()
    app = Flask(
        __name__,
        template_folder=str(PROJECT_ROOT / "templates"),
        static_folder=None,  # WhiteNoise serves them, see security.
    )
    app.config.from_mapping(config.as_flask_config())
    config.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    db.init_app(app)
    migrate.init_app(app, db, directory=str(PROJECT_ROOT / "migrations"))
    load_keys(app, config)
    babel.init_app(app, locale_selector=language, timezone_selector=time_zone)
    logs.init_app(app)
    htmx.init_app(app)
    formatting.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    accounts_session.init_app(app)

    for feature in FEATURES:
        add_feature(app, feature)
    # Templates are shared with processes that serve fewer features.
    app.jinja_env.globals["has_page"] = app.view_functions.__contains__

    access.check_every_view_declares_access(app)
    return app


def add_feature(app: Flask, feature: str) -> None:
    """Every feature has the same few files; those that the app must know are found by name."""
    package = f"intranet.{feature}"
    for file in ("models", "words", "listeners"):
        if find_spec(f"{package}.{file}"):
            import_module(f"{package}.{file}")
    if find_spec(f"{package}.commands"):
        for command in import_module(f"{package}.commands").COMMANDS:
            app.cli.add_command(command)
    if find_spec(f"{package}.views"):
        app.register_blueprint(import_module(f"{package}.views").blueprint)


def load_keys(app: Flask, config: Config) -> None:
    """Refuse to start without keys where there are data that only they can open."""
    try:
        keys = Keyring.load(config.keys_file)
    except MissingKeys as missing:
        with app.app_context():
            has_data = office_queries.has_data()
            db.session.remove()
            db.engine.dispose()  # Whoever creates the keys may start in this process again.
            if has_data:
                raise MissingKeys(
                    f"{missing} The database already holds data that these keys open. "
                    "Put the file back, or name its place in LOKET_KEYS."
                ) from None
        crypto.install(None)
        app.secret_key = "not yet initialised"  # Signs nothing: without keys nobody signs in.
        return
    crypto.install(keys)
    app.secret_key = keys.cookies


def language() -> str:
    """Indonesian unless the reader chose English; always so on the command line."""
    chosen: str = session.get("language", "id") if has_request_context() else "id"
    return chosen if chosen in LANGUAGES else "id"


def time_zone() -> str:
    """The office's time zone, looked up once a request."""
    if "time_zone" not in g:
        g.time_zone = office_queries.time_zone_name()
    name: str = g.time_zone
    return name
