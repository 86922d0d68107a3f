"""Commands for the register."""

import click
from flask.cli import with_appcontext

from intranet.businesses import search_index
from intranet.database import transaction


@click.group()
def register() -> None:
    """The register of people and businesses."""


@register.command()
@with_appcontext
def reindex() -> None:
    """Make the search index anew, after data came in by another way than Loket itself."""
    with transaction():
        entries = search_index.rebuild()
    click.echo(f"{entries} entries can be found.")


COMMANDS = (register,)
