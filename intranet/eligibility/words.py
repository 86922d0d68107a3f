"""What outcomes and sources of facts are called on screen and in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as translated
from flask_babel import lazy_gettext as _l

from intranet.eligibility.facts import SourceKind
from intranet.eligibility.models import Outcome
from intranet.formatting import long_date
from intranet.words import name, name_actions

name(
    {
        Outcome.ELIGIBLE: _l("Memenuhi syarat"),
        Outcome.INELIGIBLE: _l("Belum memenuhi syarat"),
        Outcome.UNDETERMINED: _l("Belum dapat ditentukan"),
        Outcome.NO_DECISION: _l("Tidak ada keputusan otomatis"),
    }
)
name_actions(
    {
        "decision_taken": _l("Permintaan {position}, {title}: {result}"),
        "decision_failed": _l(
            "Permintaan {position}, {title}: tidak ada keputusan otomatis, petugas memutuskan"
        ),
        "fact_taken_back": _l("Satu jawaban pemohon ditarik kembali ({fact})"),
        "rules_asked_again": _l("Kelayakan diperiksa ulang"),
        "decision_printed": _l("Hasil pemeriksaan permintaan {position} dicetak untuk pemohon"),
        "rules_moved": _l(
            "Permintaan {position} memakai aturan {rule_set} versi {now}, sebelumnya versi {was}"
        ),
    }
)

_IN_JOURNAL = {
    Outcome.ELIGIBLE: "memenuhi syarat",
    Outcome.INELIGIBLE: "belum memenuhi syarat",
    Outcome.UNDETERMINED: "belum dapat ditentukan",
    Outcome.NO_DECISION: "tidak ada keputusan otomatis",
}


def in_journal(outcome: Outcome) -> str:
    """The outcome in Indonesian, whatever language the actor reads."""
    return _IN_JOURNAL[outcome]


def gettext(text: str, **values: object) -> str:
    """Flask-Babel's, with its type told."""
    return str(translated(text, **values))


def source_sentence(source: Mapping[str, str | None]) -> str:
    """Where a fact was learnt, as a phrase: `register, diisi 3 November 2026`."""
    kind = SourceKind(source["kind"] or "")
    on = source.get("on")
    day = long_date(date.fromisoformat(on)) if on else ""
    detail = source.get("detail") or ""
    if kind is SourceKind.COMPUTED:
        basis = {"started_on": gettext("mulai usaha"), "born_on": gettext("tanggal lahir")}
        return gettext("dihitung %(day)s dari %(what)s", day=day, what=basis.get(detail, detail))
    if kind is SourceKind.LICENCE:
        if not day:
            return gettext("izin di register, tanpa batas waktu")
        return gettext("izin di register, berlaku sampai %(day)s", day=day)
    if kind is SourceKind.PAPER:
        if not day:
            return gettext("daftar berkas: %(paper)s belum diserahkan", paper=detail)
        return gettext("daftar berkas: %(paper)s, %(day)s", paper=detail, day=day)
    if kind is SourceKind.FOSTERING:
        return gettext("register, binaan %(agency)s sejak %(day)s", agency=detail, day=day)
    if kind is SourceKind.PERIOD:
        if not day:
            return gettext("anggaran %(period)s, belum dipastikan", period=detail)
        return gettext("anggaran %(period)s, dipastikan %(day)s", period=detail, day=day)
    return {
        SourceKind.REGISTER: gettext("register, diisi %(day)s", day=day),
        SourceKind.EVIDENCE: gettext("bukti pasar di register, tertanggal %(day)s", day=day),
        SourceKind.HISTORY: gettext("riwayat lengkap sejak %(day)s", day=day),
        SourceKind.RECORDED: gettext("paling sedikit, menurut catatan terakhir %(day)s", day=day),
        SourceKind.ITEM: gettext("permohonan ini, %(day)s", day=day),
        SourceKind.STATEMENT: gettext("pernyataan pemohon, %(day)s", day=day),
        SourceKind.DOCUMENT: gettext("dokumen dilihat petugas, %(day)s", day=day),
    }[kind]


def problem_sentence(problem: str | None) -> str:
    """Why there is no automatic decision, in words for the desk."""
    kind = (problem or "").partition(":")[0]
    return {
        "EngineUnavailable": gettext("Mesin aturan tidak menjawab."),
        "EnginesDisagree": gettext(
            "Mesin aturan dan pemeriksa pembandingnya berbeda jawaban. Pengelola sistem "
            "menerima contoh kasusnya."
        ),
        "NotYetInForce": gettext("Belum ada angka yang berlaku pada tanggal ini."),
        "AmbiguousTable": gettext("Dua baris tabel aturan cocok sekaligus."),
        "NoSuchRuleSet": gettext("Aturan yang disebut layanan ini tidak ada."),
        "DocumentRefused": gettext("Dokumen aturan tidak dapat dibaca."),
        "FactsRefused": gettext("Ada isian yang tidak sesuai dengan daftar fakta aturan."),
    }.get(kind, gettext("Aturan tidak dapat dijalankan."))
