"""Serving the intranet."""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Any

import click
import waitress  # type: ignore[import-untyped]  # ships no types
from flask import current_app
from flask.cli import with_appcontext

from intranet import pdf
from intranet.allocations import services as allocations
from intranet.allocations.offers import daily
from intranet.database import db, transaction
from intranet.eligibility import services as eligibility
from intranet.equipment import catalogue
from intranet.forums import services as forums
from intranet.office import queries as office
from intranet.operations.commands.explaining import config
from intranet.programmes import services as programmes
from intranet.rulebook import services as rulebook

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def read_address(
    _context: click.Context, _option: click.Parameter, given: str | None
) -> str | None:
    if given is None:
        return None
    try:
        return str(ip_address(given))
    except ValueError:
        raise click.BadParameter("Write the proxy's own address, such as 127.0.0.1.") from None


def settings(trusted_proxy: str | None) -> dict[str, Any]:
    """How waitress serves. Headers about a visitor are believed from `trusted_proxy` alone.

    Without it everybody behind a proxy shares the proxy's address, and with it the number of
    wrong passwords after which an address has to wait.
    """
    trust: dict[str, Any] = {}
    if trusted_proxy:
        trust = {
            "trusted_proxy": trusted_proxy,
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return {"ident": "Loket", "clear_untrusted_proxy_headers": True, **trust}


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))
@click.option(
    "--trusted-proxy",
    metavar="ADDRESS",
    callback=read_address,
    help="Of the reverse proxy in front; what it says of its visitors' addresses is believed.",
)
@with_appcontext
def serve(host: str, port: int, threads: int, trusted_proxy: str | None) -> None:
    """Serve the intranet on this machine."""
    if not office.has_data():
        raise click.ClickException(
            "There is no office yet. Run: flask --app wsgi init (or, to look around, "
            "flask --app wsgi demo load)"
        )
    if office.current().is_demo:
        click.echo("This is the demo office: please keep real citizens' data out of it.", err=True)
    if host not in LOOPBACK and not config().secure_cookies:
        click.echo(
            "Others on the network can read what is sent over plain HTTP: put HTTPS in front "
            "and set LOKET_PUBLIC_URL to its address.",
            err=True,
        )
    make_ready()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    click.echo(f"Loket: http://{host}:{port}   (stop with Ctrl+C)")
    sys.stdout.flush()
    db.session.remove()
    daily.keep_watch(app)
    waitress.serve(app, host=host, port=port, threads=threads, **settings(trusted_proxy))


def make_ready() -> None:
    """Start the two processes beside the server, and tell the operator what one lacks."""
    with transaction():
        # A new release may bring services, rule sets or a whole feature that the office lacks.
        programmes.install_shipped()
        rulebook.install_shipped()
        forums.install_shipped()
        catalogue.install_shipped()
        allocations.install_shipped_quotas(programmes.install_shipped_periods())
    if (problem := eligibility.make_ready(config().rules_processes)) is not None:
        click.echo(f"Rules decide nothing yet, officers do: {problem}", err=True)
    try:
        pdf.make_ready()
    except pdf.RenderingFailed as failed:
        click.echo(f"Letters and receipts cannot be printed yet: {failed}", err=True)
