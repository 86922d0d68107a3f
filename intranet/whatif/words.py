"""How the what-if speaks."""

from flask_babel import lazy_gettext as _l

from intranet.words import name_actions

name_actions(
    {
        "rule_impact_exported": _l(
            "Daftar yang hasilnya berubah menurut aturan {rule_set} diunduh: {rows} baris"
        ),
    }
)
