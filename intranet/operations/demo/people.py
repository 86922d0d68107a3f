"""Synthetic people: 13,652 different NIK that no citizen can have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from intranet.businesses.bulk import Row, sealed_person
from intranet.operations.demo import names
from intranet.people.identifiers import WOMEN
from intranet.people.models import Sex

FEMALE_SHARE = 0.64  # Most micro-businesses are run by women.
YOUNGEST, OLDEST = 19, 74
# The sequence 0000 is never given out.
NO_ONES_SEQUENCE = "0000"


@dataclass(frozen=True)
class Owner:
    """What the business of a person is made from."""

    uuid: UUID
    name: str
    sex: Sex
    born_on: date
    village_code: str
    registered_at: datetime


class People:
    """Makes people one after another; each NIK once."""

    def __init__(self, random: Random, villages: list[str], weights: list[int], now: datetime):
        self.random = random
        self.villages = villages
        self.weights = weights
        self.now = now
        self.taken: set[str] = set()

    def make(self, count: int, registered_by: UUID) -> tuple[list[Owner], Iterator[Row]]:
        """The owners at once, their rows (with what takes time: encryption) as they are read."""
        homes = self.random.choices(self.villages, self.weights, k=count)
        owners = [self._owner(home) for home in homes]
        niks = [self._nik(owner) for owner in owners]
        return owners, (
            self._row(number, owner, nik, registered_by)
            for number, (owner, nik) in enumerate(zip(owners, niks, strict=True))
        )

    def _owner(self, village_code: str) -> Owner:
        random = self.random
        sex = Sex.FEMALE if random.random() < FEMALE_SHARE else Sex.MALE
        age_in_days = int(random.triangular(YOUNGEST, OLDEST, 43) * 365.25)
        return Owner(
            uuid=UUID(int=random.getrandbits(128), version=4),
            name=names.person(random, sex),
            sex=sex,
            born_on=self.now.date() - timedelta(days=age_in_days),
            village_code=village_code,
            registered_at=self.now - timedelta(minutes=random.randrange(3 * 365 * 24 * 60)),
        )

    def _nik(self, owner: Owner) -> str:
        day = owner.born_on.day + (WOMEN if owner.sex is Sex.FEMALE else 0)
        birth = f"{day:02}{owner.born_on:%m%y}"
        subdistrict = owner.village_code[6:8]
        while (nik := f"3509{subdistrict}{birth}{NO_ONES_SEQUENCE}") in self.taken:
            # People keep the NIK of where they were born, so any subdistrict will do.
            subdistrict = f"{self.random.randint(1, 31):02}"
        self.taken.add(nik)
        return nik

    def _row(self, number: int, owner: Owner, nik: str, registered_by: UUID) -> Row:
        random = Random(owner.uuid.int)
        has_kk = random.random() < 0.4
        return {
            "uuid": owner.uuid,
            "name": owner.name,
            **sealed_person(owner.uuid, nik=nik, kk=_family_card(nik) if has_kk else None),
            "sex": owner.sex,
            "born_on": owner.born_on,
            "is_married": random.choices([True, False, None], [70, 15, 15])[0],
            "is_public_servant": random.choices([False, None, True], [60, 39, 1])[0],
            "phone": f"+6280000{number % 100_000:05}" if random.random() < 0.82 else None,
            "address": _address(random),
            "village_code": owner.village_code,
            "registered_at": owner.registered_at,
            "registered_by": registered_by,
        }


def _family_card(nik: str) -> str:
    return f"{nik[:6]}010120{NO_ONES_SEQUENCE}"


def _address(random: Random) -> str:
    hamlet = random.choice(
        ("Krajan", "Sumberejo", "Kebonsari", "Curah", "Tegalsari", "Karanganyar")
    )
    return f"Dusun {hamlet} RT {random.randint(1, 12):02} RW {random.randint(1, 9):02}"
