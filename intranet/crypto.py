"""Keys, sealed columns and blind indexes.

Identity numbers are kept under AES-256-GCM, bound to their table, column and row, so that a
value copied to another row does not open. They are found again through a keyed hash: a bare
hash of a NIK falls to guessing within seconds.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class MissingKeys(Exception):
    """The office's keys are not there, so nothing sealed can be read or written."""


@dataclass(frozen=True)
class Keyring:
    """The office's secret keys. `sealing` is by key id, so that keys can be changed in time."""

    current: str
    sealing: dict[str, bytes]
    index: bytes
    journal: bytes
    cookies: bytes

    @classmethod
    def generate(cls) -> Keyring:
        return cls(
            current="1",
            sealing={"1": secrets.token_bytes(32)},
            index=secrets.token_bytes(32),
            journal=secrets.token_bytes(32),
            cookies=secrets.token_bytes(32),
        )

    @classmethod
    def load(cls, path: Path) -> Keyring:
        """Read a keys file. Raises MissingKeys when it is absent or damaged."""
        try:
            kept = json.loads(path.read_text())
            return cls(
                current=kept["current"],
                sealing={name: base64.b64decode(key) for name, key in kept["sealing"].items()},
                index=base64.b64decode(kept["index"]),
                journal=base64.b64decode(kept["journal"]),
                cookies=base64.b64decode(kept["cookies"]),
            )
        except FileNotFoundError:
            raise MissingKeys(f"There is no keys file at {path}.") from None
        except (KeyError, ValueError, AttributeError) as error:
            raise MissingKeys(f"The keys file {path} is damaged: {error!r}.") from None

    def save(self, path: Path) -> None:
        """Write a new keys file that only its owner may read; never over an existing one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            "current": self.current,
            "sealing": {name: base64.b64encode(k).decode() for name, k in self.sealing.items()},
            "index": base64.b64encode(self.index).decode(),
            "journal": base64.b64encode(self.journal).decode(),
            "cookies": base64.b64encode(self.cookies).decode(),
        }
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(file.fileno())


_keyring: Keyring | None = None


def install(keyring: Keyring | None) -> None:
    """Make these the keys of this process."""
    global _keyring
    _keyring = keyring


def has_keys() -> bool:
    return _keyring is not None


def keyring() -> Keyring:
    if _keyring is None:
        raise MissingKeys("The office's keys are not loaded. Run: flask --app wsgi init")
    return _keyring


def seal(plain: bytes, *, bound_to: str) -> bytes:
    """Encrypt; only `unseal` with the same `bound_to` opens it again."""
    keys = keyring()
    nonce = secrets.token_bytes(NONCE_BYTES)
    name = keys.current.encode()
    sealed = AESGCM(keys.sealing[keys.current]).encrypt(nonce, plain, bound_to.encode())
    return bytes([len(name)]) + name + nonce + sealed


def unseal(sealed: bytes, *, bound_to: str) -> bytes:
    """Raises cryptography's InvalidTag when a byte was changed or the value was moved."""
    end = 1 + sealed[0]
    name, nonce, rest = sealed[1:end], sealed[end : end + NONCE_BYTES], sealed[end + NONCE_BYTES :]
    return AESGCM(keyring().sealing[name.decode()]).decrypt(nonce, rest, bound_to.encode())


def blind_index(plain: str, *, purpose: str) -> bytes:
    """A keyed hash to look a value up by, without keeping the value."""
    return hmac.digest(keyring().index, f"{purpose}|{plain}".encode(), hashlib.sha256)


def journal_mac(message: bytes) -> bytes:
    return hmac.digest(keyring().journal, message, hashlib.sha256)


def token_hash(token: str) -> bytes:
    """How a random token is kept: who reads the table cannot use it."""
    return hashlib.sha256(token.encode()).digest()


class Sealed:
    """An attribute kept encrypted in the column `<name>_sealed`.

    With `indexed=True` a keyed hash stands in the column `<name>_index`, to look it up by.
    The model declares both columns; assign and read the attribute as plain text.
    """

    def __init__(self, *, indexed: bool = False) -> None:
        self.indexed = indexed

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def _bound_to(self, row: Any) -> str:
        return f"{row.__tablename__}|{self.name}|{row.uuid}"

    @overload
    def __get__(self, row: None, owner: type) -> Sealed: ...
    @overload
    def __get__(self, row: object, owner: type) -> str | None: ...
    def __get__(self, row: object | None, owner: type) -> Sealed | str | None:
        if row is None:
            return self
        sealed = getattr(row, f"{self.name}_sealed")
        if sealed is None:
            return None
        return unseal(sealed, bound_to=self._bound_to(row)).decode()

    def __set__(self, row: object, plain: str | None) -> None:
        sealed = seal(plain.encode(), bound_to=self._bound_to(row)) if plain else None
        setattr(row, f"{self.name}_sealed", sealed)
        if self.indexed:
            setattr(row, f"{self.name}_index", self.index_of(plain) if plain else None)

    def index_of(self, plain: str) -> bytes:
        """What to compare the `<name>_index` column with."""
        return blind_index(plain, purpose=self.name)
