"""Names that can be meant, and those that would be there if their own mistake were mended.

Whoever reads a criterion that could not be read has made no mistake of their own: what they say is
kept back until the criterion can be read, so that only what is to be mended is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.document import Table
from rules.errors import quote, suggest
from rules.loading.forms import FollowsUp, Wrong
from rules.loading.nodes import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True)
class Names:
    """Names of one kind: those that could be read, and those that stand there but could not.

    `is_whole` is false where something stands there whose name cannot be told.
    """

    read: tuple[str, ...]
    unread: tuple[str, ...] = ()
    is_whole: bool = True

    def check(self, word: str, path: str, says: str = "{word} is not known here{hint}") -> None:
        """Raises Wrong with the nearest name, or FollowsUp where it may stand there unread."""
        if word not in self.read:
            raise self.mistake(word)(path, says.format(word=quote(word), hint=self.hint(word)))

    def mistake(self, word: str) -> type[Wrong]:
        """What it is to name a word that could not be read: FollowsUp where it may stand there."""
        return FollowsUp if word in self.unread or not self.is_whole else Wrong

    def hint(self, word: str) -> str:
        """The nearest name as a sentence, or all of them."""
        return suggest(word, [*self.read, *self.unread])


def names_in(node: Node | None, read: Iterable[str], key: str = "id") -> Names:
    """The names in a list of which `read` could be read; each entry has its own under `key`.

    None is a list that does not stand in the document.
    """
    found = tuple(read)
    if node is None:
        return Names(found)
    if not isinstance(node, Sequence):
        return Names(found, (), is_whole=False)
    given = [e.entries.get(key) if isinstance(e, Mapping) else None for e in node.items]
    words = [name.text.strip() for name in given if isinstance(name, Scalar)]
    unread = tuple(word for word in dict.fromkeys(words) if word not in found)
    return Names(found, unread, is_whole=len(words) == len(given))


def keys_of(node: Node | None, read: Iterable[str]) -> Names:
    """The names in a mapping of which `read` could be read."""
    found = tuple(read)
    if node is None:
        return Names(found)
    if not isinstance(node, Mapping):
        return Names(found, (), is_whole=False)
    return Names(found, tuple(word for word in node.entries if word not in found))


def rows_of(node: Node | None, tables: Iterable[Table]) -> dict[str, Names]:
    """The names of the rows of each table that could be read."""
    found: dict[str, Names] = {}
    entries = node.items if isinstance(node, Sequence) else ()
    nodes = {
        name.text.strip(): entry.entries.get("rows")
        for entry in entries
        if isinstance(entry, Mapping) and isinstance(name := entry.entries.get("id"), Scalar)
    }
    for table in tables:
        found[table.id] = names_in(nodes[table.id], [row.value for row in table.rows])
    return found
