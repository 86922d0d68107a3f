"""What people of the demo say at forums, and what they are answered: nobody said it."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.forums.models import ResponseKind


@dataclass(frozen=True)
class Said:
    """`wishes` are requests with the names of their topics."""

    words: str
    wishes: tuple[tuple[str, str], ...]


# As the press told of session 6, under another name.
WULUHAN = Said(
    "Kami minta difasilitasi dari dinas terkait tentang studi banding, karena selama ini kami "
    "belum pernah keluar. Produk kami juga sulit dipasarkan.",
    (
        ("Dibantu memasarkan produk", "Pemasaran"),
        ("Mengikuti studi banding", "Studi banding"),
    ),
)
# What was answered to both; the head's words on the budget leave open which, staff chose 2022.
WULUHAN_ANSWERS: tuple[tuple[ResponseKind, str, Budget | None], ...] = (
    (
        ResponseKind.ANSWERED,
        "Bisa bergabung ke marketplace binaan pemerintah desa atau kecamatan, dengan ketentuan "
        "legalitas formalnya terpenuhi.",
        None,
    ),
    (
        ResponseKind.PROPOSED,
        "Untuk tahun 2022 anggaran studi banding sudah selesai dibahas dan disahkan. Untuk tahun "
        "mendatang akan diusahakan diusulkan dan dibahas dalam P-APBD.",
        Budget(2022, BudgetStage.REVISED_APBD),
    ),
)

SAID = (
    Said(
        "Keripik kami enak, Pak, tapi hanya dijual di pasar desa.",
        (("Dibantu masuk toko oleh-oleh", "Pemasaran"),),
    ),
    Said(
        "Mesin penggiling kopi di kelompok kami tinggal satu dan sering rusak.",
        (
            ("Bantuan mesin penggiling kopi", "Alat produksi"),
            ("Pelatihan merawat mesin", "Pelatihan"),
        ),
    ),
    Said(
        "Mau pinjam modal ke bank selalu ditanya jaminan.",
        (("Dihubungkan dengan bank untuk tambahan modal", "Permodalan"),),
    ),
    Said(
        "Kami ingin punya NIB tetapi tidak paham caranya.",
        (("Pendampingan mengurus NIB", "Legalitas dan izin"),),
    ),
    Said(
        "Bungkus jajanan kami masih plastik biasa, kalah dengan yang di kota.",
        (
            ("Bantuan kemasan", "Kemasan"),
            ("Pelatihan desain label", "Pelatihan"),
        ),
    ),
    Said(
        "Ibu-ibu pengrajin ingin melihat usaha yang sudah maju.",
        (("Mengikuti studi banding ke sentra kerajinan", "Studi banding"),),
    ),
    Said(
        "Harga kedelai naik terus, perajin tempe banyak yang berhenti.",
        (("Bahan baku kedelai dengan harga tetap", "Bahan baku"),),
    ),
    Said(
        "Koperasi wanita kami sudah dua tahun tidak rapat anggota.",
        (("Pendampingan rapat anggota tahunan", "Koperasi"),),
    ),
    Said(
        "Mesin jahit kami tua semua, pesanan seragam tidak terkejar.",
        (
            ("Bantuan mesin jahit", "Alat produksi"),
            ("Dihubungkan dengan pemesan seragam", "Pemasaran"),
        ),
    ),
    Said(
        "Jalan ke sentra batik berlubang, pembeli enggan datang.",
        (("Perbaikan jalan ke sentra batik", "Lainnya"),),
    ),
    Said(
        "Sertifikat halal mahal bagi kami yang kecil.",
        (("Bantuan sertifikat halal", "Legalitas dan izin"),),
    ),
    Said(
        "Anak muda di sini ingin belajar jualan daring.",
        (("Pelatihan berjualan daring", "Pelatihan"),),
    ),
)

ANSWERS: dict[ResponseKind, tuple[str, ...]] = {
    ResponseKind.ANSWERED: (
        "Silakan datang ke kantor pada hari kerja; petugas kami membantu sampai selesai.",
        "Kelas berikutnya dibuka bulan depan dan tidak dipungut biaya.",
    ),
    ResponseKind.IN_PROCESS: (
        "Petugas bidang akan datang ke tempat usaha untuk mendata.",
        "Kami siapkan berkasnya lebih dulu, lalu Ibu kami hubungi.",
    ),
    ResponseKind.REFERRED: (
        "Ini wewenang dinas lain; kami teruskan dan kami tanyakan jawabannya.",
    ),
    ResponseKind.PROPOSED: (
        "Anggaran tahun ini sudah ditetapkan; kami usahakan masuk usulan berikutnya.",
    ),
    ResponseKind.NOT_POSSIBLE: (
        "Belum dapat dipenuhi karena tidak ada program untuk itu tahun ini.",
    ),
}
AGENCIES = (
    "Dinas Perindustrian dan Perdagangan",
    "Dinas Pekerjaan Umum, Bina Marga, dan Sumber Daya Air",
    "Dinas Ketahanan Pangan",
)
# What became of promises afterwards.
OUTCOMES = {
    "keep": "Sudah dilaksanakan; penerima menandatangani tanda terima.",
    "refuse": "Belum dapat dipenuhi karena anggarannya dialihkan.",
    "carry-over": "Belum masuk pembahasan; diusulkan lagi.",
}
