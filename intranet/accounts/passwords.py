"""Passwords: how they are kept, compared, and which ones are too easy to guess."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SHORTEST = 12
LONGEST = 200

_hasher = PasswordHasher()

# Beginnings that guessers try first; what is typed after them adds little.
COMMON = (
    "password",
    "passw0rd",
    "p@ssw0rd",
    "katasandi",
    "sandi",
    "rahasia",
    "bismillah",
    "indonesia",
    "jember",
    "merdeka",
    "sayang",
    "qwerty",
    "asdfgh",
    "admin",
    "loket",
    "selamat",
    "welcome",
    "letmein",
    "iloveyou",
    "abcdef",
    "123456",
    "dinas",
    "umkm",
    "koperasi",
)
ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890")


def hashed(password: str) -> str:
    return _hasher.hash(_same_form(password))


def is_right(password: str, kept: str | None) -> bool:
    """Takes equally long whether or not there is a password to compare with."""
    try:
        return _hasher.verify(kept or _nobodys(), _same_form(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than those of today."""
    return _hasher.check_needs_rehash(kept)


def weakness(password: str, *, username: str) -> LazyString | None:
    """What to do about a password that is too easy to guess; None when it is good."""
    if len(password) < SHORTEST:
        return _l("Pakai kata sandi sedikitnya %(least)s karakter", least=SHORTEST)
    if len(password) > LONGEST:
        return _l("Pakai kata sandi paling banyak %(most)s karakter", most=LONGEST)
    plain = "".join(c for c in _same_form(password).casefold() if c.isalnum())
    if username.casefold() in plain and len(plain) - len(username) < SHORTEST:
        return _l("Pilih kata sandi yang tidak memuat nama pengguna Anda")
    if len(set(plain)) < 5 or len(_without_guessable(plain)) < 5:
        return _l("Kata sandi ini mudah ditebak. Pakai misalnya empat kata yang tidak berhubungan")
    return None


def _without_guessable(plain: str) -> str:
    """What remains when common beginnings, digits and rows of keys are taken away."""
    for word in COMMON:
        plain = plain.replace(word, "")
    for row in ROWS:
        for run in (row, row[::-1]):
            for length in range(len(run), 3, -1):
                for start in range(len(run) - length + 1):
                    plain = plain.replace(run[start : start + length], "")
    return plain.strip("0123456789")


def _same_form(password: str) -> str:
    """The same letters count as the same, however a keyboard composes them."""
    return unicodedata.normalize("NFC", password).encode(errors="replace").decode()


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
