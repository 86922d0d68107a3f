"""Every act that the code records has a sentence that the journal page can show."""

from __future__ import annotations

import ast
from pathlib import Path

import intranet
from intranet import words

SOURCE = Path(intranet.__file__).parent


def recorded_actions() -> dict[str, str]:
    """The action of every `record("…", by=…)` in the source, and the file it stands in."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) == "record"
                and any(keyword.arg == "by" for keyword in node.keywords)
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found[str(node.args[0].value)] = str(path.relative_to(SOURCE))
    return found


def test_every_recorded_action_is_named(app):
    unnamed = {
        action: file for action, file in recorded_actions().items() if not words.is_named(action)
    }

    assert not unnamed
    assert len(recorded_actions()) > 10


def test_no_sentence_fails_for_want_of_a_detail(app):
    with app.test_request_context():
        assert all(words.sentence(action, {}) for action in recorded_actions())


def test_every_member_of_a_named_enum_has_words(app):
    """Two members of the same value in one dict would leave one of them without."""
    named = {enum for enum, _value in words._words}

    missing = [member for enum in named for member in enum if not words.words(member)]

    assert missing == []


def test_a_day_in_an_entry_is_read_in_words(app):
    with app.test_request_context():
        said = words.sentence("budget_window_set", {"budget": "APBD 2027", "opens": "2026-01-02"})
    assert "2 Januari 2026" in said
