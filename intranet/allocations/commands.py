"""`flask --app wsgi allocations …`: what the office's machine does by itself every day."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from intranet.allocations.offers import lapsing
from intranet.allocations.rounds import recomputing
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


@allocations_group.command("verify")
@with_appcontext
def verify() -> None:
    """Compute every round of selection again and name every difference."""
    checked = wrong = 0
    for name, faults in recomputing.verify():
        checked += 1
        wrong += bool(faults)
        for fault in faults:
            click.echo(f"{name}: {fault}")
    if wrong:
        click.echo(f"{wrong} of {checked} rounds differ.")
        raise SystemExit(1)
    click.echo(f"{checked} rounds computed again: no difference.")


COMMANDS: tuple[click.Command, ...] = (allocations_group,)
