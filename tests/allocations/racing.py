"""Several servers over one database, and many clients who press the same button at once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode

from intranet.config import Config
from tests import factories
from tests.browser import Browser

SERVE = """
import sys, waitress
from intranet import create_app
waitress.serve(create_app(), host="127.0.0.1", port=int(sys.argv[1]), threads=8)
"""
SECONDS_TO_START = 60
SECONDS_TO_ANSWER = 120


def environment(config: Config) -> dict[str, str]:
    """What tells a process of its own which office it works for."""
    return {
        **os.environ,
        "LOKET_DATA": str(config.data_folder),
        "LOKET_DATABASE_URL": config.database_url.replace("+psycopg", ""),
        "LOKET_KEYS": str(config.keys_file),
    }


@contextmanager
def servers(config: Config, number: int) -> Iterator[list[int]]:
    """The ports of `number` processes that serve the whole application over one database."""
    ports = [_free_port() for _each in range(number)]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)],
            env=environment(config),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        for port in ports:
            _wait_for(port)
        yield ports
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


@dataclass
class Client:
    """Somebody signed in at a screen of one of the servers."""

    cookie: str
    token: str
    port: int

    @classmethod
    def signed_in(cls, app, port: int) -> Client:
        browser = Browser(app)
        browser.sign_in(factories.user())
        token = browser.csrf_token()
        return cls(browser.client.get_cookie("loket").value, token, port)

    def post(self, path: str) -> tuple[int, str]:
        """The status of the answer, and where it leads."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_ANSWER)
        headers = {
            "Cookie": f"loket={self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", path, urlencode({"csrf_token": self.token}), headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.getheader("Location", "")


def all_at_once(clients: Sequence[Client], paths: Sequence[str]) -> list[tuple[int, str]]:
    """Every client sends its form in the same moment; the answers in the clients' order."""
    ready = Barrier(len(clients))

    def send(client: Client, path: str) -> tuple[int, str]:
        ready.wait()
        return client.post(path)

    with ThreadPoolExecutor(len(clients)) as hall:
        return list(hall.map(send, clients, paths))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"no server came up on port {port}")
