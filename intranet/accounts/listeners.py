"""What accounts contributes to the features below it: the names of actors."""

from intranet.accounts import queries
from intranet.audit import actors

actors.named_by(queries.names_of)
actors.chosen_from(queries.choices)
