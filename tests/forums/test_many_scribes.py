"""Three scribes write at once over a bad line: every wish is kept once, numbered without gap."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from uuid_utils.compat import uuid7

from intranet.clock import now
from intranet.database import db, transaction
from intranet.forums.log.taking_down import Entry, Wish, take_down
from intranet.forums.models import Aspiration, ForumSession
from tests import factories as make
from tests.browser import Browser

SCRIBES, WISHES = 3, 60
RESENT = 12  # Of sixty: every fifth.


class Device:
    """A scribe's device: its own cookies, its own token, entries in the order of writing."""

    def __init__(self, app, name: str, session_uuid: str, topic: str) -> None:
        browser = Browser(app)
        browser.sign_in(make.user(name=name))
        self.client, self.name = browser.client, name
        self.address = f"/forums/{session_uuid}/log"
        resent = set(random.Random(name).sample(range(WISHES), RESENT))
        self.entries = [
            (
                {
                    "once": str(uuid7()),
                    "speaker": f"Warga {number:02} dari {name}",
                    "wishes-0-request": f"Permintaan {number}",
                    "wishes-0-topic": topic,
                },
                3 if number in resent else 1,
            )
            for number in range(WISHES)
        ]

    def send_all(self) -> list[list[int]]:
        """For each entry the numbers it was answered with, as often as it was sent."""
        token = self.client.get("/forums/token").json["token"]
        return [
            [self.send({**fields, "csrf_token": token}) for _time in range(times)]
            for fields, times in self.entries
        ]

    def send(self, fields: dict[str, str]) -> int:
        answer = self.client.post(self.address, data=fields, headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.text
        number: int = answer.json["number"]
        return number


def test_three_scribes_write_sixty_wishes_each_and_a_fifth_is_sent_three_times(app):
    session_uuid = str(make.forum_session().uuid)
    topic = str(make.topic().uuid)
    devices = [Device(app, f"Pencatat {number}", session_uuid, topic) for number in range(SCRIBES)]
    db.session.remove()

    with ThreadPoolExecutor(SCRIBES) as hall:
        told = [done.result() for done in [hall.submit(device.send_all) for device in devices]]

    db.session.rollback()
    query = select(Aspiration).join(ForumSession).where(ForumSession.uuid == UUID(session_uuid))
    kept = db.session.scalars(query.order_by(Aspiration.number)).all()
    assert [one.number for one in kept] == list(range(1, SCRIBES * WISHES + 1))
    written = Counter(fields["speaker"] for device in devices for fields, _times in device.entries)
    assert Counter(one.speaker for one in kept) == written
    number_of = {one.speaker: one.number for one in kept}
    for device, numbers in zip(devices, told, strict=True):
        for (fields, times), answered in zip(device.entries, numbers, strict=True):
            assert answered == [number_of[fields["speaker"]]] * times
        firsts = [answered[0] for answered in numbers]
        assert firsts == sorted(firsts), "a scribe's entries are numbered in the order of writing"


def test_an_entry_that_arrives_several_times_at_the_same_moment_is_kept_once(app):
    session_uuid, topic = str(make.forum_session().uuid), str(make.topic().uuid)
    device = Device(app, "Pencatat", session_uuid, topic)
    token = device.client.get("/forums/token").json["token"]
    sent = {**device.entries[0][0], "csrf_token": token}
    db.session.remove()

    with ThreadPoolExecutor(6) as line:
        numbers = [done.result() for done in [line.submit(device.send, sent) for _ in range(6)]]

    db.session.rollback()
    assert numbers == [1] * 6
    assert len(db.session.scalars(select(Aspiration)).all()) == 1


@given(order=st.lists(st.integers(0, 5), min_size=1, max_size=25))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_in_whatever_order_entries_are_sent_again_each_is_kept_once(app, order):
    db.session.rollback()
    session, by, topic = make.forum_session(), make.user(), make.topic()
    entries = [
        Entry(
            key=uuid7(),
            speaker=f"Warga {number}",
            wishes=(Wish("Pemasaran", topic),),
            spoken_at=now(),
        )
        for number in range(6)
    ]

    numbers = {}
    for which in order:
        with transaction():
            number = take_down(session, entries[which], by=by).number
        assert numbers.setdefault(which, number) == number

    query = select(Aspiration.number).where(Aspiration.session_id == session.id)
    kept = db.session.scalars(query.order_by(Aspiration.number)).all()
    assert kept == list(range(1, len(set(order)) + 1))
