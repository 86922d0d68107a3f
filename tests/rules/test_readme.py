"""The guides' examples run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import rules

README = Path(rules.__file__).parent / "README.md"
GUIDE = README.parent.parent / "docs" / "panduan-aturan.md"


def rule_set_of(page: Path) -> str:
    """The first rule set that stands in a page."""
    return re.findall(r"```yaml\n(.*?)```", page.read_text(), re.DOTALL)[0]


def test_the_language_guide_says_what_python_answers():
    told = doctest.DocTestParser().get_doctest(
        README.read_text(), {"tool_loan": rule_set_of(README)}, "README", str(README), 0
    )

    results = doctest.DocTestRunner(verbose=False).run(told)

    assert results.failed == 0
    assert results.attempted > 30


def test_the_rule_sets_of_the_guides_load_and_their_examples_pass():
    for page in (README, GUIDE):
        loaded = rules.load(rule_set_of(page))

        assert [
            found.differences for found in rules.run_examples(loaded) if found.differences
        ] == []


def test_the_supervisors_guide_names_every_test_of_the_language():
    from rules.loading.conditions import ALL_OPERATORS, GROUPS

    page = GUIDE.read_text()

    assert [
        word
        for word in [*ALL_OPERATORS, *GROUPS]
        if f"`{word}" not in page and f"{{{word}" not in page
    ] == []
