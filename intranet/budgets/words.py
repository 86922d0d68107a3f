"""What budgets and the journal entries about their windows are called."""

from flask_babel import lazy_gettext as _l

from intranet.budgets.models import BudgetStage
from intranet.words import name, name_actions

name(
    {
        BudgetStage.APBD: _l("APBD"),
        BudgetStage.REVISED_APBD: _l("P-APBD"),
        BudgetStage.APBN: _l("APBN"),
    }
)
name_actions(
    {"budget_window_set": _l("Jendela usulan {budget} ditetapkan: {opens} sampai {closes}")}
)
