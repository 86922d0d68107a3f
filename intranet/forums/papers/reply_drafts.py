"""What the letters about an aspiration say: the reply to its speaker, and to another agency."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.accounts.models import User
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    Promise,
    PromiseKind,
    PromiseStanding,
)
from intranet.forums.papers import reply_wording
from intranet.letters.kinds import (
    ASPIRATION_FOLLOWED_UP,
    ASPIRATION_NOT_MET,
    ASPIRATION_REFERRAL,
)
from intranet.letters.paper import indonesian
from intranet.letters.services import Draft
from intranet.office import queries as office


@dataclass(frozen=True)
class Addressee:
    """To whom a wish is passed on."""

    name: str
    """E.g. Kepala Dinas Perindustrian."""
    town: str
    cc: tuple[str, ...] = ()


def referral_of(wish: AspirationItem) -> Promise | None:
    """The promise that another agency is to keep."""
    promise = wish.promise
    if promise is None or promise.standing is not PromiseStanding.OPEN:
        return None
    return promise if promise.kind is PromiseKind.REFERRAL else None


def reply_to(aspiration: Aspiration, *, by: User) -> Draft:
    """The reply as the answers stand now. A letter that tells who spoke in confidence, or what the
    rules say of a case, is not for everybody who reads letters."""
    wishes, here = aspiration.items, office.current()
    refused = [wish for wish in wishes if reply_wording.is_refused(wish)]
    is_refusal = len(refused) == len(wishes)
    point = reply_wording.reason if is_refusal else reply_wording.answer
    steps = reply_wording.steps(aspiration, by=by)
    completing = (
        "Saudara dapat mengajukan kembali setelah melengkapi hal-hal berikut:"
        if is_refusal
        else "Agar dapat kami proses lebih lanjut, Saudara perlu melengkapi hal-hal berikut:"
    )
    return Draft(
        kind=ASPIRATION_NOT_MET if is_refusal else ASPIRATION_FOLLOWED_UP,
        item=None,
        values={
            **_where_and_when(aspiration),
            "subjects": reply_wording.subjects(wishes),
            "completing": completing if steps else "",
            "objection": reply_wording.objection(here.name) if refused else "",
        },
        lists={"answers": [point(wish) for wish in wishes], "steps": steps},
        addressee=(
            f"Yth. Sdr. {aspiration.speaker}",
            f"di {reply_wording.address_of(aspiration) or 'tempat'}",
        ),
        division_code=_division(aspiration, by),
        is_confidential=aspiration.is_confidential or bool(steps),
    )


def referral_to(wish: AspirationItem, to: Addressee, *, by: User) -> Draft:
    """The letter to another agency. Whoever spoke in confidence is not named in it."""
    aspiration, promise = wish.aspiration, referral_of(wish)
    assert promise is not None
    named = not aspiration.is_confidential
    business = aspiration.business.name if aspiration.business else aspiration.business_as_told
    until = (
        f"Kami mohon informasi tindak lanjutnya paling lambat tanggal {indonesian(promise.due_on)} "
        "agar dapat kami sampaikan kepada penyampai aspirasi."
        if promise.due_on
        else "Kami mohon informasi tindak lanjutnya agar dapat kami sampaikan kepada penyampai."
    )
    return Draft(
        kind=ASPIRATION_REFERRAL,
        item=None,
        values={
            **_where_and_when(aspiration),
            "place": aspiration.session.place,
            "agency": promise.agency,
            "speaker": aspiration.speaker if named else "dirahasiakan atas permintaan penyampai",
            "address": reply_wording.address_of(aspiration) if named else "",
            "business": business if named else "",
            "topic": wish.topic.name,
            "request": wish.request,
            "answer": wish.responses[-1].words if wish.responses else "",
            "deadline": until,
        },
        addressee=(f"Yth. {to.name}", f"di {to.town}"),
        cc=to.cc,
        division_code=_division(aspiration, by),
    )


def _where_and_when(aspiration: Aspiration) -> dict[str, str]:
    session = aspiration.session
    event = f"{session.series.name} ({session.name}) Kecamatan {session.subdistrict.name}"
    held_on = indonesian(session.held_on)
    return {"number": aspiration.label, "event": event, "held_on": held_on}


def _division(aspiration: Aspiration, by: User) -> str | None:
    return aspiration.division_code or by.division_code
