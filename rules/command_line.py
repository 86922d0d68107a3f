"""`python -m rules`: check documents, decide, explain, simulate.

Exit codes: 0 done; 1 a document is refused or one of its examples fails; 2 the facts, the day or
the call is wrong and nothing was decided; 3 the engine failed and nothing was decided.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from rules.commands import COMMANDS
from rules.commands.calls import ENGINE, REFUSED, WRONG, CallWrong, complain
from rules.errors import (
    AmbiguousTable,
    DocumentRefused,
    EnginesDisagree,
    EngineUnavailable,
    FactsRefused,
    NotYetInForce,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rules", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    call = parser.parse_args(arguments)
    try:
        return int(call.run(call))
    except DocumentRefused as error:
        complain(error)
        return REFUSED
    except (FactsRefused, NotYetInForce, AmbiguousTable, CallWrong) as error:
        complain(error)
        return WRONG
    except (EngineUnavailable, EnginesDisagree) as error:
        complain(error)
        return ENGINE
