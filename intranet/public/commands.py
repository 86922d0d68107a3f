"""`flask --app wsgi publish-forums`: the scoreboard as files for any web server."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from intranet import spreadsheets
from intranet.forums.scores import board
from intranet.office import queries as office


@click.command("publish-forums")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def publish_forums(folder: Path) -> None:
    """Write the forums' scoreboard to FOLDER: a page that stands alone, and its open data."""
    boards = board.everything()
    # Without what the menu of the intranet adds to every page.
    template = current_app.jinja_env.get_template("public/forum_file.html")
    page = template.render(boards=boards, office=office.current())
    data = spreadsheets.as_open_data(board.HEADINGS, board.cells(boards[0].lines))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(page, encoding="utf-8")
        (folder / "data.csv").write_text(data, encoding="utf-8", newline="")
    except OSError as wrong:
        raise click.ClickException(
            f"Nothing can be written to {folder}: {wrong.strerror}. Name a folder of your own."
        ) from None
    click.echo(f"{folder / 'index.html'} and data.csv tell of {boards[0].total.voiced} wishes.")


COMMANDS = (publish_forums,)
