"""The list of needs as a workbook: the sums first, then every application and wish."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from intranet import spreadsheets
from intranet.reports.needs.applications import Basis, Need
from intranet.reports.needs.summing import Needs, Sum
from intranet.spreadsheets import Cell, Sheet

SUMS = (
    "Menunggu tempat",
    "Belum memenuhi syarat",
    "Aspirasi forum",
    "Perkiraan biaya (Rp)",
    "Tanpa perkiraan",
)
APPLICATIONS = (
    "Layanan",
    "Periode",
    "Nomor",
    "Pemohon",
    "Kecamatan",
    "Klaster",
    "Memenuhi syarat",
    "Urutan",
    "Cadangan ke-",
    "Alat",
    "Jumlah",
    "Perkiraan biaya (Rp)",
    "Dasar perkiraan",
)
WISHES = (
    "Aspirasi",
    "Butir",
    "Tanggal sesi",
    "Kecamatan",
    "Topik",
    "Permintaan",
    "Perkiraan biaya (Rp)",
)
UNKNOWN = "Belum diketahui"
BASES = {
    Basis.CATALOGUE: "harga katalog",
    Basis.CEILING: "pagu per penerima",
    Basis.UNKNOWN: "belum diketahui",
}


def workbook(needs: Needs, *, made_on: date, mark: str) -> bytes:
    """`mark` is the journal's fingerprint. Confidential applications stand as their number."""
    above = (
        f"Daftar kebutuhan untuk {needs.budget.name}",
        "Yang belum memenuhi syarat dihitung tersendiri dan tidak masuk perkiraan biaya.",
        f"Jejak audit {mark}",
    )
    summed = [
        _sums("Per layanan", "Layanan", needs.by_programme, needs.total, above),
        _sums("Per topik aspirasi", "Topik", needs.by_topic, None),
        _sums("Per kecamatan", "Kecamatan", needs.by_subdistrict, needs.total),
        _sums("Per klaster", "Klaster", needs.by_cluster, needs.total),
    ]
    listed = Sheet(
        "Permohonan",
        APPLICATIONS,
        [_application(one) for one in needs.needs],
        widths=(34, 12, 20, 34, 20, 20, 14, 10, 12, 30, 10, 20, 20),
    )
    wishes = Sheet("Aspirasi", WISHES, _wishes(needs), widths=(16, 8, 18, 20, 20, 60, 20))
    return spreadsheets.as_workbook([*summed, listed, wishes], made_on=made_on)


def _sums(
    name: str, heading: str, found: Iterable[Sum], total: Sum | None, above: tuple[str, ...] = ()
) -> Sheet:
    rows = [_sum_row(one.name or UNKNOWN, one) for one in found]
    if total is not None:
        rows.append(_sum_row("Jumlah", total))
    return Sheet(name, (heading, *SUMS), rows, above=above, widths=(40, 18, 22, 16, 22, 18))


def _sum_row(name: str, one: Sum) -> list[Cell]:
    estimate: Cell = one.estimate
    if estimate is None and one.without_estimate:
        estimate = "belum diketahui"
    return [name, one.waiting, one.not_eligible_yet, one.wishes, estimate, one.without_estimate]


def _application(need: Need) -> list[Cell]:
    application = need.application
    return [
        need.programme,
        str(application.period.year),
        application.key,
        "Rahasia" if need.is_hidden else application.subject,
        need.subdistrict,
        need.cluster,
        "ya" if need.is_eligible else "belum",
        application.queue_number,
        need.reserve_place,
        None if need.is_hidden else need.equipment,
        need.quantity,
        UNKNOWN.lower() if need.estimate is None else need.estimate,
        BASES[need.basis],
    ]


def _wishes(needs: Needs) -> list[list[Cell]]:
    return [
        [
            wish.item.aspiration.label,
            wish.item.position,
            wish.item.aspiration.session.held_on,
            wish.item.aspiration.session.subdistrict.name,
            wish.item.topic.name,
            wish.item.request,
            UNKNOWN.lower() if wish.estimate is None else wish.estimate,
        ]
        for wish in needs.wishes
    ]
