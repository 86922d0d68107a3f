"""Small documents for tests: a test names only what it is about."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import rules
from rules import RuleSet

TODAY = date(2026, 3, 1)

VOCABULARY = """
facts:
  licensed: {type: boolean, source: register, label: {id: Berizin, en: Licensed}}
  member: {type: boolean, source: case, label: {id: Anggota, en: Member}}
  sales: {type: money, source: register, personal: true, label: {id: Penjualan, en: Sales}, question: {id: "Berapa penjualannya?", en: "How much are the sales?"}}
  workers: {type: integer, source: register, label: {id: Pekerja, en: Workers}}
  margin: {type: decimal, scale: 2, source: case, label: {id: Margin, en: Margin}}
  precise: {type: decimal, scale: 6, source: case, label: {id: Teliti, en: Precise}}
  started: {type: date, source: register, label: {id: Mulai, en: Started}}
  ended: {type: date, source: register, label: {id: Selesai, en: Ended}}
  village: {type: text, source: register, label: {id: Desa, en: Village}}
  hamlet: {type: text, source: register, label: {id: Dusun, en: Hamlet}}
  product: {type: choice, source: register, label: {id: Produk, en: Product}, options: {kopi: {id: Kopi, en: Coffee}, tepung: {id: Tepung, en: Flour}, "tidak": {id: Tidak}}}
  channels: {type: list, of: choice, source: register, label: {id: Saluran, en: Channels}, options: {pasar: {id: Pasar, en: Market}, daring: {id: Daring, en: Online}, toko: {id: Toko, en: Shop}}}
  tags: {type: list, of: text, source: register, label: {id: Label, en: Tags}}
  years: {type: list, of: integer, source: history, label: {id: Tahun, en: Years}}
  visits: {type: list, of: date, source: history, label: {id: Kunjungan, en: Visits}}
  liquid: {type: integer, source: case, label: {id: Likuid, en: Liquid}}
  costarring: {type: integer, source: case, label: {id: Lawan main, en: Costarring}}
  id: {type: integer, source: case, label: {id: Nomor, en: Number}}
  sid: {type: text, source: case, label: {id: Sesi, en: Session}}
"""  # noqa: E501


def document(**parts: Any) -> str:
    """A valid document as JSON text; `parts` replace or add its keys, None leaves one out."""
    whole = {
        "rule_set": "sample",
        "title": {"id": "Contoh", "en": "Sample"},
        "subject": "business",
        "criteria": [criterion({"fact": "licensed", "is": True})],
        **parts,
    }
    return json.dumps({key: part for key, part in whole.items() if part is not None})


def criterion(when: dict[str, Any], name: str = "only", **more: Any) -> dict[str, Any]:
    return {"id": name, "when": when, **more}


def rule_set(*conditions: dict[str, Any], **parts: Any) -> RuleSet:
    """A rule set with one criterion for each condition, named c1, c2 and so on."""
    named = [criterion(when, f"c{number}") for number, when in enumerate(conditions, 1)]
    if named:
        parts = {"criteria": named, **parts}
    return rules.load(document(**parts), VOCABULARY)


def parameter(*values: Any, unit: str = "none") -> dict[str, Any]:
    """A parameter in force since 2020, or with the given values."""
    if len(values) == 1 and not isinstance(values[0], dict):
        values = ({"from": "2020-01-01", "value": values[0], "source": "Perbup"},)
    return {"title": {"id": "Angka", "en": "Figure"}, "unit": unit, "values": list(values)}


def outcome(when: dict[str, Any], on: date = TODAY, **facts: Any) -> str:
    """The outcome of one condition for one applicant, decided by the engine."""
    return rule_set(when).decide(facts, on=on).outcome


def problems(text: str, vocabulary: str = VOCABULARY) -> list[str]:
    """What is wrong with a document, as `path: message`."""
    try:
        rules.load(text, vocabulary)
    except rules.DocumentRefused as refused:
        return [f"{problem.path}: {problem.message}" for problem in refused.problems]
    return []
