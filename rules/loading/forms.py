"""Reads nodes of an expected form, and notes every mistake with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from typing import ParamSpec, TypeVar

from rules.errors import DocumentRefused, Problem, quote, suggest
from rules.loading.nodes import Mapping, Node, Null, Scalar, Sequence, Written
from rules.words import Words

T = TypeVar("T")
P = ParamSpec("P")
MOST_PROBLEMS = 100
LONGEST_NAME = 60
LONGEST_TEXT = 2_000
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
FACT_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


class Wrong(Exception):
    """A mistake at a place; Notes.attempt writes it down and goes on."""

    def __init__(self, path: str, message: str) -> None:
        self.path, self.message = path, message
        super().__init__(message)


class FollowsUp(Wrong):
    """What is wrong only because of a mistake elsewhere, which is told instead."""


class Notes:
    """The mistakes found so far in one file. What only follows from others is kept back."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.kept_back: list[Problem] = []

    def add(self, path: str, message: str) -> None:
        """Note a mistake, once. Raises DocumentRefused when there are a hundred."""
        problem = Problem(self.file, path, message)
        if problem in self.problems:
            return
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise DocumentRefused(self.problems)

    def attempt(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What `read` answers, or None with its mistake noted."""
        try:
            return read(*args, **kwargs)
        except FollowsUp as wrong:
            self.kept_back.append(Problem(self.file, wrong.path, wrong.message))
            return None
        except Wrong as wrong:
            self.add(wrong.path, wrong.message)
            return None

    def each(
        self, nodes: Iterable[Node], path: str, read: Callable[[Node, str], T]
    ) -> tuple[T, ...]:
        """The entries that could be read; the mistakes of the others are noted."""
        found = (self.attempt(read, node, join(path, place)) for place, node in enumerate(nodes))
        return tuple(entry for entry in found if entry is not None)

    def refuse_if_any(self) -> None:
        """Raises DocumentRefused when a mistake was noted."""
        if self.problems or self.kept_back:
            raise DocumentRefused(self.problems or self.kept_back)

    def entries(
        self, node: Node, path: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """The entries of a mapping; unknown and missing keys are noted, null ones left out."""
        known = [*required, *optional]
        found = mapping(node, path)
        for key in found:
            if key not in known:
                self.add(join(path, key), f"{quote(key)} is not a key here{suggest(key, known)}")
        right: dict[str, Node] = {
            k: v for k, v in found.items() if k in known and not isinstance(v, Null)
        }
        for key in required:
            if key not in right:
                kind = FollowsUp if misspelt(key, found, known) else Wrong
                raise kind(path, f'the key "{key}" is missing')
        return right


def join(path: str, step: str | int) -> str:
    """The path of a key or a place (a whole number) below `path`; long keys are shortened."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    step = step if len(step) <= LONGEST_NAME else step[:LONGEST_NAME] + "…"
    return f"{path}.{step}" if path else step


def misspelt(key: str, found: Iterable[str], known: Collection[str]) -> bool:
    """Whether a key that nobody knows may be meant as this one, which is missing."""
    unknown = [word for word in found if word not in known]
    return key not in found and any(quote(key) in suggest(word, [*known]) for word in unknown)


def mapping(node: Node, path: str) -> dict[str, Node]:
    """The entries of a mapping. Raises Wrong."""
    if not isinstance(node, Mapping):
        raise Wrong(path, f"{node.shown} stands where keys with values are asked")
    return node.entries


def items(node: Node, path: str, least: int = 0, most: int | None = None) -> tuple[Node, ...]:
    """The entries of a list that has `least` to `most` of them. Raises Wrong."""
    if not isinstance(node, Sequence):
        raise Wrong(path, f"{node.shown} stands where a list is asked")
    if len(node.items) < least:
        raise Wrong(path, "the list is empty" if least == 1 else f"fewer than {least} entries")
    if most is not None and len(node.items) > most:
        raise Wrong(path, f"{len(node.items)} entries; at most {most} are allowed")
    return node.items


def text(node: Node, path: str) -> str:
    """A text that is not blank nor too long, trimmed. Raises Wrong."""
    if not isinstance(node, Scalar) or node.written not in (Written.PLAIN, Written.TEXT):
        raise Wrong(path, f"{node.shown} stands where text is asked")
    if len(node.text) > LONGEST_TEXT:
        raise Wrong(path, f"longer than {LONGEST_TEXT} characters; shorten it")
    if not node.text.strip():
        raise Wrong(path, "the text is blank")
    return node.text.strip()


def name(node: Node, path: str, pattern: re.Pattern[str] = NAME) -> str:
    """A text of the form of a name. Raises Wrong."""
    word = text(node, path)
    if len(word) > LONGEST_NAME or not pattern.fullmatch(word):
        form = {
            KEBAB: "lower-case words joined by hyphens",
            NAME: "letters, digits, _ and -, beginning with a letter",
            FACT_NAME: "lower-case words joined by underscores",
        }[pattern]
        raise Wrong(path, f"{quote(word)} is not a name: use {form}")
    return word


def option(node: Node, path: str) -> str:
    """A text as choices are compared: after Unicode NFC and trimming."""
    return unicodedata.normalize("NFC", text(node, path))


def is_scalar(node: Node) -> bool:
    """Whether one value stands here, rather than a list, keys or nothing."""
    return isinstance(node, Scalar)


def one_of(node: Node, path: str, right: list[str]) -> str:
    """One of the right words. Raises Wrong, with the nearest of them."""
    word = text(node, path)
    if word not in right:
        raise Wrong(path, f"{quote(word)} is not known here{suggest(word, right)}")
    return word


def true_or_false(node: Node, path: str) -> bool:
    """A boolean, never guessed from other words. Raises Wrong."""
    if (
        isinstance(node, Scalar)
        and node.written in (Written.PLAIN, Written.WORD)
        and node.text in ("true", "false")
    ):
        return node.text == "true"
    raise Wrong(path, f"{node.shown} is not a boolean: write true or false")


def words(notes: Notes, node: Node, path: str) -> Words:
    """A `{id: …, en: …}` text."""
    if isinstance(node, Scalar):
        raise Wrong(path, f"write a text as {{id: {node.text[:30]}}}")
    found = notes.entries(node, path, ("id",), ("en",))
    return Words(
        text(found["id"], join(path, "id")),
        text(found["en"], join(path, "en")) if "en" in found else None,
    )
