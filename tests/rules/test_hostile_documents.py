"""Hostile input is refused within a second and never reaches the engine."""

from __future__ import annotations

import time

import pytest

import rules

from .documents import VOCABULARY

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)
HOSTILE = {
    "alias bomb": BOMB,
    "anchor": "rule_set: &x sample\ntitle: *x\n",
    "oversized": "rule_set: sample\n" + "# padding\n" * 60_000,
    "deep flow": "a: " + "[" * 100_000 + "\n",
    "deep braces": "{" * 100_000,
    "deep json": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "deep block": "\n".join(" " * n + "- " for n in range(800)),
    "many keys": "\n".join(f"k{n}: 1" for n in range(45_000)),
    "many values": "rule_set: [" + "1," * 100_000 + "]\n",
    "long key": "? " + "k" * 300_000 + "\n: 1\n",
    "long number": '{"rule_set": ' + "9" * 300_000 + "}",
    "tag": "rule_set: !!python/object/apply:os.system ['true']\n",
    "merge": "criteria:\n  - <<: {id: x}\n    when: {}\n",
    "twice": '{"rule_set": "a", "rule_set": "b"}',
    "two documents": "rule_set: a\n---\nrule_set: b\n",
    "not a number": '{"rule_set": NaN}',
    "binary": "rule_set: \x00\n",
    "half a character": '{"rule_set": "\\ud800"}',
    "empty": "\n",
    "scalar": "sample\n",
    "list": "- a\n- b\n",
    "key that is a list": "? [a]\n: 1\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_quickly(text):
    begun = time.process_time()

    with pytest.raises(rules.DocumentRefused) as refused:
        rules.load(text, VOCABULARY)

    assert time.process_time() - begun < 1
    assert len(str(refused.value)) < 20_000


def test_a_file_that_is_not_text_is_refused(tmp_path):
    file = tmp_path / "sample.yaml"
    file.write_bytes(b"rule_set: \xff\xfe\n")

    with pytest.raises(rules.DocumentRefused, match="not UTF-8"):
        rules.load(file)
    with pytest.raises(rules.DocumentRefused, match="cannot be read"):
        rules.load(tmp_path)
    with pytest.raises(rules.DocumentRefused, match="cannot be read"):
        rules.load("no-such-file.yaml")
    with pytest.raises(rules.DocumentRefused, match="cannot be read"):
        rules.load("no\x00such")


def test_a_thousand_wrong_words_are_refused_quickly():
    criteria = "".join(
        f"  - {{id: c{n}, when: {{all: [{', '.join(['{fact: licenze, iz: 1}'] * 14)}]}}}}\n"
        for n in range(60)
    )
    begun = time.process_time()

    with pytest.raises(rules.DocumentRefused) as refused:
        rules.load(f"rule_set: s\ntitle: {{id: x}}\nsubject: business\ncriteria:\n{criteria}")

    assert time.process_time() - begun < 1
    assert len(refused.value.problems) == 100
