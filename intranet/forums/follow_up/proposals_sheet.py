"""The proposals of a budget as a workbook, without a word about who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from intranet import spreadsheets
from intranet.budgets.calendar import Budget
from intranet.forums.follow_up.proposals import Total, Totals
from intranet.forums.models import Promise, PromiseStanding
from intranet.spreadsheets import Sheet

HEADINGS = (
    "Aspirasi",
    "Butir",
    "Tanggal sesi",
    "Kecamatan",
    "Topik",
    "Permintaan",
    "Klaster",
    "Perkiraan biaya (Rp)",
    "Dibawa dari",
)
WIDTHS = (16, 8, 18, 18, 18, 60, 18, 22, 24)


def workbook(
    budget: Budget,
    proposals: Iterable[Promise],
    totals: Totals,
    *,
    made_on: date,
    mark: str,
) -> bytes:
    """The list on the first sheet, the totals on further ones. In Indonesian, as papers are.

    `mark` is the journal's fingerprint. The cluster of whoever spoke in confidence is left out.
    """
    rows = [_row(promise) for promise in proposals]
    above = (f"Usulan {budget.name} dari forum", f"Jejak audit {mark}")
    lists = Sheet("Usulan", HEADINGS, rows, above=above, widths=WIDTHS)
    by = (
        ("Per topik", "Topik", totals.by_topic),
        ("Per kecamatan", "Kecamatan", totals.by_subdistrict),
        ("Per klaster", "Klaster", totals.by_cluster),
    )
    summed = [_totals(name, heading, found) for name, heading, found in by]
    return spreadsheets.as_workbook([lists, *summed], made_on=made_on)


def _row(promise: Promise) -> list[str | int | date | None]:
    wish, spoken = promise.item, promise.item.aspiration
    business = None if spoken.is_confidential else spoken.business
    return [
        spoken.label,
        wish.position,
        spoken.session.held_on,
        spoken.session.subdistrict.name,
        wish.topic.name,
        wish.request,
        business.cluster.name if business and business.cluster else None,
        promise.estimate,
        ", ".join(
            one.budget.name
            for one in wish.promises
            if one.standing is PromiseStanding.CARRIED_OVER and one.budget
        ),
    ]


def _totals(name: str, heading: str, found: Iterable[Total]) -> Sheet:
    rows: list[list[str | int | None]] = [
        [
            one.name or "Belum diketahui",
            one.number,
            one.estimate if one.number > one.without_estimate else None,
            one.without_estimate,
        ]
        for one in found
    ]
    headings = (heading, "Usulan", "Perkiraan biaya (Rp)", "Tanpa perkiraan")
    return Sheet(name, headings, rows, widths=(30, 12, 22, 18))
