"""Search as one types, beside LIKE on the same rows in the same run.

    python benchmarks/search.py [businesses]

Each query is one that a clerk types: the beginning of a name, a whole name, a name with a slip
of the finger. "Found" means that the business, or another of the same name or owner, is among
the ten shown; the beginning of a name fits too many for that to mean anything.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import partial

from register import demo_office, p50_and_p99, row, timed
from sqlalchemy import or_, select

from intranet.businesses import search
from intranet.businesses.models import Business
from intranet.database import db
from intranet.people.models import Person

QUERIES = 200
SHOWN = 10
BEGINNING = "beginning of a name"

Names = tuple[str, str]
Search = Callable[[str], list[int]]


def slip(word: str, chance: random.Random) -> str:
    """The word with one letter dropped, doubled, swapped or replaced."""
    place = chance.randrange(1, max(2, len(word) - 1))
    kind = chance.choice(["drop", "double", "swap", "replace"])
    if kind == "drop":
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + word[place] + word[place:]
    if kind == "swap" and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + chance.choice("aeiourtnk") + word[place + 1 :]


def with_a_slip(name: str, chance: random.Random) -> str:
    words = name.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    words[longest] = slip(words[longest], chance)
    return " ".join(words)


def ours(typed: str) -> list[int]:
    return [found.business_id for found in search.find(typed, limit=SHOWN) if found.business_id]


def like(typed: str) -> list[int]:
    conditions = [
        or_(Business.name.ilike(f"%{word}%"), Person.name.ilike(f"%{word}%"))
        for word in typed.split()
    ]
    query = select(Business.id).join(Person, Business.owner_id == Person.id)
    return list(db.session.scalars(query.where(*conditions).limit(SHOWN)))


def main() -> None:
    chance = random.Random(7)
    businesses = int(sys.argv[1]) if len(sys.argv) > 1 else 13_652
    with demo_office(businesses):
        names: dict[int, Names] = {
            id: (name.lower(), owner.lower())
            for id, name, owner in db.session.execute(
                select(Business.id, Business.name, Person.name).join(
                    Person, Business.owner_id == Person.id
                )
            )
        }
        wanted = chance.sample(sorted(names), QUERIES)
        typed = {id: chance.choice(names[id]) for id in wanted}
        kinds = {
            BEGINNING: {id: typed[id][: chance.randint(3, 9)].strip() for id in wanted},
            "whole name": typed,
            "name with a slip": {id: with_a_slip(typed[id], chance) for id in wanted},
        }
        row("businesses", "query", "search", "p50 ms", "p99 ms", "found")
        row(*["---"] * 6)
        for kind, queries in kinds.items():
            for title, find in (("Loket", ours), ("LIKE", like)):
                measure(f"{businesses}", kind, title, find, queries, names)


def measure(
    count: str,
    kind: str,
    title: str,
    find: Search,
    queries: dict[int, str],
    names: dict[int, Names],
) -> None:
    times, found = [], 0
    for id, text in queries.items():
        times.append(timed(partial(find, text)))
        found += any(set(names[result]) & set(names[id]) for result in find(text))
        db.session.rollback()
    p50, p99 = p50_and_p99(times)
    shown = "–" if kind == BEGINNING else f"{found / len(queries):.0%}"
    row(count, kind, title, f"{p50:.2f}", f"{p99:.2f}", shown)


if __name__ == "__main__":
    main()
