"""An office's first day: keys, tables, places, services, divisions, an administrator."""

from __future__ import annotations

from dataclasses import dataclass

import flask_migrate
from flask import Flask

from intranet import crypto
from intranet.access import Role
from intranet.accounts import services as accounts
from intranet.config import Config
from intranet.crypto import Keyring
from intranet.database import db
from intranet.equipment import catalogue
from intranet.forums import services as forums
from intranet.office import queries, services
from intranet.office.models import Office
from intranet.office.services import OfficeDetails
from intranet.places.services import import_regions
from intranet.programmes import services as programmes
from intranet.rulebook import services as rulebook

# The divisions that most offices of this kind have; the office renames them in its settings.
DIVISIONS = (
    ("umkm", "Bidang Usaha Mikro, Kecil, dan Menengah"),
    ("koperasi", "Bidang Koperasi"),
    ("sekretariat", "Sekretariat"),
)
ADMINISTRATOR = accounts.AccountDetails(
    name="Administrator", username="admin", role=Role.ADMINISTRATOR, division_code=None
)


class HoldsAnOffice(Exception):
    """The database already belongs to an office; nothing was changed."""


@dataclass(frozen=True)
class NewOffice:
    """What `init` asks for."""

    regency_code: str
    details: OfficeDetails
    emblem: str | None = None
    is_demo: bool = False


def prepare(app: Flask) -> bool:
    """Make the keys file unless there is one, and bring the database up to date.

    Does no harm when repeated. Returns whether new keys were made. Raises HoldsAnOffice, or
    MissingKeys when the file is damaged.
    """
    _refuse_an_office()
    config: Config = app.config["LOKET"]
    is_new = not config.keys_file.exists()
    if is_new:
        Keyring.generate().save(config.keys_file)
    keys = Keyring.load(config.keys_file)
    crypto.install(keys)
    app.secret_key = keys.cookies
    flask_migrate.upgrade()
    _refuse_an_office()
    return is_new


def furnish(new: NewOffice) -> Office:
    """The office with its places, divisions, services and joint leave.

    Call inside a transaction. Raises NoSuchRegency, RegionTablesMissing or OfficeAlreadySetUp.
    """
    import_regions([new.regency_code])
    office = services.set_up(
        new.details, regency_code=new.regency_code, emblem=new.emblem, is_demo=new.is_demo
    )
    for code, name in DIVISIONS:
        services.add_division(code, name, by=None)
    year = queries.today().year
    services.adopt_joint_leave(year, by=None)
    services.adopt_joint_leave(year + 1, by=None)
    programmes.install_shipped()
    rulebook.install_shipped()
    forums.install_shipped()
    catalogue.install_shipped()
    return office


def invite_administrator() -> str:
    """Add the first account; the token of the one-time link that its owner signs in with."""
    return accounts.invite(accounts.add_user(ADMINISTRATOR, by=None), by=None)


def _refuse_an_office() -> None:
    holds = queries.has_data()
    db.session.remove()  # No open reading stands in the way of the migrations.
    if holds:
        raise HoldsAnOffice
