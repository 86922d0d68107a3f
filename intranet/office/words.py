"""What the office's papers, posts and journal entries are called."""

from flask_babel import lazy_gettext as _l

from intranet.office.models import Paper, SigningCapacity
from intranet.words import name, name_actions

name(
    {
        Paper.F4: _l("F4 (21,5 × 33 cm)"),
        Paper.A4: _l("A4 (21 × 29,7 cm)"),
        SigningCapacity.OFFICE_HOLDER: _l("Pejabat definitif"),
        SigningCapacity.PLT: _l("Plt. (pelaksana tugas)"),
        SigningCapacity.PLH: _l("Plh. (pelaksana harian)"),
        SigningCapacity.PJ: _l("Pj. (penjabat)"),
    }
)

TIME_ZONES = [
    ("Asia/Jakarta", _l("WIB (Indonesia Barat)")),
    ("Asia/Makassar", _l("WITA (Indonesia Tengah)")),
    ("Asia/Jayapura", _l("WIT (Indonesia Timur)")),
]

name_actions(
    {
        "office_set_up": _l("Kantor {name} disiapkan"),
        "office_changed": _l("Pengaturan kantor diubah: {fields}"),
        "emblem_changed": _l("Lambang pada kop surat diganti"),
        "division_added": _l("{name} ditambahkan"),
        "division_changed": _l("{name} diubah: {fields}"),
        "official_appointed": _l("{name} dicatat sebagai {position} sejak {since}"),
        "official_changed": _l("Data jabatan {name} diubah: {fields}"),
        "day_off_added": _l("{day} dicatat sebagai hari libur: {name}"),
        "day_off_removed": _l("{day} dihapus dari hari libur: {name}"),
    }
)
