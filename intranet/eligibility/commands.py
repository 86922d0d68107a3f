"""`flask decisions verify`: prove that the stored decisions are what the rules say."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from intranet.eligibility import recomputing

decisions = AppGroup("decisions", help="Stored decisions about eligibility.")


@decisions.command("verify")
def verify() -> None:
    """Compute all stored decisions again and name every difference."""
    checked = wrong = 0
    for name, differences in recomputing.verify():
        checked += 1
        wrong += bool(differences)
        for difference in differences:
            click.echo(f"{name} {difference}")
        if checked % 1_000 == 0:
            click.echo(f"{checked} decisions so far", err=True)
    if wrong:
        click.echo(f"{wrong} of {checked} decisions differ.")
        raise SystemExit(1)
    click.echo(f"{checked} decisions computed again: no difference.")


COMMANDS = (decisions,)
