"""What a programme names from above: its rule sets and its letters.

The features that have them offer them here at start, by name with their titles in the reader's
language; so a programme chooses among them and shows them without knowing those features.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Titles = Mapping[str, str]
_rule_sets: Callable[[], Titles] = dict
_letters: Callable[[], Titles] = dict


def offer_rule_sets(titles: Callable[[], Titles]) -> Callable[[], Titles]:
    """Register the decorated function, which answers the titles of all rule sets by name."""
    global _rule_sets
    _rule_sets = titles
    return titles


def offer_letters(titles: Callable[[], Titles]) -> Callable[[], Titles]:
    """Register the decorated function, which answers the names of all letters by kind."""
    global _letters
    _letters = titles
    return titles


def rule_sets() -> Titles:
    """The office's rule sets: name and title."""
    return _rule_sets()


def letters() -> Titles:
    """The kinds of letters: key and name."""
    return _letters()
