"""Who speaks at the demo's sessions, what they ask for, and what the table answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import cycle
from random import Random
from uuid import UUID

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.budgets import queries as windows
from intranet.businesses.models import Business
from intranet.database import db
from intranet.forums import queries
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log import withdrawing
from intranet.forums.log.taking_down import Entry, Wish, take_down
from intranet.forums.models import Aspiration, ForumSession, OfficialPresent, ResponseKind, Topic
from intranet.operations.demo import names
from intranet.operations.demo.aspirations import (
    AGENCIES,
    ANSWERS,
    SAID,
    WULUHAN,
    WULUHAN_ANSWERS,
    Said,
)
from intranet.operations.demo.businesses import Made
from intranet.people.models import Sex
from intranet.places import queries as places

K = ResponseKind
# What is answered at the table, in turn; None is left for the office to answer.
KINDS = (K.ANSWERED, K.IN_PROCESS, K.PROPOSED, None, K.REFERRED, K.PROPOSED, K.NOT_POSSIBLE, None)


@dataclass
class Held:
    """A session of the demo: `starts` is when it was or will be held."""

    subdistrict: str
    place: str
    starts: datetime
    speakers: int = 0
    called_off: bool = False
    has_double: bool = False
    """Two scribes wrote the same speaker down; one of the entries is withdrawn."""
    village: str | None = None
    """Its code; where none is said, that of the village that the hall is named after."""
    planned: ForumSession | None = None

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def session(self) -> ForumSession:
        assert self.planned is not None
        return self.planned

    @property
    def present(self) -> list[OfficialPresent]:
        return self.session.officials


@dataclass(frozen=True)
class Speaker:
    name: str
    village_code: str | None
    business: Business | None = None


class Hall:
    """Where somebody stands up and is answered."""

    def __init__(self, random: Random, made: list[Made], users: dict[str, User]) -> None:
        self.random, self.made, self.users = random, made, users
        self.kinds, self.said = cycle(KINDS), cycle(random.sample(SAID, len(SAID)))

    def speak_of_six(self, held: Held) -> None:
        """As the press told of it: one speaker, two wishes, and both were answered."""
        head = held.present[0]
        answers = [
            Answer(kind, head.name, words, head.position, budget=budget)
            for kind, words, budget in WULUHAN_ANSWERS
        ]
        speaker = Speaker("Sumarti Contoh", held.village)
        self._take_down(held, speaker, WULUHAN, answers, held.starts)

    def speak(self, held: Held, at: datetime) -> None:
        said, table = next(self.said), held.present
        answers = [self._answer(next(self.kinds), table, held) for _wish in said.wishes]
        self._take_down(held, self._speaker(held), said, answers, at)

    def write_twice(self, held: Held, at: datetime) -> None:
        """A second scribe takes down what has a number already, and it is withdrawn."""
        first = withdrawing.with_number(held.session, 1)
        assert first is not None
        said = Said(first.words, ((first.items[0].request, first.items[0].topic.name),))
        answers = [self._answer(K.IN_PROCESS, held.present, held)]
        speaker = Speaker(first.speaker, first.village_code, first.business)
        double = self._take_down(held, speaker, said, answers, at)
        withdrawing.withdraw(
            double,
            "Tercatat oleh dua pencatat.",
            double_of=first,
            seen_version=double.version,
            by=self.users["verifikator"],
        )

    def _take_down(
        self,
        held: Held,
        speaker: Speaker,
        said: Said,
        answers: Sequence[Answer | None],
        at: datetime,
    ) -> Aspiration:
        number = queries.how_many_numbered(held.session) + 1
        is_confidential = number % 11 == 0
        has_phone = self.random.random() < 0.5
        entry = Entry(
            key=UUID(int=self.random.getrandbits(128), version=4),
            speaker=speaker.name,
            village=places.find(speaker.village_code or ""),
            business=speaker.business,
            phone=f"+6280000{self.random.randrange(100_000):05}" if has_phone else None,
            words=said.words,
            wishes=tuple(
                Wish(request, self.topics[topic], answer)
                for (request, topic), answer in zip(said.wishes, answers, strict=True)
            ),
            spoken_at=at,
            is_confidential=is_confidential,
            division_code="umkm" if is_confidential or number % 3 == 0 else None,
        )
        scribe = self.users["verifikator" if number % 4 == 0 else "loket"]
        return take_down(held.session, entry, by=scribe)

    def _speaker(self, held: Held) -> Speaker:
        """Somebody of the subdistrict; every other one has a business in the register."""
        near = [one for one in self.made if one.owner.village_code.startswith(held.subdistrict)]
        if near and self.random.random() < 0.5:
            made = self.random.choice(near)
            business = db.session.scalars(select(Business).where(Business.uuid == made.uuid)).one()
            return Speaker(made.owner.name, made.owner.village_code, business)
        sex = self.random.choice(list(Sex))
        village = self.random.choice(places.villages_of(held.subdistrict))
        return Speaker(f"{names.person(self.random, sex)} (contoh)", village.code)

    def _answer(
        self, kind: ResponseKind | None, table: list[OfficialPresent], held: Held
    ) -> Answer | None:
        if kind is None:
            return None
        official = table[1] if kind is K.REFERRED else table[0]
        return Answer(
            kind,
            official.name,
            self.random.choice(ANSWERS[kind]),
            official.position,
            budget=windows.takes_proposals_next(held.day)[0].budget if kind is K.PROPOSED else None,
            agency=self.random.choice(AGENCIES) if kind is K.REFERRED else "",
        )

    @cached_property
    def topics(self) -> dict[str, Topic]:
        return {topic.name: topic for topic in queries.topics()}
