"""`flask --app wsgi allocations …`: what the office's machine does by itself every day."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from intranet.allocations.offers import lapsing
from intranet.office import queries as office


@click.group("allocations")
def allocations_group() -> None:
    """Places in programmes."""


@allocations_group.command("lapse")
@with_appcontext
def lapse() -> None:
    """Pass the places on whose offers lapsed. It may run as often as one likes."""
    done = lapsing.run(office.today())
    click.echo(f"Offers lapsed: {done.lapsed}, passed on to the next in line: {done.passed_on}")
    if done.failed:
        raise click.ClickException(
            f"{done.failed} offers could not be dealt with; the log says why. "
            "They stand as they were: run this again once the cause is removed."
        )


COMMANDS: tuple[click.Command, ...] = (allocations_group,)
