"""What a reply says of each wish, in the register of letters: always in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

from flask_babel import force_locale

from intranet.accounts.models import User
from intranet.budgets.models import BudgetStage
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.eligibility.answers import Finding
from intranet.eligibility.cards import answer_of
from intranet.eligibility.models import Outcome
from intranet.eligibility.queries import current_decision
from intranet.forums.follow_up.wish_states import promise_that_counts
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    Promise,
    PromiseKind,
    PromiseStanding,
    ResponseKind,
)
from intranet.letters.in_words import in_words
from intranet.letters.paper import indonesian
from intranet.places.models import Region, RegionKind

LONGEST_SUBJECT = 80
OBJECTION_DAYS = 21
"""Working days to object to a decision: UU 30/2014, article 77; to be confirmed by the office."""
BUDGETS = {
    BudgetStage.APBD: "APBD",
    BudgetStage.REVISED_APBD: "Perubahan APBD",
    BudgetStage.APBN: "APBN",
}


def subjects(wishes: Iterable[AspirationItem]) -> str:
    """What was asked for, in one phrase."""
    short = [subject(wish) for wish in wishes]
    return short[0] if len(short) == 1 else f"{', '.join(short[:-1])} dan {short[-1]}"


def subject(wish: AspirationItem) -> str:
    return shorten(wish.request, LONGEST_SUBJECT, placeholder="…").rstrip(".")


def is_answered(wish: AspirationItem) -> bool:
    return bool(wish.responses)


def is_refused(wish: AspirationItem) -> bool:
    """Whether it cannot be met, as things stand."""
    promise = promise_that_counts(wish)
    if promise is not None:
        return promise.standing is PromiseStanding.REFUSED
    return bool(wish.responses) and wish.responses[-1].kind is ResponseKind.NOT_POSSIBLE


def answer(wish: AspirationItem) -> str:
    """What the office says to the wish now, as one point of the letter."""
    return f"{subject(wish)}: {' '.join(filter(None, _sentences(wish)))}"


def reason(wish: AspirationItem) -> str:
    """Why a wish cannot be met, as a point of a letter that says so of all of them."""
    return f"{subject(wish)}: {_why_not(wish)}"


def _why_not(wish: AspirationItem) -> str:
    promise = promise_that_counts(wish)
    why = promise.outcome if promise and promise.standing is PromiseStanding.REFUSED else ""
    return sentence(why or wish.responses[-1].words)


def _sentences(wish: AspirationItem) -> Iterator[str]:
    if not wish.responses:
        yield "masih kami telaah dan akan kami sampaikan kemudian."
        return
    if is_refused(wish):
        yield f"belum dapat kami penuhi, dengan pertimbangan: {_why_not(wish)}"
        return
    promise = promise_that_counts(wish)
    yield sentence(wish.responses[-1].words)
    if promise is None:
        return
    if promise.standing is PromiseStanding.KEPT:
        yield f"Hal ini sudah kami laksanakan. {sentence(promise.outcome)}".strip()
    elif promise.standing is PromiseStanding.OPEN:
        yield _promised(promise)


def _promised(promise: Promise) -> str:
    until = f" paling lambat tanggal {indonesian(promise.due_on)}" if promise.due_on else ""
    match promise.kind:
        case PromiseKind.WORK:
            return f"Hal ini sedang kami proses dan kami targetkan selesai{until}."
        case PromiseKind.REFERRAL:
            return (
                f"Aspirasi ini kami teruskan kepada {promise.agency} dan perkembangannya kami "
                f"sampaikan{until or ' kemudian'}."
            )
        case PromiseKind.BUDGET:
            assert promise.budget_stage is not None
            return (
                "Usulan Saudara akan kami upayakan untuk diusulkan dalam pembahasan "
                f"{BUDGETS[promise.budget_stage]} Tahun Anggaran {promise.budget_year}."
            )


def sentence(text: str) -> str:
    """The text with a full stop, where it ends without."""
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?…" else f"{text}."


def steps(aspiration: Aspiration, *, by: User) -> list[str]:
    """What the rules still ask for in the cases of its wishes, as far as `by` may see them."""
    with force_locale("id"):
        return list(dict.fromkeys(_steps(aspiration, by)))


def _steps(aspiration: Aspiration, by: User) -> Iterator[str]:
    for item in cases_of(aspiration, by=by):
        decision = current_decision(item)
        if decision is None or decision.outcome is not Outcome.INELIGIBLE:
            continue
        for finding in answer_of(decision).deciding:
            if finding.result == "unmet":
                yield _step(finding)


def cases_of(aspiration: Aspiration, *, by: User) -> list[Item]:
    """The case items of its wishes that `by` may see."""
    ids = [wish.case_item_id for wish in aspiration.items if wish.case_item_id]
    if not ids:
        return []
    query = cases.visible_to(by).join(Case.items).where(Item.id.in_(ids))
    return list(db.session.scalars(query.with_only_columns(Item).order_by(Item.id)))


def _step(finding: Finding) -> str:
    remedy = finding.remedy or {}
    what = remedy.get("text")
    said = f"{finding.says}: {what}" if what else finding.says
    if where := remedy.get("where"):
        said = f"{said.rstrip('.')} ({where})"
    return sentence(said)


def objection(office_name: str) -> str:
    return (
        "Apabila Saudara berkeberatan atas tanggapan ini, Saudara dapat menyampaikan keberatan "
        f"kepada Kepala {office_name} paling lambat {OBJECTION_DAYS} ({in_words(OBJECTION_DAYS)}) "
        "hari kerja sejak surat ini diterima."
    )


def address_of(aspiration: Aspiration) -> str:
    """Where the speaker lives, down to the subdistrict; empty where nobody asked."""
    village = aspiration.village
    return _full_name(village) if village else aspiration.village_as_told


def _full_name(village: Region) -> str:
    kind = "Kelurahan" if village.kind is RegionKind.KELURAHAN else "Desa"
    subdistrict = f", Kecamatan {village.parent.name}" if village.parent else ""
    return f"{kind} {village.name}{subdistrict}"
