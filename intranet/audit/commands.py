"""Checking the journal from the command line."""

import click
from flask.cli import AppGroup

from intranet.audit import services

group = AppGroup("audit", help="The journal.")


@group.command("verify")
@click.option("--head", metavar="FINGERPRINT", help="A fingerprint kept outside, e.g. 12-9f3c04d1.")
def verify(head: str | None) -> None:
    """Recompute every entry; name each one that was changed, removed or cut off."""
    faults = 0
    for fault in services.verify(expected_head=head):
        click.echo(fault)
        faults += 1
    if faults:
        raise SystemExit(1)
    click.echo(f"The journal is whole. Its head is {services.fingerprint(services.head())}")


COMMANDS = (group,)
