"""The demo's forums: sessions held before Loket, since then, one under way, and some ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from intranet.accounts.models import User
from intranet.budgets import services as budgets
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.forums import queries
from intranet.forums.models import SessionStatus
from intranet.forums.sessions import attending, running, settings
from intranet.forums.sessions.attending import Present
from intranet.forums.sessions.running import Plan
from intranet.forums.sessions.settings import SeriesDetails
from intranet.office import queries as office
from intranet.operations.demo.aftermath import Aftermath
from intranet.operations.demo.businesses import Made
from intranet.operations.demo.hall import Hall, Held
from intranet.operations.demo.playing import Event
from intranet.places import queries as places

FIRST_NUMBER = 6  # Five were held before anybody wrote them down.
SESSION_SIX = date(2022, 3, 18)
BEFORE_THE_COUNTER = time(7, 15)
"""In the morning of the first day, the sessions of before are copied from notes."""
TWELVE_MONTHS = 12


class Forums:
    """`now` is the moment of loading; `since` when the demo office began to use Loket."""

    def __init__(
        self, random: Random, made: list[Made], users: dict[str, User], *, now: datetime
    ) -> None:
        zone = office.current().zone
        self.users, self.now = users, now.astimezone(zone)
        self.order = 0
        self.open_budget = Budget(self.now.year + 1, BudgetStage.APBD)
        self.hall = Hall(random, made, users)
        self.aftermath = Aftermath(random, users, self.open_budget)

    def events(self, *, since: datetime) -> Iterator[Event]:
        """Everything that happens around the forums; those of before Loket are entered first."""
        entered = datetime.combine(
            since.astimezone(self.now.tzinfo).date(), BEFORE_THE_COUNTER, self.now.tzinfo
        )
        yield self._event(entered, self._set_up)
        morning = datetime.combine(SESSION_SIX, time(9), self.now.tzinfo)
        six = Held("35.09.11", "Balai Desa Tanjungrejo", morning, village="35.09.11.2006")
        yield self._event(entered, partial(self._enter_six, six))
        yield self._event(since + timedelta(days=5), partial(self.aftermath.carry_six_over, six))
        earlier = (
            Held("35.09.12", "Pendopo Kecamatan Ambulu", self._days(-420), 10),
            Held("35.09.06", "Balai Desa Tanggulkulon", self._days(-170), 12),
        )
        for held in earlier:
            yield self._event(entered, partial(self._enter, held))
            yield from self._aftermath(held, from_day=since + timedelta(days=3))
        for held in (
            Held("35.09.27", "Pendopo Kecamatan Kalisat", self._days(-45), 14, has_double=True),
            Held("35.09.10", "Balai Desa Balunglor", self._days(-9), 16),
            Held("35.09.08", "Balai Desa Pugerkulon", self.now - timedelta(minutes=75), 7),
            Held("35.09.30", "Balai Desa Silo", self._days(6)),
            Held("35.09.21", "Gedung Serbaguna Sumbersari", self._days(13), called_off=True),
            Held("35.09.02", "Pendopo Kecamatan Kencong", self._days(20)),
        ):
            yield from self._course(held, since)
        yield self._event(self._days(-22), self._open_the_window)

    def _course(self, held: Held, since: datetime) -> Iterator[Event]:
        """A session that the office plans in Loket and then holds."""
        # In the order of their numbers, and none before the office had Loket.
        planned = max(held.starts - timedelta(days=14), since + timedelta(hours=1))
        planned = min(planned, self.now - timedelta(days=2) + self.order * timedelta(seconds=1))
        yield self._event(planned, partial(self._plan, held))
        if held.called_off:
            yield self._event(self.now - timedelta(hours=20), partial(self._call_off, held))
            return
        yield self._event(held.starts, partial(self._open, held))
        for number in range(held.speakers):
            at = held.starts + timedelta(minutes=4 + 9 * number)
            yield self._event(at, partial(self.hall.speak, held, at))
        ends = held.starts + timedelta(hours=4)
        if held.has_double:
            at = ends - timedelta(minutes=20)
            yield self._event(at, partial(self.hall.write_twice, held, at))
        yield self._event(ends, partial(self._close, held))
        if held.speakers and held.starts < self.now - timedelta(days=1):
            late = ends + timedelta(minutes=50)
            yield self._event(late, partial(self.hall.speak, held, late))
            yield from self._aftermath(held, from_day=ends + timedelta(days=1))

    def _aftermath(self, held: Held, *, from_day: datetime) -> Iterator[Event]:
        """What the office does about the wishes in the following days."""
        for number in range(held.speakers):
            at = from_day + timedelta(hours=7 * number)
            yield self._event(at, partial(self.aftermath.follow_up, held, number + 1))

    def _set_up(self) -> None:
        (series,) = queries.series()
        details = SeriesDetails(series.name, series.short_name, TWELVE_MONTHS)
        settings.change_series(series, details, seen_version=series.version, by=self._runs)

    def _open_the_window(self) -> None:
        today = self.now.date()
        budgets.set_window(
            self.open_budget,
            opens_on=today - timedelta(days=20),
            closes_on=today + timedelta(days=25),
            source="Surat edaran contoh",
            seen_version=None,
            by=self._runs,
        )

    def _enter_six(self, held: Held) -> None:
        self._plan(held)
        self._open(held)
        self.hall.speak_of_six(held)
        self._close(held)

    def _enter(self, held: Held) -> None:
        """A session of before Loket, copied from notes."""
        self._plan(held)
        self._open(held)
        for number in range(held.speakers):
            self.hall.speak(held, held.starts + timedelta(minutes=9 * number))
        self._close(held)

    def _plan(self, held: Held) -> None:
        (series,) = queries.series()
        number = max(running.next_number(series), FIRST_NUMBER)
        village = held.village or _village_of_hall(held)
        session = running.plan(
            Plan(
                series,
                number,
                held.subdistrict,
                village,
                held.place,
                held.day,
                time(held.starts.hour, held.starts.minute // 15 * 15),
                "Sambutan, pemaparan program, lalu aspirasi warga dan jawaban.",
            ),
            by=self._runs,
        )
        heads = [one for one in queries.officials_of(held.day) if one.may_sign]
        head = (
            Present(official=heads[0])
            if heads
            else Present(None, "Kepala Contoh, S.E.", "Kepala Dinas Koperasi dan Usaha Mikro")
        )
        place = places.get(held.subdistrict).name
        regent = Present(None, "Bupati Contoh", "Bupati Jember", "Pemerintah Kabupaten", True)
        camat = Present(None, "Camat Contoh", f"Camat {place}", f"Kecamatan {place}")
        present = (head, regent, camat)
        attending.seat(session, present, seen_version=session.version, by=self._runs)
        scribes = {self.users["loket"].uuid, self.users["verifikator"].uuid}
        attending.name_scribes(session, scribes, seen_version=session.version, by=self._runs)
        held.planned = session

    def _open(self, held: Held) -> None:
        running.open_session(held.session, by=self._runs)

    def _close(self, held: Held) -> None:
        if held.session.status is SessionStatus.LIVE:
            running.close_session(held.session, by=self._runs)

    def _call_off(self, held: Held) -> None:
        running.call_off(held.session, "Bersamaan dengan agenda provinsi.", by=self._runs)

    @property
    def _runs(self) -> User:
        return self.users["kabid"]

    def _days(self, days: int) -> datetime:
        """Nine in the morning of a day before or after today."""
        day = self.now.date() + timedelta(days=days)
        return datetime.combine(day, time(9), self.now.tzinfo)

    def _event(self, at: datetime, happen: Callable[[], None]) -> Event:
        self.order += 1
        return at, self.order, happen


def _village_of_hall(held: Held) -> str | None:
    """The code of the village that the hall is named after; a subdistrict's hall has its seat's."""
    named = [one for one in places.villages_of(held.subdistrict) if held.place.endswith(one.name)]
    return max(named, key=lambda one: len(one.name)).code if named else None
