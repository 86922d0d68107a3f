"""What stands in the way of a referral, and the journal's sentences about banks."""

from flask_babel import lazy_gettext as _l

from intranet.banks.referring import Obstacle
from intranet.words import name, name_actions

name(
    {
        Obstacle.OTHER_LETTER: _l(
            "Permintaan ini bukan permohonan pembiayaan, sehingga tidak memerlukan surat ke bank."
        ),
        Obstacle.NOT_VERIFIED: _l(
            "Permohonan ini belum diverifikasi. Verifikasi dulu di halaman kasus; setelah "
            "itu surat pengantar dapat disusun."
        ),
        Obstacle.CASE_CLOSED: _l(
            "Permohonan ini sudah ditutup. Buka kembali dulu bila suratnya masih diperlukan."
        ),
        Obstacle.NO_AMOUNT: _l("Jumlah pembiayaan belum dicatat. Isi jumlahnya pada permintaan."),
        Obstacle.NO_NIK: _l("NIK pemohon belum dicatat. Lengkapi dulu data pemohon."),
    }
)
name_actions(
    {
        "bank_added": _l("Bank {name} ditambahkan"),
        "bank_changed": _l("Data bank {name} diubah: {fields}"),
        "branch_added": _l("Kantor {name} ditambahkan"),
        "branch_changed": _l("Data kantor {name} diubah: {fields}"),
        "item_referred_to_bank": _l("Permintaan {position} diantar ke {bank}"),
    }
)
