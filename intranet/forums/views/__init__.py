"""The pages of forums, a module a story."""

from intranet.forums.views import (
    aspirations,
    attendance,
    becoming_cases,
    follow_up,
    log,
    minutes,
    offline,
    papers,
    promises,
    proposals,
    putting_right,
    replies,
    scoreboard,
    sessions,
    settings,
    tabs,
)
from intranet.forums.views.blueprint import blueprint

__all__ = [
    "aspirations",
    "attendance",
    "becoming_cases",
    "blueprint",
    "follow_up",
    "log",
    "minutes",
    "offline",
    "papers",
    "promises",
    "proposals",
    "putting_right",
    "replies",
    "scoreboard",
    "sessions",
    "settings",
    "tabs",
]
