"""The divisions that staff may belong to. The office, which stands above, tells which."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Provider = Callable[[], Iterable[tuple[str, str]]]
_provider: Provider = tuple


def told_by(provider: Provider) -> None:
    """Register what gives (code, name) of every division; the office does so at start."""
    global _provider
    _provider = provider


def choices() -> list[tuple[str, str]]:
    return list(_provider())
