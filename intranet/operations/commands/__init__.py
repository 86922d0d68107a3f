"""`flask --app wsgi init`, `demo` and `serve`: a file a story."""

import click

from intranet.operations.commands.demo_office import demo_group
from intranet.operations.commands.real_office import init
from intranet.operations.commands.serving import serve

COMMANDS: tuple[click.Command, ...] = (init, demo_group, serve)
