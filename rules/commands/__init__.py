"""The commands of `python -m rules`, a module each with `add` and `run`.

A new command is a module and its name here. What it needs beyond the core (Polars, z3) is
imported in its `run`, so that the others start quickly.
"""

from rules.commands import check, decide, diff, explain, simulate, spreadsheet, take, verify

COMMANDS = (
    check,
    decide,
    diff,
    explain,
    simulate,
    spreadsheet,
    take,
    verify,
)
