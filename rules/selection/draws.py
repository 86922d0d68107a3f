"""A public draw: announced over a frozen list, held with published values, proved for anybody.

Announce the hash of the list and the sources while nobody can know their values; hold the draw
with the values afterwards; publish the proof. Ten lines recompute it, in any language; RECOMPUTE
has them in Python, to be published beside the proof.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.errors import quote
from rules.selection import rfc3797
from rules.selection.errors import SelectionRefused
from rules.selection.lists import FrozenList
from rules.selection.rfc3797 import Drawn, Values
from rules.words import Words

METHOD = "RFC 3797"
KINDS = ("numbers", "text")
RECOMPUTE = """\
import hashlib, json
proof = json.load(open("proof.json", encoding="utf-8"))
text, sources = proof["list"]["text"], [s["values"] for s in proof["sources"]]
print("sha256:" + hashlib.sha256(text.encode()).hexdigest() == proof["list"]["hash"])
form = lambda v: filter(str.isalnum, v.upper()) if str(v) == v else (f"{n}." for n in sorted(v))
key, left = "".join("".join(form(v)) + "/" for v in sources).encode(), text.splitlines()
for k, line in enumerate(proof["draws"]):
    two = k.to_bytes(2, "big")
    taken = left.pop(int(hashlib.md5(two + key + two).hexdigest(), 16) % len(left))
    print(k + 1, taken, taken == f"{line['number']} {line['key']}")
"""


@dataclass(frozen=True)
class Source:
    """A public event of the future. `kind` is `numbers` (a list of whole ones) or `text`.

    `says` tells where and when its values appear, exactly enough that nobody can disagree.
    """

    name: str
    kind: str
    says: Words | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise SelectionRefused("a source of randomness needs a name")
        if self.kind not in KINDS:
            raise SelectionRefused(f"{self.name}: a source gives numbers or text, not {self.kind}")


@dataclass(frozen=True)
class Announcement:
    """What is published before the sources are known; `draws` is how many will be drawn."""

    list_hash: str
    size: int
    draws: int
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        names = [source.name for source in self.sources]
        if not names:
            raise SelectionRefused("a draw needs at least one source of randomness")
        if len(set(names)) < len(names):
            raise SelectionRefused("two sources of a draw have the same name")
        if self.size > rfc3797.LARGEST_POOL:
            raise SelectionRefused(
                f"a draw can hold at most {rfc3797.LARGEST_POOL:,} names, not {self.size:,}"
            )
        if not 1 <= self.draws <= self.size:
            raise SelectionRefused(f"{self.draws} cannot be drawn out of {self.size}")

    @property
    def bits_needed(self) -> float:
        """How unpredictable the sources must be, in bits, for each order to be possible.

        For a long list that is more than a lottery gives. Each single place is then still fair to
        within the sources' bits; only far from every order of the whole list can come up.
        """
        return rfc3797.bits_needed(self.size, self.draws, in_order=True)

    @property
    def says(self) -> Words:
        """The announcement as a sentence."""
        names = "; ".join(source.name for source in self.sources)
        return Words(
            f"Undian {METHOD} atas daftar {self.list_hash} ({self.size} pemohon), "
            f"{self.draws} kali undian, dengan sumber acak: {names}.",
            f"Draw by {METHOD} over the list {self.list_hash} ({self.size} applicants), "
            f"{self.draws} draws, with these sources of randomness: {names}.",
        )

    def as_dict(self) -> dict[str, Any]:
        """As JSON data, to publish."""
        return {
            "method": METHOD,
            "list": {"hash": self.list_hash, "size": self.size},
            "draws": self.draws,
            "sources": [_source(source) for source in self.sources],
        }


def announce(
    frozen: FrozenList, sources: Sequence[Source], draws: int | None = None
) -> Announcement:
    """Announce a draw; of everybody, which orders the whole list, unless `draws` says how many.

    Raises SelectionRefused.
    """
    return Announcement(
        frozen.hash, len(frozen), len(frozen) if draws is None else draws, tuple(sources)
    )


@dataclass(frozen=True)
class Proof:
    """A draw that was held, with everything that is needed to hold it again."""

    announcement: Announcement
    frozen: FrozenList
    values: tuple[Values, ...]  # of each source, as announced

    @property
    def key_string(self) -> str:
        """The sources' values as the RFC writes them."""
        return rfc3797.key_string(self.values)

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        """The draws, in order."""
        size, draws = self.announcement.size, self.announcement.draws
        return tuple(rfc3797.draw(self.key_string, size, draws))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The keys drawn, the first one first."""
        return tuple(self.frozen.keys[drawn.number - 1] for drawn in self.drawn)

    @cached_property
    def places(self) -> dict[str, int]:
        """Each drawn key's place in the draw, from 1."""
        return {key: place for place, key in enumerate(self.order, 1)}

    def as_dict(self) -> dict[str, Any]:
        """As JSON data, to publish."""
        sources = zip(self.announcement.sources, self.values, strict=True)
        return {
            "method": METHOD,
            "list": {"hash": self.frozen.hash, "size": len(self.frozen), "text": self.frozen.text},
            "sources": [
                {
                    **_source(source),
                    "values": values if isinstance(values, str) else list(values),
                    "canonical": rfc3797.canonical(values),
                }
                for source, values in sources
            ],
            "key_string": self.key_string,
            "draws": [
                {"draw": place, **drawn._asdict(), "key": key}
                for place, (drawn, key) in enumerate(zip(self.drawn, self.order, strict=True), 1)
            ],
        }


def hold(announcement: Announcement, frozen: FrozenList, values: Mapping[str, Values]) -> Proof:
    """Draw, with the values of each announced source by its name.

    Raises SelectionRefused when the list is not the announced one, a source is missing or one too
    many, or its values are not of the announced kind.
    """
    if (frozen.hash, len(frozen)) != (announcement.list_hash, announcement.size):
        raise SelectionRefused(
            f"the announced list is {announcement.list_hash}, this one is {frozen.hash}"
        )
    names = [source.name for source in announcement.sources]
    for name in names:
        if name not in values:
            raise SelectionRefused(f"the values of the source {quote(name)} are missing")
    for name in values:
        if name not in names:
            raise SelectionRefused(f"the source {quote(name)} was not announced")
    return Proof(
        announcement, frozen, tuple(_typed(s, values[s.name]) for s in announcement.sources)
    )


def _typed(source: Source, values: Values) -> Values:
    if isinstance(values, str) != (source.kind == "text"):
        raise SelectionRefused(f"{source.name}: {source.kind} were announced, not {quote(values)}")
    try:
        rfc3797.canonical(values)
    except SelectionRefused as error:
        raise SelectionRefused(f"{source.name}: {error}") from None
    return values if isinstance(values, str) else tuple(values)


def _source(source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {"name": source.name, "kind": source.kind}
    if source.says is not None:
        says = source.says
        found["says"] = {"id": says.id} if says.en is None else {"id": says.id, "en": says.en}
    return found
