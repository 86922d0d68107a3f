"""What a kind of letter is."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString

SEALED = frozenset({"nik"})
"""Placeholders whose values are never kept in a letter's content."""


@dataclass(frozen=True)
class Kind:
    key: str
    name: LazyString
    classification: str
    """Archive classification code, the first part of the letter's number."""
    subject: str
    wording: str
    redraft_endpoint: str | None = None
    """The view, of the feature that drafts this kind, that drafts it anew; where it has one."""
