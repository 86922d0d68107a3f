"""What outsiders are told about letters and cases."""

from flask_babel import lazy_gettext as _l

from intranet.cases.codes import Status
from intranet.forums.follow_up.wish_states import WishState
from intranet.public.queries import Standing
from intranet.words import name

name(
    {
        Standing.VALID: _l("Berlaku"),
        Standing.EXPIRED: _l("Sudah lewat masa berlaku"),
        Standing.VOID: _l("Dibatalkan"),
    }
)
# What a status means for who waits.
WHAT_NOW = {
    Status.RECEIVED: _l("Petugas akan memeriksa kelengkapan permohonan."),
    Status.VERIFIED: _l("Kelengkapan sudah diperiksa. Permohonan diteruskan ke bidang terkait."),
    Status.DISPOSED: _l("Bidang terkait sedang menangani permohonan."),
    Status.FOLLOWED_UP: _l("Permohonan sedang ditindaklanjuti."),
    Status.ANSWERED: _l("Tanggapan sudah ada. Petugas menyampaikannya kepada pemohon."),
    Status.DONE: _l("Permohonan sudah selesai."),
    Status.RETURNED: _l(
        "Ada yang perlu dilengkapi. Bawa kekurangannya ke loket; daftarnya ada pada tanda terima."
    ),
    Status.REFERRED: _l("Permohonan diteruskan ke instansi lain yang berwenang."),
    Status.POSTPONED: _l("Permohonan menunggu kepastian anggaran."),
    Status.REFUSED: _l("Permohonan belum dapat dipenuhi. Alasannya dapat ditanyakan di loket."),
    Status.CANCELLED: _l("Permohonan dibatalkan."),
}
# What the state of a wish means for who asked for it.
WISH_TOLD = {
    WishState.WAITING: _l("Belum ada jawaban. Dinas masih menelaahnya."),
    WishState.ANSWERED: _l("Sudah dijawab."),
    WishState.IN_PROCESS: _l("Dinas sedang mengerjakannya."),
    WishState.REFERRED: _l("Diteruskan ke instansi yang berwenang, dan kami tanyakan kembali."),
    WishState.PROPOSED: _l("Kami upayakan untuk diusulkan dalam anggaran."),
    WishState.REALISED: _l("Sudah terwujud."),
    WishState.NOT_POSSIBLE: _l("Belum dapat dipenuhi. Alasannya dapat ditanyakan di loket."),
}
