"""Why an amount was not booked, as a sentence; and the form of a cost whose recipient is known."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from intranet.allocations.models import ExpenseKind
from intranet.allocations.spending import booking
from intranet.allocations.spending.booking_forms import BookingForm
from intranet.formatting import rupiah

REFUSALS = (booking.BudgetNotConfirmed, booking.OverCeiling, booking.OverBudget)


class CostForm(BookingForm):
    """A cost of one recipient, or of one thing for all: nobody has to be chosen."""

    recipient = None  # type: ignore[assignment]  # WTForms leaves out what is None.

    def dated(self, today: date) -> CostForm:
        self.today = today
        if not self.is_submitted():
            self.spent_on.data, self.kind.data = today, ExpenseKind.REALISATION
        return self


def sentence(refused: Exception) -> str:
    """What stands in the way, with the figures."""
    found: str
    match refused:
        case booking.OverCeiling():
            found = _(
                "Penerima ini akan menjadi %(would_be)s, di atas pagu per penerima %(ceiling)s",
                would_be=rupiah(refused.would_be),
                ceiling=rupiah(refused.ceiling),
            )
        case booking.OverBudget():
            found = _(
                "Seluruhnya akan menjadi %(would_be)s, di atas anggaran %(budget)s",
                would_be=rupiah(refused.would_be),
                budget=rupiah(refused.budget),
            )
        case _other:
            found = _("Anggaran daerahnya belum dipastikan, jadi belum dapat dibebani")
    return found
