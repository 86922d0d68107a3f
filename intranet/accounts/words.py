"""What acts on accounts are called in the journal."""

from flask_babel import lazy_gettext as _l

from intranet.words import name_actions

name_actions(
    {
        "signed_in": _l("Masuk sebagai {username} dari {address}"),
        "signed_out": _l("Keluar"),
        "sign_in_failed": _l("Gagal masuk sebagai {username} dari {address}"),
        "sign_in_locked": _l(
            "Gagal masuk sebagai {username} dari {address}; percobaan dihentikan sementara"
        ),
        "recovery_code_used": _l("Memakai kode pemulihan; tersisa {remaining}"),
        "password_changed": _l("Mengganti kata sandi; {ended} peramban lain dikeluarkan"),
        "password_refused": _l("Kata sandi salah saat konfirmasi dari {address}"),
        "browser_ended": _l("Mengakhiri satu sesi masuk"),
        "second_factor_enabled": _l("Langkah kedua dipasang untuk {username}"),
        "second_factor_disabled": _l("Langkah kedua dimatikan untuk {username}"),
        "recovery_codes_renewed": _l("Membuat kode pemulihan baru"),
        "account_added": _l("Akun {username} ditambahkan"),
        "account_changed": _l("Akun {username} diubah: {fields}"),
        "account_deactivated": _l("Akun {username} dinonaktifkan"),
        "account_reactivated": _l("Akun {username} diaktifkan kembali"),
        "account_invited": _l("Tautan sekali pakai dibuat untuk {username}"),
        "invitation_accepted": _l("{username} memilih kata sandi lewat tautan sekali pakai"),
    }
)
