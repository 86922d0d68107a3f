"""Where two conditions differ, at the deepest place, and how to say it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from rules import canonical, sentences
from rules.comparison.differences import Difference, Effect, same
from rules.comparison.matching import match
from rules.document import Condition, Document, Group, Leaf
from rules.words import Words, say

KINDS = {
    "all": Words("semua harus terpenuhi", "all must hold"),
    "any": Words("cukup salah satu", "one is enough"),
    "none": Words("tidak satu pun boleh terpenuhi", "none may hold"),
    "not": Words("kebalikannya", "the opposite"),
    "count_at_least": Words("paling sedikit {count} terpenuhi", "at least {count} hold"),
}


@dataclass(frozen=True)
class Spot:
    """A place where conditions differ: `threshold`, `replaced`, `added`, `removed`, `joined`
    (other word over the same members) or `order`. One of `old` and `new` may be missing."""

    kind: str
    path: str
    old: Condition | None
    new: Condition | None


class ConditionComparer:
    """Compares conditions of two documents."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new

    def differences(
        self, owner: Words, old: Condition, new: Condition, path: str, effect: Effect
    ) -> Iterator[Difference]:
        """Each place where they differ, told as something about `owner`."""
        for spot in spots(old, new, path):
            yield Difference(
                f"condition_{spot.kind}",
                spot.path,
                effect,
                self._sentence(owner, spot),
                None if spot.old is None else canonical.condition(spot.old),
                None if spot.new is None else canonical.condition(spot.new),
            )

    def _sentence(self, owner: Words, spot: Spot) -> Words:
        old, new = spot.old, spot.new
        before = "" if old is None else sentences.condition_sentence(self.old, old, {})
        after = "" if new is None else sentences.condition_sentence(self.new, new, {})
        if spot.kind == "threshold" and isinstance(old, Leaf):
            alone = sentences.operands_sentence(self.old, old, {})
            return say(
                '{owner} kini: "{after}" (sebelumnya "{alone}")',
                '{owner} is now: "{after}" (before: "{alone}")',
                owner=owner,
                after=after,
                alone=alone,
            )
        if spot.kind == "joined" and isinstance(old, Group) and isinstance(new, Group):
            return say(
                "{owner}: kini {new}, sebelumnya {old}: {after}",
                "{owner}: now {new}, before {old}: {after}",
                owner=owner,
                new=_kind(new),
                old=_kind(old),
                after=after,
            )
        templates = {
            "added": ('{owner}: ditambah "{after}"', '{owner}: added "{after}"'),
            "removed": (
                '{owner}: tidak lagi memuat "{before}"',
                '{owner}: no longer has "{before}"',
            ),
            "order": (
                "{owner}: urutan isinya berubah, artinya sama",
                "{owner}: its parts stand in another order, with the same meaning",
            ),
        }
        indonesian, english = templates.get(
            spot.kind,
            (
                '{owner} kini: "{after}" (sebelumnya "{before}")',
                '{owner} is now: "{after}" (before: "{before}")',
            ),
        )
        return say(indonesian, english, owner=owner, after=after, before=before)


def spots(old: Condition, new: Condition, path: str) -> Iterator[Spot]:
    """The deepest places where two conditions differ; none when they are the same."""
    if same(canonical.condition(old), canonical.condition(new)):
        return
    if isinstance(old, Leaf) and isinstance(new, Leaf) and _alike(old, new):
        yield Spot("threshold", f"{path}.{new.operator}", old, new)
    elif isinstance(old, Group) and isinstance(new, Group):
        yield from _group_spots(old, new, path)
    else:
        yield Spot("replaced", path, old, new)


def _group_spots(old: Group, new: Group, path: str) -> Iterator[Spot]:
    matched = match(old.members, new.members, _name)
    other_word = old.kind != new.kind or old.count != new.count
    if other_word and not matched.added and not matched.removed:
        yield Spot("joined", path, old, new)
        return
    if old.kind != new.kind:
        yield Spot("replaced", path, old, new)
        return
    if old.kind == "not":
        yield from spots(old.members[0], new.members[0], f"{path}.not")
        return
    here = f"{path}.{'of' if new.kind == 'count_at_least' else new.kind}"
    gone, come = dict(matched.removed), dict(matched.added)
    pairs = _pairs(gone, come)
    if not matched.kept and not any(_related(gone[a], come[b]) for a, b in pairs):
        yield Spot("replaced", path, old, new)
        return
    if other_word:
        yield Spot("joined", path, old, new)
    for was, place in pairs:
        yield from spots(gone.pop(was), come.pop(place), f"{here}[{place}]")
    for place, member in come.items():
        yield Spot("added", f"{here}[{place}]", None, member)
    for place, member in gone.items():
        yield Spot("removed", f"{here}[{place}]", member, None)
    if any(kept.moved for kept in matched.kept):
        yield Spot("order", here, old, new)


def _pairs(gone: dict[int, Condition], come: dict[int, Condition]) -> list[tuple[int, int]]:
    """Members that are the same one, changed: first those most alike."""
    pairs: list[tuple[int, int]] = []
    for likeness in (_alike, _related):
        for was, old in gone.items():
            for place, new in come.items():
                taken = any(was == a or place == b for a, b in pairs)
                if not taken and likeness(old, new):
                    pairs.append((was, place))
    left = [was for was in gone if all(was != pair[0] for pair in pairs)]
    fresh = [place for place in come if all(place != pair[1] for pair in pairs)]
    if len(left) == len(fresh) == 1:  # One went and one came: it was replaced.
        pairs.append((left[0], fresh[0]))
    return sorted(pairs, key=lambda pair: pair[1])


def _alike(old: Condition, new: Condition) -> bool:
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        return (old.fact, old.operator) == (new.fact, new.operator) and old.operator != "present"
    return False


def _related(old: Condition, new: Condition) -> bool:
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        return old.fact == new.fact
    return isinstance(old, Group) and isinstance(new, Group)


def _name(condition: Condition) -> str:
    return json.dumps(canonical.condition(condition), sort_keys=True)


def _kind(group: Group) -> Words:
    return say(KINDS[group.kind].id, str(KINDS[group.kind].en), count=group.count)
