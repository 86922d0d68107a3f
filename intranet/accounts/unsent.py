"""What somebody typed when their session ended, sealed to travel through the sign-in page.

The server keeps nothing: the text goes to the browser encrypted, in one hidden field, and comes
back with the sign-in. Files cannot travel so; the page says that they must be attached again.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag

from intranet import clock, crypto
from intranet.accounts.paths import local_path

LARGEST = 2 * 1024 * 1024
KEPT_FOR = timedelta(hours=24)
PURPOSE = "accounts|unsent"
# Never sent on: the token is made anew, and passwords are typed again.
LEFT_OUT = ("csrf_token", "password")


@dataclass(frozen=True)
class Unsent:
    """A form that was sent but not taken: where to, what, and whose, if that is known."""

    path: str
    fields: list[tuple[str, str]]
    files: int
    user_uuid: UUID | None
    at: datetime

    @classmethod
    def of(
        cls,
        path: str,
        fields: Iterable[tuple[str, str]],
        *,
        files: int,
        user_uuid: UUID | None,
    ) -> Unsent:
        kept = [(name, value) for name, value in fields if not name.endswith(LEFT_OUT)]
        return cls(path, kept, files, user_uuid, clock.now())

    @property
    def typed(self) -> int:
        """How many fields hold something."""
        return sum(1 for name, value in self.fields if value.strip() and name != "once")

    def belongs_to(self, user_uuid: UUID) -> bool:
        return self.user_uuid is None or self.user_uuid == user_uuid

    def sealed(self) -> str | None:
        """As text for a hidden field, or None when there is more than a field should carry."""
        plain = json.dumps(
            {
                "path": self.path,
                "fields": self.fields,
                "files": self.files,
                "user": str(self.user_uuid) if self.user_uuid else None,
                "at": self.at.isoformat(),
            }
        ).encode()
        if len(plain) > LARGEST:
            return None
        return base64.urlsafe_b64encode(crypto.seal(plain, bound_to=PURPOSE)).decode()


def opened(sealed: str | None) -> Unsent | None:
    """What `sealed()` made; None when it was changed, is not ours, or is a day old."""
    if not sealed:
        return None
    try:
        plain = crypto.unseal(base64.urlsafe_b64decode(sealed), bound_to=PURPOSE)
    except (InvalidTag, ValueError, KeyError, IndexError, binascii.Error):
        return None
    kept = json.loads(plain)
    unsent = Unsent(
        path=kept["path"],
        fields=[(name, value) for name, value in kept["fields"]],
        files=kept["files"],
        user_uuid=UUID(kept["user"]) if kept["user"] else None,
        at=datetime.fromisoformat(kept["at"]),
    )
    is_fresh = clock.now() - unsent.at < KEPT_FOR
    return unsent if is_fresh and local_path(unsent.path) else None
