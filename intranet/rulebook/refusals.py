"""Why a draft is not sent or not approved, as sentences."""

from __future__ import annotations

from flask_babel import gettext as _

from intranet.formatting import long_date
from intranet.rulebook import approving


def in_words(refused: Exception) -> str:
    """What approving.py raised, told to whoever sent or judged the draft."""
    why: str
    if isinstance(refused, approving.SameHand):
        why = _("Anda ikut menyusun rancangan ini. Orang lain yang menyetujuinya.")
    elif isinstance(refused, approving.NotReady):
        why = _("Rancangan ini belum siap: perbaiki dulu yang di bawah.")
    elif isinstance(refused, approving.Refused):
        why = refused.why
    elif isinstance(refused, approving.OtherDay):
        why = _(
            "Bila mulai pada hari itu, rancangan ini mengganti atau mendahului versi lain daripada "
            "yang Anda baca. Pilih hari yang diminta, atau kembalikan agar hari itu yang diminta."
        )
    elif isinstance(refused, approving.ReadSomethingElse):
        why = _(
            "Rancangan ini, atau versi yang digantikannya pada hari itu, tidak sama dengan yang "
            "Anda baca. Baca lagi di bawah, lalu putuskan."
        )
    elif isinstance(refused, approving.EndsTooSoon):
        why = _("Hari terakhir yang diminta mendahului hari mulai berlaku. Pilih hari sebelumnya.")
    elif isinstance(refused, approving.NothingAfterwards):
        why = _(
            "Aturan ini baru di kantor ini, jadi tidak ada versi sebelumnya yang kembali sesudah "
            "hari terakhir. Kosongkan tanggal berakhirnya."
        )
    elif isinstance(refused, approving.ChangesNothing):
        why = _(
            "Rancangan ini sama persis dengan aturan yang berlaku pada hari itu, jadi tidak "
            "mengubah apa pun. Ubah dulu, atau batalkan rancangannya."
        )
    elif isinstance(refused, approving.DayIsPast):
        why = _("Pilih besok atau sesudahnya: hari ini sudah ada keputusan.")
    elif isinstance(refused, approving.NoFigureYet):
        why = _(
            "Angka %(name)s baru ada nilainya sejak %(day)s. Pilih hari itu atau sesudahnya, atau "
            "isi nilai untuk hari sebelumnya.",
            name=refused.parameter,
            day=long_date(refused.first),
        )
    else:
        why = _(
            "Yang menyetujui aturan adalah kepala bidang lain, kepala dinas, atau Plh. yang "
            "ditunjuk."
        )
    return why
