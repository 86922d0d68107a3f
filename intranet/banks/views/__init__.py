"""The pages of banks and referrals, a module a story."""

from intranet.banks.views import banks, referrals
from intranet.banks.views.blueprint import blueprint

__all__ = ["banks", "blueprint", "referrals"]
