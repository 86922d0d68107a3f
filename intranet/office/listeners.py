"""What the office tells the features below it: which divisions staff may belong to."""

from intranet.accounts import divisions
from intranet.office import queries

divisions.told_by(lambda: [(one.code, one.name) for one in queries.divisions()])
