"""Papers of every new shape, as features draft them."""

from __future__ import annotations

from typing import Any

from intranet.access import Role
from intranet.database import transaction
from intranet.letters import services, wording
from intranet.letters.kinds import RECIPIENTS_DECREE, SELECTION_MINUTES, Kind
from intranet.letters.models import Letter
from intranet.letters.services import Draft, Party
from intranet.letters.signing import sign_letter
from intranet.letters.tables import Column, ColumnKind, Table
from tests import factories

TITLES = ("No", "Nama", "Usaha", "Nilai (Rp)")
KINDS = (ColumnKind.NUMBER, ColumnKind.TEXT, ColumnKind.TEXT, ColumnKind.MONEY)
COLUMNS = tuple(Column(title, kind) for title, kind in zip(TITLES, KINDS, strict=True))


def recipients(rows: int) -> Table:
    return Table(
        COLUMNS,
        [(n, f"Warga Contoh {n}", f"Usaha Contoh {n} & Keluarga", 5_000_000) for n in range(rows)],
    )


def decree(rows: int = 3) -> Draft:
    return Draft(
        kind=RECIPIENTS_DECREE,
        item=None,
        addressee=(),
        values={
            "office": "Dinas Koperasi dan Usaha Mikro Kabupaten Jember",
            "programme": "Bantuan Peralatan",
            "year": "2026",
            "count": "3 (tiga) pelaku usaha",
            "form": "peralatan",
            "replacement": "berdasarkan urutan daftar tunggu",
            "funding": "APBD Kabupaten Jember Tahun Anggaran 2026",
            "minutes": "Berita Acara Nomor 500.3.3/7/35.09.410/2026",
            "reserve_intro": "",
        },
        lists={
            "considerations": ("bahwa seleksi telah selesai;", "bahwa penerima perlu ditetapkan."),
            "basis": ("Undang-Undang Nomor 20 Tahun 2008;",),
        },
        tables={"recipients": recipients(rows), "reserve": Table(COLUMNS, [])},
        cc=("Bupati Jember",),
    )


def minutes(parties: int = 3) -> Draft:
    team = [f"Petugas Contoh {n}" for n in range(1, parties + 1)]
    return Draft(
        kind=SELECTION_MINUTES,
        item=None,
        addressee=(),
        values={
            **dict.fromkeys(("examined", "eligible", "not_eligible", "undecided", "places"), "4"),
            "day_in_words": "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh "
            "enam (23-11-2026)",
            "place": "Jember",
            "office": "Dinas Contoh",
            "programme": "Bantuan Peralatan",
            "year": "2026",
            "method": "peringkat",
            "rules": "versi 1",
            "list_hash": "ab" * 32,
            "draw": "",
            "reserve_intro": "Daftar tunggu:",
        },
        lists={"team": team},
        tables={"chosen": recipients(3), "reserve": recipients(2)},
        parties=tuple(Party("Anggota", name, ("Bidang UMKM",)) for name in team),
        witnesses=("Warga Contoh 8", "Warga Contoh 9"),
    )


def signed(draft: Draft) -> Letter:
    officer, checker = factories.user(role=Role.OFFICER), factories.user(role=Role.SUPERVISOR)
    signer = factories.head_of_office()
    with transaction():
        letter = services.draft_letter(draft, by=officer)
        services.submit(letter, version=letter.version, by=officer)
        services.put_initials(letter, version=letter.version, by=checker)
        sign_letter(letter, version=letter.version, by=signer)
    return letter


def every_value(kind: Kind, **values: Any) -> dict[str, str]:
    """A value for each placeholder of a kind."""
    texts = (kind.wording, kind.annex, kind.subject, kind.heading, kind.about, kind.signs_as)
    return {name: f"isi {name}" for text in texts for name in wording.placeholders(text)} | values
