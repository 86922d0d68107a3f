"""What the codes of people are called on screen."""

from flask_babel import lazy_gettext as _l

from intranet.people.identifiers import NikDoubt
from intranet.people.models import ConsentPurpose, Sex
from intranet.words import name, name_actions

name(
    {
        Sex.FEMALE: _l("Perempuan"),
        Sex.MALE: _l("Laki-laki"),
        ConsentPurpose.SHARE_WITH_BANK: _l("Data boleh diberikan kepada bank"),
        NikDoubt.BIRTH_DATE_IMPOSSIBLE: _l(
            "Tanggal lahir dalam NIK tidak ada di kalender. Cocokkan lagi dengan KTP"
        ),
        NikDoubt.BIRTH_DATE_DIFFERS: _l("Tanggal lahir berbeda dari tanggal dalam NIK"),
        NikDoubt.SEX_DIFFERS: _l("Jenis kelamin berbeda dari yang tersirat dalam NIK"),
        NikDoubt.REGION_UNKNOWN: _l(
            "Empat angka pertama NIK bukan kode kabupaten atau kota yang dikenal"
        ),
        NikDoubt.SEQUENCE_ZERO: _l("NIK berakhir 0000, padahal nomor urut dimulai dari 0001"),
    }
)
name_actions(
    {
        "person_registered": _l("Warga didaftarkan"),
        "person_corrected": _l("Data warga diubah: {fields}"),
        "consent_given": _l("Persetujuan warga dicatat: data boleh diberikan kepada bank"),
        "consent_withdrawn": _l("Persetujuan warga dicabut: data tidak lagi diberikan kepada bank"),
        "identity_revealed": _l("{field} dilihat lengkap. Alasan: {reason}"),
    }
)
