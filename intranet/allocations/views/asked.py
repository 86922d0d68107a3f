"""What addresses of long lists ask for."""

from __future__ import annotations

from flask import request


def asked_after() -> int:
    """Behind which number in its order the page begins; 0 for the first one."""
    typed = request.args.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
