"""The demo office: loading it, and giving its accounts a password."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from flask.cli import with_appcontext

from intranet.database import transaction
from intranet.office import queries as office
from intranet.operations import demo, setting_up
from intranet.operations.commands.explaining import explained

# Beyond that the synthetic NIK would run out.
MANY = click.IntRange(0, 100_000)
# Letters and digits that nobody mistakes for one another.
PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@click.group("demo")
def demo_group() -> None:
    """A demo office with synthetic people."""


@demo_group.command("load")
@click.option("--password", help="For all demo accounts; without it, a random one is printed.")
@click.option(
    "--businesses", default=demo.BUSINESSES, show_default=True, type=MANY, help="How many."
)
@click.option("--cases", default=demo.CASES, show_default=True, type=MANY)
@click.option("--seed", default=demo.SEED, show_default=True, help="The same seed, the same data.")
@click.option("--if-empty", is_flag=True, help="Where there is an office, leave it as it is.")
@with_appcontext
def load(password: str | None, businesses: int, cases: int, seed: int, if_empty: bool) -> None:
    """Fill an empty database with a synthetic office of Jember (35.09)."""
    if if_empty and office.has_data():
        tell_how_to_sign_in()
        return
    chosen = password or random_password()
    with explained():
        setting_up.prepare(current_app)
        with transaction():
            demo.load(
                password=chosen,
                businesses=businesses,
                cases=cases,
                seed=seed,
                progress_of=progress_of,
            )
    tell_accounts(chosen, is_given=bool(password))


@demo_group.command("password")
@click.argument("text", required=False)
@with_appcontext
def password(text: str | None) -> None:
    """Give all demo accounts a new password: TEXT, or a random one that is printed."""
    if not office.has_data() or not office.current().is_demo:
        raise click.ClickException(
            "There is no demo office here, so nothing was changed. In a real office the "
            "administrator gives somebody a new password on the staff page."
        )
    chosen = text or random_password()
    with explained(), transaction():
        demo.set_password(chosen)
    tell_accounts(chosen, is_given=bool(text))


def tell_accounts(password: str, *, is_given: bool) -> None:
    """The one time that a password is shown: what is kept of it is a hash."""
    click.echo(f"Demo accounts: {', '.join(demo.USERNAMES)}")
    click.echo("Password: as given" if is_given else f"Password: {password}  (shown only now)")


def tell_how_to_sign_in() -> None:
    """Nothing about a real office: its staff know their accounts."""
    if office.current().is_demo:
        click.echo(f"Demo accounts: {', '.join(demo.USERNAMES)}")
        click.echo("For a new password: .venv/bin/flask --app wsgi demo password")


@contextmanager
def progress_of(what: str, total: int) -> Iterator[demo.Progress]:
    """A bar on the terminal; a line with the count where there is none."""
    with click.progressbar(length=total, label=f"{what:<12}", file=sys.stderr) as bar:
        yield bar.update


def random_password() -> str:
    """Four groups of four that can be read aloud."""
    return "-".join("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))
