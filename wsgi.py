"""Where a WSGI server, or `flask --app wsgi`, finds the intranet."""

from intranet import create_app

app = create_app()
