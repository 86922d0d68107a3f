"""The pages of accounts, a file a story."""

from intranet.accounts.views import own_account, signing_in, staff, typing_kept
from intranet.accounts.views.blueprint import blueprint

__all__ = ["blueprint", "own_account", "signing_in", "staff", "typing_kept"]
