"""Several servers over one database, and many clients who press the same button at once."""

from __future__ import annotations

import os
import subprocess
import sys
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

# Takes a port that is free, and tells which one.
SERVE = """
import waitress
from intranet import create_app
server = waitress.create_server(create_app(), host="127.0.0.1", port=0, threads=8)
print(server.effective_port, flush=True)
server.run()
"""
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
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SERVE],
            env=environment(config),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _each in range(number)
    ]
    try:
        yield [int(process.stdout.readline()) for process in started]
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.communicate()


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
