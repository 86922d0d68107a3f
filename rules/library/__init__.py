"""The rule sets that come with the product."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rules.rule_set import RuleSet
from rules.rule_set import load as load_file

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The ids of the shipped rule sets, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def path(name: str) -> Path:
    """The file of a shipped rule set. Raises KeyError for a name that is not among them."""
    if name not in names():
        raise KeyError(name)
    return FOLDER / f"{name}.yaml"


@lru_cache(maxsize=64)
def load(name: str) -> RuleSet:
    """A shipped rule set, read once. Raises KeyError for a name that is not among them."""
    return load_file(path(name))
