"""What the journal says about the intranet's own beginnings."""

from flask_babel import lazy_gettext as _l

from intranet.words import name_actions

name_actions(
    {
        "demo_loaded": _l("Kantor contoh dimuat: {businesses} usaha, {cases} kasus"),
        "demo_password_set": _l("Kata sandi akun contoh diganti dari baris perintah"),
    }
)
