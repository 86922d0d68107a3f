"""Setting the quotas that come with Loket."""

from __future__ import annotations

from collections.abc import Iterable

from intranet.accounts.models import User
from intranet.allocations.ledger import quotas
from intranet.allocations.models import Quota
from intranet.programmes import services as programmes
from intranet.programmes.models import ProgrammePeriod


def install_shipped_quotas(
    periods: Iterable[ProgrammePeriod], by: User | None = None
) -> list[Quota]:
    """The quotas of periods that were just installed, where the shipped data name one.

    Others stay unset, which is not 0; so does whatever the office set up itself.
    """
    terms = {one["code"]: one["period"] for one in programmes.shipped() if "period" in one}
    return [
        quotas.set_places(period, known["quota"], reason=known["quota_reason"], seen=None, by=by)
        for period in periods
        if "quota" in (known := terms.get(period.programme.code, {}))
    ]
