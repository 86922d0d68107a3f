"""The forms of signing in, of one's own account, and of the staff page."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, PasswordField, ValidationError

from intranet.access import Role
from intranet.accounts import divisions, passwords
from intranet.accounts.services import AccountDetails
from intranet.choice_fields import MemberField
from intranet.fields import Form, LineField, Required

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
DIVISION = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class SecretField(PasswordField):
    """A password: never shown again, and refused with a sentence when it is too long."""

    def pre_validate(self, form: Any) -> None:
        if len(self.data or "") > passwords.LONGEST:
            raise ValidationError(
                _l("Pakai kata sandi paling banyak %(most)s karakter", most=passwords.LONGEST)
            )


class NewPasswordForm(Form):
    """A new password, typed twice. `username` is whose."""

    new_password = SecretField(
        _l("Kata sandi baru"),
        [Required(_l("Isi kata sandi baru"))],
        description=_l(
            "Sedikitnya %(least)s karakter; misalnya empat kata yang tidak berhubungan",
            least=passwords.SHORTEST,
        ),
    )
    again_password = SecretField(
        _l("Kata sandi baru sekali lagi"), [Required(_l("Ketik sekali lagi kata sandi baru"))]
    )

    def __init__(self, *args: Any, username: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.username = username

    def validate_new_password(self, field: Field) -> None:
        if weakness := passwords.weakness(field.data, username=self.username):
            raise ValidationError(str(weakness))

    def validate_again_password(self, field: Field) -> None:
        if field.data != self.new_password.data:
            raise ValidationError(_l("Ketik kata sandi yang sama dengan di atas"))


class ChangePasswordForm(NewPasswordForm):
    current_password = SecretField(
        _l("Kata sandi sekarang"), [Required(_l("Isi kata sandi yang sekarang dipakai"))]
    )


class CurrentPasswordForm(Form):
    """Asked again before a change that a passer-by at an open screen must not make."""

    current_password = SecretField(
        _l("Kata sandi Anda"), [Required(_l("Isi kata sandi yang sekarang dipakai"))]
    )


class EnrolForm(CurrentPasswordForm):
    """The code that proves that the authenticator app holds the secret shown."""

    secret = HiddenField()
    code = LineField(
        _l("Kode 6 angka dari aplikasi"), [Required(_l("Isi kode 6 angka dari aplikasi"))]
    )


class SignInForm(Form):
    username = LineField(_l("Nama pengguna"), [Required(_l("Isi nama pengguna"))])
    password = SecretField(_l("Kata sandi"), [Required(_l("Isi kata sandi"))])
    next = HiddenField()
    unsent = HiddenField()


class SecondStepForm(Form):
    code = LineField(
        _l("Kode"),
        [Required(_l("Isi kode dari aplikasi, atau salah satu kode pemulihan"))],
        description=_l("6 angka dari aplikasi autentikator, atau satu kode pemulihan"),
    )
    next = HiddenField()
    unsent = HiddenField()


class AccountForm(Form):
    """Somebody's name, role and division."""

    name = LineField(_l("Nama lengkap"), [Required(_l("Isi nama lengkap"))])
    role = MemberField[Role](_l("Peran"), Role, validators=[Required(_l("Pilih peran"))])
    division_code = LineField(
        _l("Kode bidang"), description=_l("Bidang tempat bekerja, misalnya umkm")
    )

    def validate_division_code(self, field: Field) -> None:
        if not field.data:
            return
        known = [code for code, _name in divisions.choices()]
        if known and field.data not in known:
            raise ValidationError(
                _l("Isi salah satu kode bidang: %(codes)s", codes=", ".join(known))
            )
        if not DIVISION.fullmatch(field.data):
            raise ValidationError(_l("Isi kode bidang dengan huruf kecil dan angka saja"))

    def to_details(self, username: str) -> AccountDetails:
        return AccountDetails(
            name=self.name.data or "",
            username=username,
            role=self.role.data,
            division_code=self.division_code.data,
        )


class NewAccountForm(AccountForm):
    username = LineField(
        _l("Nama pengguna"),
        [Required(_l("Isi nama pengguna"))],
        description=_l("Huruf kecil, angka, titik; tidak dapat diganti kemudian"),
    )

    def validate_username(self, field: Field) -> None:
        if not USERNAME.fullmatch((field.data or "").casefold()):
            raise ValidationError(
                _l("Pakai 2 sampai 40 huruf kecil, angka, titik, atau garis, tanpa spasi")
            )
