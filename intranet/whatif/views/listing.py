"""The names of those who gain or lose, a page at a time and as a file."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_babel import gettext as _

from intranet import spreadsheets
from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.database import transaction
from intranet.office import queries as office
from intranet.rulebook.models import Draft, RuleVersion
from intranet.whatif.asking import PAGE_LENGTH
from intranet.whatif.page import Reckoned

MOST_ROWS = 1_000_000


def who_moves(result: Reckoned) -> dict[str, Any]:
    """What _who.html needs."""
    reader = signed_in_user()
    may_see = may(reader, Permission.READ_REGISTER)
    offset = result.asked.offset
    found = result.movers(offset=offset) if may_see and result.impact else []
    return {
        "may_see": may_see,
        "named": result.named(found, reader=reader),
        "last_page": -(-result.moving // PAGE_LENGTH),
    }


def as_file(result: Reckoned, *, subject: Draft | RuleVersion) -> Response:
    """Everybody of the list as CSV; its name carries the journal's fingerprint."""
    reader = signed_in_user()
    outcomes = outcome_words()
    # Before the transaction: who changes something need not wait while a long list is written.
    found = result.movers(limit=MOST_ROWS) if result.impact else []
    says = {name: result.says(name) for name in {name for one in found for name in one.by}}
    rows = [
        [
            one.number or "",
            one.name,
            one.owner,
            one.village,
            one.subdistrict,
            outcomes[one.mover.was],
            outcomes[one.mover.now],
            "; ".join(says[name] for name in one.mover.by),
        ]
        for one in result.named(found, reader=reader)
    ]
    with transaction():
        entry = audit.record(
            "rule_impact_exported",
            by=reader,
            subject=subject,
            rule_set=result.now.id,
            digest=result.now.digest,
            over=result.asked.over,
            who=result.who,
            rows=len(rows),
        )
        name = f"dampak-{result.now.id}-{office.today()}-{audit.fingerprint(entry)}.csv"
    headings = [
        _("Nomor kasus"),
        _("Usaha"),
        _("Pemilik"),
        _("Desa/kelurahan"),
        _("Kecamatan"),
        _("Hasil sekarang"),
        _("Hasil menurut usulan"),
        _("Syarat yang menyebabkannya"),
    ]
    return Response(
        spreadsheets.as_csv(headings, rows),
        content_type=spreadsheets.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def outcome_words() -> dict[str, str]:
    return {
        "eligible": _("Memenuhi syarat"),
        "ineligible": _("Belum memenuhi syarat"),
        "undetermined": _("Belum dapat ditentukan"),
        "ambiguous": _("Tanpa keputusan otomatis"),
    }
