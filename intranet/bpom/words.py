"""What stages, results and outcomes of product tests are called, and the journal's sentences."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from intranet.bpom.models import FacilitationState, ProductState, Stage, StageResult
from intranet.bpom.outcomes import Outcome
from intranet.words import name, name_actions

name(
    {
        FacilitationState.RUNNING: _lp("facilitation", "Berjalan"),
        FacilitationState.ENDED: _lp("facilitation", "Selesai"),
        FacilitationState.GIVEN_BACK: _lp("facilitation", "Tempat dikembalikan"),
        Stage.SAMPLING: _lp("stage", "Sampel"),
        Stage.LABORATORY: _l("Uji laboratorium"),
        Stage.SITE: _l("CPPOB"),
        Stage.REGISTRATION: _l("Pendaftaran"),
        Stage.NUMBER: _l("Nomor MD"),
        StageResult.PASSED: _l("Lulus"),
        StageResult.FAILED: _l("Tidak lulus"),
        StageResult.REPEATED: _l("Diulang"),
    }
)
name(
    {
        ProductState.OPEN: _lp("product", "Berjalan"),
        ProductState.REGISTERED: _lp("product", "Bernomor MD"),
        ProductState.FAILED: _lp("product", "Tidak dilanjutkan"),
        Outcome.ALL_REGISTERED: _l("Semua produk bernomor MD"),
        Outcome.SOME_REGISTERED: _l("Sebagian produk bernomor MD"),
        Outcome.NONE_REGISTERED: _l("Tidak ada produk yang bernomor MD"),
    }
)
name_actions(
    {
        "facilitation_opened": _l("Fasilitasi {programme} dibuka untuk {key}"),
        "facilitation_ended": _l("Fasilitasi {key} selesai: {outcome}"),
        "facilitation_reopened": _l("Fasilitasi {key} berjalan lagi"),
        "facilitation_given_back": _l("Fasilitasi {key} ditutup, tempatnya dikembalikan: {reason}"),
        "bpom_product_added": _l("Produk {product} didaftar pada fasilitasi {key}"),
        "bpom_product_corrected": _l("Data produk {product} pada fasilitasi {key} diubah"),
        "bpom_product_given_up": _l("Produk {product} ({key}) tidak dilanjutkan: {reason}"),
        "bpom_product_resumed": _l("Produk {product} ({key}) dilanjutkan lagi"),
        "bpom_step_recorded": _l("{stage} produk {product} ({key}): {result}"),
        "bpom_step_corrected": _l("{stage} produk {product} ({key}) diubah: {result}"),
        "bpom_step_removed": _l("{stage} produk {product} ({key}) dihapus karena salah catat"),
        "md_number_recorded": _l("Nomor MD produk {product} ({key}) dicatat di dompet izin"),
        "md_number_taken_back": _l("Nomor MD produk {product} ({key}) ditarik: {reason}"),
        "bpom_document_opened": _l("Berkas {what} produk {product} ({key}) dibuka"),
    }
)
