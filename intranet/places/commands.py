"""`flask --app wsgi places …`: regions on the command line."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from intranet.database import transaction
from intranet.places import services
from intranet.places.tables import RegionTablesMissing


@click.group("places")
def places() -> None:
    """Regions of Indonesia."""


@places.command("import")
@click.option("--regency", "regencies", multiple=True, help="A code such as 35.09; repeatable.")
@click.option("--all", "everything", is_flag=True, help="The whole country (some 91,000 regions).")
@with_appcontext
def import_places(regencies: tuple[str, ...], everything: bool) -> None:
    """Take in regions from the tables that set-up copied."""
    if everything == bool(regencies):
        raise click.UsageError("Name regencies with --regency, or take --all.")
    try:
        with transaction():
            added = services.import_regions(None if everything else list(regencies))
    except services.NoSuchRegency as wrong:
        raise click.ClickException(
            f"There is no regency or city {wrong}. Write its code with a dot, such as 35.09."
        ) from None
    except RegionTablesMissing as missing:
        raise click.ClickException(str(missing)) from None
    click.echo(f"{added} regions are new.")


COMMANDS: tuple[click.Command, ...] = (places,)
