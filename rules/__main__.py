"""`python -m rules`."""

from __future__ import annotations

import os
import sys

from rules.command_line import main

CUT_OFF = 141  # What a shell tells of a command whose reader went away.


def run() -> int:
    """The exit code of the call. Answers are UTF-8 everywhere, also in a terminal that is not."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough; what is left must not fail at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_OFF
    return code


if __name__ == "__main__":
    sys.exit(run())
