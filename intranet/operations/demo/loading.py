"""Builds the demo office in one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from intranet import clock
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses import bulk
from intranet.businesses.models import AidReceived, Business, Cluster, MarketEvidence
from intranet.database import Model, db
from intranet.office import queries as office
from intranet.office.services import OfficeDetails
from intranet.operations import setting_up
from intranet.operations.demo import (
    banks,
    emblem,
    history,
    licences,
    places,
    staff,
)
from intranet.operations.demo import (
    businesses as making_businesses,
)
from intranet.operations.demo.businesses import CLUSTERS, Made
from intranet.operations.demo.cases import Counter
from intranet.operations.demo.forums import Forums
from intranet.operations.demo.people import People
from intranet.operations.demo.playing import play
from intranet.operations.demo.programmes import Programmes
from intranet.operations.setting_up import NewOffice

BUSINESSES = 13_652  # As many as Blora counted at the end of 2023.
CASES = 40
SEED = 2026
# The demo office began to use Loket so many days ago.
IN_USE_FOR = timedelta(days=60)

Progress = Callable[[int], None]
ProgressOf = Callable[[str, int], AbstractContextManager[Progress]]

JEMBER = NewOffice(
    regency_code=places.REGENCY,
    details=OfficeDetails(
        government="PEMERINTAH KABUPATEN JEMBER",
        name="Dinas Koperasi dan Usaha Mikro",
        seat="Jember",
        address="Jalan Contoh Nomor 1, Jember",
        postal_code="68111",
        phone="(0331) 000000",
        email="dinas@contoh.invalid",
        website="contoh.invalid",
        unit_code="35.09.410",
    ),
    emblem=emblem.drawn(),
    is_demo=True,
)


def load(*, password: str, businesses: int, cases: int, seed: int, progress_of: ProgressOf) -> None:
    """Fill an empty, prepared database; call inside a transaction.

    Raises OfficeAlreadySetUp, NoSuchRegency or RegionTablesMissing.
    """
    random = Random(seed)
    now = clock.now()
    # The day before the first case, at whatever hour of the day this runs.
    with clock.stopped_at(now - IN_USE_FOR - timedelta(days=1)):
        setting_up.furnish(JEMBER)
        users = staff.add(password)
        branches = banks.add()
        made = _register(random, businesses, users["loket"], progress_of)
    with progress_of("Kasus", cases) as progress:
        opened, since = min(cases, len(made)), now - IN_USE_FOR
        counter = Counter(random, made, users, branches, progress)
        # Drawn from numbers of their own, so that the cases stay what they are without forums.
        forums = Forums(Random(seed + 1), made, users, now=now)
        shared = Programmes(Random(seed + 2), users, now=now)
        play(
            [
                *counter.events(opened, since=since),
                *forums.events(since=since),
                *shared.events(since=since),
            ],
            until=now,
        )
    audit.record("demo_loaded", by=None, businesses=len(made), cases=opened, seed=seed)


def _register(random: Random, count: int, clerk: User, progress_of: ProgressOf) -> list[Made]:
    today = office.today()
    clusters = _clusters(random)
    owners, people = People(random, *places.villages(), clock.now()).make(count, clerk.uuid)
    made = list(making_businesses.make(random, owners, clusters, clerk.uuid, today))
    fosterings = list(history.foster(random, made, today))
    papers = list(licences.make(random, made, today))
    with progress_of("Pelaku usaha", 2 * count + len(papers) + len(fosterings)) as progress:
        bulk.insert_many(
            people, [one.row for one in made], papers, fosterings, on_progress=progress
        )
    rows = db.session.execute(select(Business.uuid, Business.id))
    ids = {row.uuid: row.id for row in rows}
    _insert(AidReceived, history.aid(random, made, ids, today))
    _insert(MarketEvidence, history.evidence(random, made, ids, today))
    return made


def _clusters(random: Random) -> dict[str, int]:
    clusters = [
        Cluster(
            uuid=UUID(int=random.getrandbits(128), version=4),
            name=name,
            position=position,
            is_example=is_example,
        )
        for position, (name, is_example) in enumerate(CLUSTERS, start=1)
    ]
    db.session.add_all(clusters)
    db.session.flush()
    return {cluster.name: cluster.id for cluster in clusters}


def _insert(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    if batch := list(rows):
        db.session.execute(insert(model), batch)
