"""Some forty cases of the last weeks, played through the office's own services day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import select

from intranet import clock
from intranet.accounts.models import User
from intranet.banks.models import Branch
from intranet.businesses.models import Business
from intranet.cases import moving, opening, services
from intranet.cases.codes import Channel, PaperState, StatementBasis, Urgency
from intranet.cases.course import Act
from intranet.cases.models import Case
from intranet.cases.moving import Instruction
from intranet.cases.opening import Intake, ItemAsked
from intranet.database import db
from intranet.letters.models import Letter
from intranet.office import queries as office
from intranet.office.calendar import reason_off
from intranet.operations.demo import letters
from intranet.operations.demo.businesses import Made
from intranet.operations.demo.playing import Event
from intranet.operations.demo.wishes import WISHES, Wish
from intranet.programmes import queries as programmes

# How many of the cases lead to a letter to a bank.
LETTER_SHARE = 0.3
# The latest few are still waiting at the counter.
UNTOUCHED = 3
CHANNELS = {
    Channel.IN_PERSON: 60,
    Channel.WHATSAPP: 18,
    Channel.TELEPHONE: 8,
    Channel.LETTER: 8,
    Channel.OTHER_AGENCY: 6,
}
OPENS_AT, OPEN_FOR_MINUTES = time(8), 6 * 60
# The acts after a case's first day, how often that is so, and how early or late in the demo's
# weeks (0 to 1) such a case began: old cases are mostly done, young ones on their way.
COURSES: tuple[tuple[tuple[str, ...], int, float, float], ...] = (
    ((), 8, 0.85, 1),
    (("verify",), 6, 0.8, 1),
    (("verify", "dispose"), 6, 0.75, 1),
    (("verify", "dispose", "follow-up"), 4, 0.7, 0.95),
    (("return",), 3, 0.5, 0.95),
    (("return", "complete"), 2, 0.85, 0.95),
    (("verify", "dispose", "follow-up", "answer"), 6, 0, 0.85),
    (("verify", "dispose", "follow-up", "answer", "finish"), 16, 0, 0.85),
    (("verify", "refer"), 4, 0.1, 0.9),
    (("verify", "dispose", "postpone"), 4, 0, 0.9),
    (("cancel",), 1, 0, 0.9),
)
# Now and then a case lies too long.
FORGOTTEN_SHARE = 0.07
# More came as the counter became known.
GROWTH = 0.75
REASONS = {
    "return": "NIB dan bukti pasar belum dibawa. Mohon dilengkapi.",
    "complete": "Berkas sudah dilengkapi.",
    "follow-up": "Sedang diproses bidang.",
    "answer": "Pemohon sudah diberi tahu hasilnya.",
    "finish": "Layanan sudah diberikan.",
    "postpone": "Menunggu kepastian anggaran.",
    "cancel": "Dibatalkan atas permintaan pemohon.",
}


@dataclass(frozen=True)
class Counter:
    """The desk of the demo office: who comes to it, who works there, which banks it knows."""

    random: Random
    made: list[Made]
    users: dict[str, User]
    branches: list[Branch]
    on_progress: Callable[[int], None]

    def events(self, count: int, *, since: datetime) -> Iterator[Event]:
        """How so many cases are opened and move on."""
        now = clock.now()
        for number in range(count):
            lateness = float((number / count) ** GROWTH)
            story = Story(self, lateness, is_untouched=number >= count - UNTOUCHED)
            at = self._working_moment(since + (now - since) * lateness)
            yield at, number, story.open
            for act in story.acts:
                at = self._next(at, act)
                yield at, number, partial(story.act, act)

    def _next(self, at: datetime, act: str) -> datetime:
        """When an act follows: a letter is passed on within the hour, all else by the day."""
        if act in letters.ACTS:
            return at + timedelta(minutes=self.random.randint(5, 40))
        return self._working_moment(at + timedelta(days=self.random.choice((1, 1, 2))))

    def _working_moment(self, near: datetime) -> datetime:
        """While the counter is open, on that day or the next working day."""
        zone = office.current().zone
        day = near.astimezone(zone).date()
        while reason_off(day) is not None:
            day += timedelta(days=1)
        minutes, seconds = self.random.randrange(OPEN_FOR_MINUTES), self.random.randrange(60)
        return datetime.combine(day, OPENS_AT, zone) + timedelta(minutes=minutes, seconds=seconds)

    def somebody(self, wish: Wish, *, must_be_ready: bool) -> Made:
        """A business that the wish fits; fostered ones come more often."""
        fitting = [
            one
            for one in self.made
            if wish.category in (None, one.row["category"]) and wish.kbli in (None, one.row["kbli"])
        ]
        fostered = [one for one in fitting if one.row["is_fostered"]]
        ready = [one for one in fostered if one.row["has_nib"]]
        if must_be_ready and ready:
            return self.random.choice(ready)
        is_regular = fostered and self.random.random() < 0.6
        return self.random.choice(fostered if is_regular else fitting or self.made)


class Story:
    """One citizen's case, from the counter onwards."""

    case: Case

    def __init__(self, counter: Counter, lateness: float, *, is_untouched: bool) -> None:
        """`lateness` is 0 for the first case of the demo and almost 1 for the last."""
        random = counter.random
        self.counter, self.random, self.users = counter, random, counter.users
        self.wish = random.choices(WISHES, [wish.share for wish in WISHES])[0]
        self.acts = () if is_untouched else _acts(random, lateness)
        self.gets_letter = not is_untouched and random.random() < LETTER_SHARE
        if self.gets_letter:
            self.wish = random.choice([wish for wish in WISHES if wish.wants_bank])
            self.acts = ("verify", "dispose", "follow-up", *letters.acts_by(lateness))
        self.made = counter.somebody(self.wish, must_be_ready=self.gets_letter)
        self.channel = random.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        self.letter: Letter | None = None

    def open(self) -> None:
        business = db.session.scalars(select(Business).where(Business.uuid == self.made.uuid)).one()
        items = tuple(
            ItemAsked(programmes.by_code(code), purpose, amount, equipment)
            for code, purpose, amount, equipment in self.wish.items
        )
        self.case = opening.open_case(
            Intake(
                person=business.owner,
                business=business,
                items=items,
                channel=self.channel,
                words=self.wish.words,
            ),
            by=self.users["loket"],
        )
        self._answer_questions()
        self._hand_in_papers()
        self.counter.on_progress(1)

    def act(self, name: str) -> None:
        if name in letters.ACTS:
            self.letter = letters.act(
                name, self.case, self.letter, self.users, self.random.choice(self.counter.branches)
            )
            return
        act, case = Act(name), self.case
        officer = self.users["verifikator"]
        if act is Act.DISPOSE:
            instruction = Instruction(
                "umkm", officer, Urgency.ORDINARY, "Mohon diproses lebih lanjut."
            )
            moving.dispose(case, instruction, seen_version=case.version, by=self.users["kabid"])
        elif act is Act.REFER:
            moving.refer_item(
                case.items[0],
                agency="Dinas Perindustrian dan Perdagangan",
                reason="Usaha dibina dinas tersebut.",
                follow_up_on=office.today() + timedelta(days=14),
                seen_version=case.version,
                by=officer,
            )
        else:
            budget = "P-APBD" if act is Act.POSTPONE else None
            moving.move(
                case,
                act,
                seen_version=case.version,
                by=officer,
                reason=REASONS.get(name),
                awaited_budget=budget and f"{budget} {office.today().year + 1}",
            )

    def _answer_questions(self) -> None:
        for item in self.case.items:
            facts = self._facts(item.programme.code)
            if facts:
                services.state_facts(item, facts, by=self.users["loket"])

    def _facts(self, code: str) -> dict[str, tuple[Any, StatementBasis]]:
        """What the desk asked; now and then a question is still open."""
        said, shown = StatementBasis.STATEMENT, StatementBasis.DOCUMENT
        answers: dict[str, tuple[Any, StatementBasis]] = {}
        if code == "bank-referral":
            answers = {
                "market_evidence": (self.random.random() < 0.8, shown),
                "is_civil_servant_or_military": (False, said),
                "had_commercial_credit": (self.random.random() < 0.2, said),
                "applies_as_group": (False, said),
                "has_business_statement_letter": (self.random.random() < 0.7, shown),
            }
        elif code.startswith("equipment"):
            answers = {"proposal_present": (self.random.random() < 0.75, shown)}
            if code == "equipment-apbd":
                answers["apbd_budget_confirmed"] = (False, said)
        if self.gets_letter and code == "bank-referral":
            return answers | {"market_evidence": (True, shown)}
        return {fact: given for fact, given in answers.items() if self.random.random() < 0.9}

    def _hand_in_papers(self) -> None:
        states = {
            paper.uuid: self.random.choice((PaperState.COPY_RECEIVED, PaperState.ORIGINAL_SEEN))
            for paper in self.case.papers
            if self.random.random() < 0.75
        }
        if states:
            services.mark_papers(
                self.case, states, seen_version=self.case.version, by=self.users["loket"]
            )


def _acts(random: Random, lateness: float) -> tuple[str, ...]:
    if random.random() < FORGOTTEN_SHARE:
        return random.choice(((), ("verify",)))
    fitting = [course for course in COURSES if course[2] <= lateness <= course[3]]
    return random.choices(fitting, [share for _acts, share, *_when in fitting])[0][0]
