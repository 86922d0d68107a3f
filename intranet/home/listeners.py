"""Registers the makers of cards, in the order in which the cards appear."""

from intranet.home import letter_cards  # noqa: F401, I001 (letters to sign come first)
from intranet.home import round_cards  # noqa: F401
from intranet.home import offer_cards  # noqa: F401
from intranet.home import case_cards  # noqa: F401
from intranet.home import forum_cards  # noqa: F401
from intranet.home import promise_cards  # noqa: F401
from intranet.home import programme_cards  # noqa: F401
from intranet.home import check_cards  # noqa: F401
from intranet.home import rulebook_cards  # noqa: F401
from intranet.home import office_cards  # noqa: F401
