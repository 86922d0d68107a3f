"""What the journal's own acts are called in it."""

from flask_babel import lazy_gettext as _l

from intranet.words import name_actions

name_actions({"journal_exported": _l("Mengunduh {entries} entri jejak audit")})
