"""Whom and what the desk may be about to register a second time."""

from __future__ import annotations

from dataclasses import dataclass, field

from intranet.accounts.models import User
from intranet.businesses import queries
from intranet.businesses.models import Business
from intranet.people import queries as people
from intranet.people.models import Person


@dataclass(frozen=True)
class Doubles:
    """Who may be the same. `same_nik` is refused; the others are for the clerk to look at."""

    same_nik: Person | None = None
    like_name: list[Person] = field(default_factory=list)
    same_phone: list[Person] = field(default_factory=list)
    same_nib: list[Business] = field(default_factory=list)
    like_business: list[Business] = field(default_factory=list)

    @property
    def to_check(self) -> bool:
        return any((self.like_name, self.same_phone, self.same_nib, self.like_business))


def find(
    *,
    by: User,
    owner: Person | None = None,
    name: str | None = None,
    nik: str | None = None,
    phone: str | None = None,
    village_codes: tuple[str, ...] = (),
    nib: str | None = None,
    business_name: str | None = None,
) -> Doubles:
    """Who resembles what was typed so far. `owner` is given where the person is known already.

    A NIB belongs to an owner, so several businesses of one owner may share it.
    """
    same_nik = people.with_nik(nik, reader=by) if nik and not owner else None
    like_name, same_phone = [], []
    if not owner and not same_nik:
        if name and village_codes:
            like_name = people.of_like_name(name, village_codes, reader=by)
        if phone:
            same_phone = [
                person for person in people.with_phone(phone, reader=by) if person not in like_name
            ]
    return Doubles(
        same_nik=same_nik,
        like_name=like_name,
        same_phone=same_phone,
        same_nib=[b for b in queries.with_nib(nib, reader=by) if b.owner is not owner]
        if nib
        else [],
        like_business=queries.of_like_name(business_name, owner, reader=by)
        if owner and business_name
        else [],
    )
