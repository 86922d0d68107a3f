"""The second step of signing in: codes of an authenticator app, and recovery codes on paper."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp
import segno

from intranet import crypto

STEP_SECONDS = 30
# A clock that runs half a minute fast or slow is common.
STEPS_APART = 1
ISSUER = "Loket"
RECOVERY_CODES = 10
# Without letters and digits that look alike on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    return pyotp.random_base32()


def qr_image(secret: str, *, username: str) -> str:
    """The QR code for the authenticator app, as a data address."""
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    image: str = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return image


def step_of(code: str, secret: str, *, at: datetime) -> int | None:
    """The time step that the code belongs to, near `at`; None when it is wrong."""
    typed = "".join(c for c in code if c.isascii() and c.isdigit())
    now = int(at.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in range(now - STEPS_APART, now + STEPS_APART + 1):
        if hmac.compare_digest(totp.generate_otp(step), typed):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Each has about 79 bits, written `abcd-efgh-jkmn-pqrs`."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
        for _ in range(RECOVERY_CODES)
    ]


def recovery_hash(code: str) -> str:
    plain = "".join(c for c in code.lower() if c in ALPHABET)
    return crypto.blind_index(plain, purpose="recovery_code").hex()
