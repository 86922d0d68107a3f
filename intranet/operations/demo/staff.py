"""The demo office's accounts and the official who signs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from intranet.access import Role
from intranet.accounts import passwords, throttle
from intranet.accounts import services as accounts
from intranet.accounts.models import User
from intranet.accounts.services import AccountDetails
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import services as office
from intranet.office.services import Appointment

ACCOUNTS = (
    AccountDetails("Rina Puspita (contoh)", "loket", Role.FRONT_DESK, None),
    AccountDetails("Dwi Hartanto (contoh)", "verifikator", Role.OFFICER, "umkm"),
    AccountDetails("Endah Kusuma (contoh)", "kabid", Role.SUPERVISOR, "umkm"),
    AccountDetails("Bagus Prasetya (contoh)", "kabid2", Role.SUPERVISOR, "koperasi"),
    AccountDetails("Sri Wahyuni (contoh)", "kepala", Role.HEAD, None),
    AccountDetails("Agung Nugroho (contoh)", "auditor", Role.AUDITOR, None),
    AccountDetails("Lukman Hakim (contoh)", "admin", Role.ADMINISTRATOR, None),
)
USERNAMES = tuple(account.username for account in ACCOUNTS)
POSITION = "Kepala Dinas Koperasi dan Usaha Mikro"
# Born on the 1st of January 1970, appointed in January 1995; sequence 000, which nobody has.
SYNTHETIC_NIP = "197001011995012000"


def set_password(password: str) -> None:
    """For every demo account; whoever is signed in to one is signed out."""
    for user in db.session.scalars(select(User).where(User.is_demo)):
        user.password_hash = passwords.hashed(password)
        accounts.end_browsers(user)
        throttle.forgive(user.username)
    audit.record("demo_password_set", by=None)


def add(password: str) -> dict[str, User]:
    """The demo accounts by username; the head signs as the office's official."""
    users = {}
    for details in ACCOUNTS:
        user = accounts.add_user(details, by=None)
        user.password_hash = passwords.hashed(password)
        user.is_demo = True
        users[details.username] = user
    db.session.flush()
    office.appoint(
        Appointment(
            position=POSITION,
            name="Sri Wahyuni, S.E., M.M. (contoh)",
            rank="Pembina Utama Muda",
            nip=SYNTHETIC_NIP,
            may_sign=True,
            holds_from=date(2024, 1, 2),
            user_id=users["kepala"].id,
        ),
        by=None,
    )
    return users
