"""Sessions, what was said there, what was promised, and the minutes."""

from intranet.forums.models.aspirations import (
    Aspiration,
    AspirationCorrection,
    AspirationItem,
    AspirationReply,
    Topic,
)
from intranet.forums.models.minutes import Minutes
from intranet.forums.models.promises import (
    Promise,
    PromiseKind,
    PromiseStanding,
    Response,
    ResponseKind,
)
from intranet.forums.models.sessions import (
    ForumSeries,
    ForumSession,
    OfficialPresent,
    Scribe,
    SessionStatus,
)

__all__ = [
    "Aspiration",
    "AspirationCorrection",
    "AspirationItem",
    "AspirationReply",
    "ForumSeries",
    "ForumSession",
    "Minutes",
    "OfficialPresent",
    "Promise",
    "PromiseKind",
    "PromiseStanding",
    "Response",
    "ResponseKind",
    "Scribe",
    "SessionStatus",
    "Topic",
]
