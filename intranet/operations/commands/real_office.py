"""Setting up a real office."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from intranet.database import transaction
from intranet.office import queries as office
from intranet.office.services import OfficeDetails
from intranet.operations import setting_up
from intranet.operations.commands.explaining import config, explained
from intranet.operations.setting_up import HoldsAnOffice, NewOffice
from intranet.places import tables


@click.command("init")
@click.option("--regency", help="Its code, such as 35.09.")
@click.option("--government", help="First line of the letterhead.")
@click.option("--name", help="The office's name in full.")
@click.option("--seat", help="The town that letters are dated from.")
@click.option("--address", help="The office's address.")
@click.option("--unit", help="The office's code in letter numbers, such as 35.09.410.")
@with_appcontext
def init(
    regency: str | None,
    government: str | None,
    name: str | None,
    seat: str | None,
    address: str | None,
    unit: str | None,
) -> None:
    """Set up a real office: keys, database, places, services, a link for the administrator."""
    with explained():
        if office.has_data():
            raise HoldsAnOffice
        code = regency or click.prompt("Code of the regency or city, such as 35.09")
        regency_name = tables.regency_name(code)
        if regency_name is None:
            raise click.ClickException(
                f"There is no regency or city {code}. Write its code with a dot, such as 35.09."
            )
        town = regency_name.removeprefix("Kabupaten ").removeprefix("Kota ")
        details = OfficeDetails(
            government=government
            or click.prompt("Government", default=f"PEMERINTAH {regency_name.upper()}"),
            name=name or click.prompt("Office", default="Dinas Koperasi dan Usaha Mikro"),
            seat=seat or click.prompt("Town that letters are dated from", default=town),
            address=address or click.prompt("Address"),
            unit_code=unit or click.prompt("Unit code in letter numbers, such as 35.09.410"),
        )
        has_new_keys = setting_up.prepare(current_app)
        with transaction():
            setting_up.furnish(NewOffice(code, details))
            token = setting_up.invite_administrator()
    tell_what_to_keep(has_new_keys)
    click.echo("The administrator chooses a password here, once, within 72 hours:")
    click.echo(f"  {config().public_url}/invitation/{token}")
    click.echo("Then start Loket with: flask --app wsgi serve")


def tell_what_to_keep(has_new_keys: bool) -> None:
    keys = config().keys_file
    if has_new_keys:
        click.echo(f"New keys stand in {keys}. Keep a copy of this file in a safe, apart from")
        click.echo("the data: without it nobody, not even its makers, can read identity numbers.")
    else:
        click.echo(f"The keys in {keys} are used.")
