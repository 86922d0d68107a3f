"""Settings, read once from the environment when the app starts, and checked there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROJECT_ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
# A form with several photos straight from a phone; the field's own limit is lower and says so.
LARGEST_REQUEST = 64 * MEGABYTE
# How long a writer waits for those before it, on either database.
SECONDS_IN_LINE = 30
MOST_RULES_PROCESSES = 64


class WrongSetting(Exception):
    """An environment variable has a value that the intranet cannot work with."""


@dataclass(frozen=True)
class Config:
    """Everything that differs between one office's machine and another's.

    `data_folder` holds the embedded database, the encrypted attachments and, unless
    LOKET_KEYS names another place, the keys. `public_url` is the address that outsiders
    reach the check page at; it is printed in QR codes. `rules_processes` is how many processes
    of the rule engine the server keeps.
    """

    data_folder: Path
    database_url: str
    keys_file: Path
    public_url: str = "http://127.0.0.1:8000"
    secure_cookies: bool = False
    rules_processes: int = 2
    testing: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Read LOKET_DATA, LOKET_DATABASE_URL, LOKET_KEYS, LOKET_PUBLIC_URL,
        LOKET_RULES_PROCESSES.

        Raises WrongSetting with a sentence that says what to change.
        """
        data_folder = Path(environ.get("LOKET_DATA") or PROJECT_ROOT / "var").resolve()
        database_url = environ.get("LOKET_DATABASE_URL") or f"sqlite:///{data_folder}/loket.sqlite"
        keys_file = Path(environ.get("LOKET_KEYS") or data_folder / "keys.json")
        public_url = environ.get("LOKET_PUBLIC_URL", cls.public_url).rstrip("/")
        address = urlsplit(public_url)
        if address.scheme not in {"http", "https"} or not address.netloc:
            raise WrongSetting(
                f"LOKET_PUBLIC_URL is {public_url!r}; write a whole address such as "
                "https://loket.example.go.id"
            )
        return cls(
            data_folder=data_folder,
            database_url=with_driver(database_url),
            keys_file=keys_file,
            public_url=public_url,
            secure_cookies=address.scheme == "https",
            rules_processes=_number_of_processes(environ.get("LOKET_RULES_PROCESSES")),
        )

    def as_flask_config(self) -> dict[str, Any]:
        return {
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": self.engine_options(),
            "TESTING": self.testing,
            "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
            "MAX_FORM_MEMORY_SIZE": 4 * MEGABYTE,
            "WTF_CSRF_TIME_LIMIT": None,  # The default hour would lose a clerk's typing.
            "WTF_CSRF_SSL_STRICT": False,  # Same-origin is checked by the token and SameSite.
            "SESSION_COOKIE_NAME": "loket",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "BABEL_DEFAULT_LOCALE": "id",
            "BABEL_TRANSLATION_DIRECTORIES": str(PROJECT_ROOT / "intranet" / "translations"),
            "LOKET": self,
        }

    def engine_options(self) -> dict[str, Any]:
        """Errors name no values: they may be citizens'. Nobody waits for a lock for ever."""
        options: dict[str, Any] = {"hide_parameters": True}
        if self.database_url.startswith("postgresql"):
            wait = f"-c lock_timeout={SECONDS_IN_LINE}s"
            options |= {"pool_pre_ping": True, "connect_args": {"options": wait}}
        return options


def _number_of_processes(given: str | None) -> int:
    if not given:
        return Config.rules_processes
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= MOST_RULES_PROCESSES):
        raise WrongSetting(
            f"LOKET_RULES_PROCESSES is {given!r}; "
            f"write a whole number from 1 to {MOST_RULES_PROCESSES}"
        )
    return int(given)


def with_driver(database_url: str) -> str:
    """Name the driver that is installed; refuse databases that Loket is not tested on."""
    scheme, separator, rest = database_url.partition("://")
    if separator and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    if separator and scheme == "sqlite":
        return database_url
    raise WrongSetting(
        f"LOKET_DATABASE_URL starts with {scheme!r}; "
        "use sqlite:///path/to/file or postgresql://user@host/name"
    )
