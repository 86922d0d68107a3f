"""A frozen list: who takes part, in an order and with a hash that anyone can recompute."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rules.errors import quote
from rules.selection.errors import SelectionRefused

LONGEST_KEY = 200


def checked_key(key: object) -> str:
    """`key` itself when it can stand in a published list; raises SelectionRefused otherwise."""
    if not isinstance(key, str) or not key:
        raise SelectionRefused(f"{quote(key)} is not the key of an applicant; use a text")
    if len(key) > LONGEST_KEY:
        raise SelectionRefused(f"the key {quote(key)} has more than {LONGEST_KEY} characters")
    if key != key.strip() or not key.isprintable():
        raise SelectionRefused(
            f"the key {quote(key)} has a line break, a control character or blanks at its ends"
        )
    if unicodedata.normalize("NFC", key) != key:
        raise SelectionRefused(f"the key {quote(key)} is not in Unicode's composed form (NFC)")
    return key


@dataclass(frozen=True)
class FrozenList:
    """The keys of all who take part, ascending by code point, each once. Made by `freeze`.

    The text is published, so a key is a case number and never a name.
    """

    keys: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.keys:
            raise SelectionRefused("an empty list cannot be frozen")
        for key in self.keys:
            checked_key(key)
        for before, after in zip(self.keys, self.keys[1:], strict=False):
            if before == after:
                raise SelectionRefused(f"the key {quote(after)} stands in the list twice")
            if before > after:
                raise SelectionRefused(f"the key {quote(after)} is not in its place in the list")

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def text(self) -> str:
        """The published form: a line for each key, its number, a blank, the key."""
        return "".join(f"{number} {key}\n" for number, key in enumerate(self.keys, 1))

    @property
    def hash(self) -> str:
        """`sha256:…` over the text in UTF-8, as `sha256sum` gives it for the published file."""
        return "sha256:" + hashlib.sha256(self.text.encode()).hexdigest()


def freeze(keys: Iterable[str]) -> FrozenList:
    """Sort and freeze. Raises SelectionRefused for a key that is twice, blank or not printable."""
    return FrozenList(tuple(sorted(checked_key(key) for key in keys)))


def read_list(text: str) -> FrozenList:
    """The list of a published text. Raises SelectionRefused when it is not one."""
    lines = text.split("\n")
    if lines[-1] or len(lines) < 2:
        raise SelectionRefused("the list must end with a line break")
    keys = []
    for number, line in enumerate(lines[:-1], 1):
        written, _, key = line.partition(" ")
        if written != str(number):
            raise SelectionRefused(f"line {number} of the list begins with {quote(written)}")
        keys.append(key)
    return FrozenList(tuple(keys))
