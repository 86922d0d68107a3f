"""What the states of letters, and what is done with them, are called."""

from flask_babel import lazy_gettext as _l

from intranet.letters.course import Refusal
from intranet.letters.models import Act, LetterStatus
from intranet.words import name, name_actions

name(
    {
        LetterStatus.DRAFT: _l("Konsep"),
        LetterStatus.SUBMITTED: _l("Menunggu paraf"),
        LetterStatus.CHECKED: _l("Menunggu tanda tangan"),
        LetterStatus.SIGNED: _l("Ditandatangani"),
        LetterStatus.VOID: _l("Dibatalkan"),
    }
)
# In a call of its own: Act.VOID is the same key to Python as LetterStatus.VOID.
name(
    {
        Act.REDRAFT: _l("Konsep diperbaiki"),
        Act.SUBMIT: _l("Diajukan untuk paraf"),
        Act.INITIAL: _l("Diparaf"),
        Act.SEND_BACK: _l("Dikembalikan kepada penyusun"),
        Act.SIGN: _l("Ditandatangani dan diberi nomor"),
        Act.VOID: _l("Dinyatakan batal"),
        Act.GIVE_UP: _l("Konsep tidak dilanjutkan"),
        Refusal.NO_PERMISSION: _l("Peran Anda tidak memuat tindakan ini."),
        Refusal.WRONG_STATE: _l(
            "Keadaan surat sudah berubah, sehingga tindakan ini tidak berlaku lagi. "
            "Lihat langkah terakhirnya di bawah."
        ),
        Refusal.OWN_DRAFT: _l(
            "Anda yang menyusun surat ini. Mintalah orang lain memaraf dan menandatanganinya."
        ),
        Refusal.ALREADY_INITIALLED: _l("Anda sudah memaraf surat ini."),
        Refusal.ENOUGH_INITIALS: _l("Surat ini sudah memuat tiga paraf; itu yang terbanyak."),
        Refusal.HOLDS_NO_POST: _l(
            "Akun Anda tidak tercatat sebagai pejabat yang berwenang menandatangani hari ini. "
            "Minta administrator memeriksa Pengaturan kantor, Pejabat."
        ),
        Refusal.CHANGED_MEANWHILE: _l(
            "Surat ini berubah setelah Anda membukanya. Periksa lagi isinya di bawah, "
            "lalu ulangi tindakan Anda."
        ),
        Refusal.CONSENT_WITHDRAWN: _l(
            "Pemohon mencabut persetujuannya, sehingga NIK lengkap tidak boleh dikirim ke bank. "
            "Kembalikan surat ini agar disusun dengan NIK disamarkan."
        ),
        Refusal.NIK_CHANGED: _l(
            "NIK pemohon dibetulkan setelah konsep dibuat. Kembalikan surat ini agar disusun ulang."
        ),
        Refusal.OTHER_SIGNATORY: _l(
            "Surat ini menyebut pejabat lain sebagai penanda tangan. Mintalah pejabat itu "
            "menandatanganinya, atau kembalikan agar disusun ulang dengan nama Anda."
        ),
        Refusal.NO_LONGER_TRUE: _l(
            "Isi surat ini tidak berlaku lagi: tempatnya sudah dilepas, putaran atau "
            "rekomendasinya dibatalkan, atau anggarannya belum pasti. Kembalikan surat ini kepada "
            "penyusunnya."
        ),
        Refusal.NUMBER_TAKEN: _l(
            "Pola nomor surat menghasilkan nomor yang sudah dipakai. Minta administrator "
            "memasukkan {seq} dan {year} ke dalam pola nomor di Pengaturan kantor."
        ),
    }
)
name_actions(
    {
        "letter_drafted": _l("Konsep surat disusun"),
        "letter_redrafted": _l("Konsep surat diperbaiki"),
        "letter_submitted": _l("Konsep surat diajukan untuk paraf"),
        "letter_initialled": _l("Surat diparaf"),
        "letter_sent_back": _l("Surat dikembalikan kepada penyusun"),
        "letter_given_up": _l("Konsep surat tidak dilanjutkan"),
        "letter_signed": _l("Surat {number} ditandatangani"),
        "letter_voided": _l("Surat {number} dinyatakan batal"),
        "letter_downloaded": _l("PDF surat {number} diunduh"),
    }
)
# What each act came to, told once it is done.
DONE = {
    Act.SUBMIT: _l("Konsep diajukan. Pemeriksa sekarang dapat memarafnya."),
    Act.INITIAL: _l("Paraf Anda dibubuhkan."),
    Act.SEND_BACK: _l("Surat dikembalikan kepada penyusun."),
    Act.SIGN: _l("Surat ditandatangani dan PDF-nya siap diunduh."),
    Act.VOID: _l("Surat dinyatakan batal. Nomornya tetap tercatat."),
    Act.GIVE_UP: _l("Konsep tidak dilanjutkan."),
}
