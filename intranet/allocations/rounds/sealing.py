"""Fingerprints of what a round holds; the journal keeps them out of reach."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from intranet.allocations.models import Round


def of_frozen(round: Round) -> str:
    """Of everything that stands from the freeze on."""
    lines = [
        [
            line.key,
            str(line.application.uuid),
            str(line.decision.uuid) if line.decision else None,
            line.outcome,
            line.group_key,
            # A team gives its points later; see of_result.
            [] if round.method.value == "team" else [line.points, line.tie_break],
            line.entries,
        ]
        for line in sorted(round.lines, key=lambda line: line.key)
    ]
    return _of(
        round.number, round.method.value, round.frozen_on, round.list_text, round.terms, lines
    )


def of_announcement(round: Round) -> str:
    """Of the sources and the day of the draw."""
    return _of(round.list_hash, round.sources, round.draw_on)


def of_draw(round: Round) -> str:
    """Of the values that were published and what was drawn with them."""
    return _of(round.proof)


def of_result(round: Round) -> str:
    """Of how everybody's line ended."""
    lines = [
        [
            line.key,
            line.points,
            line.place,
            line.drawn,
            line.result,
            line.reserve_place,
            line.because,
            [[one.member, one.score] for one in sorted(line.scores, key=lambda one: one.member)],
        ]
        for line in sorted(round.lines, key=lambda line: line.key)
    ]
    return _of(round.summary, lines)


def _of(*parts: Any) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
