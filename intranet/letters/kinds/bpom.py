"""Letters about help with a product's registration."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.letters.kinds.kind import Kind

BPOM_AWARD = Kind(
    key="bpom_award",
    name=_l("Pemberitahuan penerima fasilitasi BPOM"),
    classification="500.3.3",
    subject="Pemberitahuan Penerima Fasilitasi Pendaftaran BPOM Tahun {year}",
    redraft_endpoint="bpom.redraft_letter",
    wording="""
Berdasarkan hasil seleksi{decree}, dengan ini diberitahukan bahwa Saudara ditetapkan sebagai
penerima fasilitasi biaya {help} produk {product} ke Badan Pengawas Obat dan Makanan Tahun Anggaran
{year} (penerima ke-{position} dari kuota {places}).

Fasilitasi diberikan dalam bentuk {form} paling banyak sebesar {amount}. Saudara wajib
menyerahkan kelengkapan dokumen paling lambat tanggal {documents_until}. Apabila sampai dengan
tanggal tersebut dokumen belum lengkap, fasilitasi dialihkan kepada pelaku usaha dalam daftar
tunggu.

{completing}

1. {steps}

Demikian disampaikan untuk menjadi perhatian.
""",
)

KINDS: tuple[Kind, ...] = (BPOM_AWARD,)
