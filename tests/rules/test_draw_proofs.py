"""A draw over a frozen list can be repeated by anybody from what was published."""

from __future__ import annotations

import copy
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.selection import (
    RECOMPUTE,
    FrozenList,
    Proof,
    SelectionRefused,
    Source,
    announce,
    differences,
    freeze,
    hold,
    read_list,
    read_proof,
)
from rules.words import Words

LOTTERY = Source("Lottery", "numbers", Words("Undian Senin", "Monday's lottery"))
HEADLINE = Source("Headline", "text")
VALUES = {"Lottery": [41, 9, 18, 34, 26, 45], "Headline": "Padi naik 3%"}
KEYS = [f"K-{number:04}" for number in (3, 1, 2, 12, 7, 30, 4)]


def proof(draws: int | None = None) -> Proof:
    frozen = freeze(KEYS)
    return hold(announce(frozen, [LOTTERY, HEADLINE], draws), frozen, VALUES)


def published(draws: int | None = None) -> dict[str, Any]:
    """The proof as it comes back out of its file."""
    found: dict[str, Any] = json.loads(json.dumps(proof(draws).as_dict()))
    return found


def recomputed(data: dict[str, Any]) -> list[str]:
    """Another's ten lines, from the list and the values alone."""
    remaining = [line.split(" ", 1)[1] for line in data["list"]["text"].splitlines()]
    key = ""
    for source in data["sources"]:
        if source["kind"] == "numbers":
            key += "".join(str(n) + "." for n in sorted(source["values"])) + "/"
        else:
            key += "".join(c for c in source["values"].upper() if c in LETTERS) + "/"
    drawn = []
    for k in range(len(data["draws"])):
        digest = hashlib.md5(
            bytes([k // 256, k % 256]) + key.encode() + bytes([k // 256, k % 256]),
            usedforsecurity=False,
        ).digest()
        drawn.append(remaining.pop(int.from_bytes(digest, "big") % len(remaining)))
    return drawn


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def test_ten_lines_of_somebody_else_give_the_same_order() -> None:
    data = published()
    assert recomputed(data) == [line["key"] for line in data["draws"]] == list(proof().order)
    assert sorted(proof().order) == sorted(KEYS)
    digest = hashlib.sha256(data["list"]["text"].encode()).hexdigest()
    assert data["list"]["hash"] == f"sha256:{digest}"
    assert data["key_string"] == "9.18.26.34.41.45./PADINAIK3/"


def test_the_published_script_agrees_with_the_proof_and_notices_a_change(tmp_path: Path) -> None:
    (tmp_path / "check.py").write_text(RECOMPUTE, encoding="utf-8")
    honest, forged = published(3), published(3)
    forged["draws"][1]["key"] = "K-0004"
    outputs = []
    for data in (honest, forged):
        (tmp_path / "proof.json").write_text(json.dumps(data), encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-I", "check.py"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.append([line.split()[-1] for line in ran.stdout.splitlines()])
    assert outputs == [["True"] * 4, ["True", "True", "False", "True"]]


def test_the_list_is_numbered_lines_in_the_order_of_the_keys() -> None:
    frozen = freeze(["b", "a c", "B"])
    assert frozen.text == "1 B\n2 a c\n3 b\n"
    assert frozen.hash == "sha256:" + hashlib.sha256(b"1 B\n2 a c\n3 b\n").hexdigest()
    assert freeze(reversed(frozen.keys)) == frozen


@given(st.sets(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
def test_a_list_is_read_back_as_it_was_or_refused_when_frozen(keys: set[str]) -> None:
    try:
        frozen = freeze(keys)
    except SelectionRefused:
        return
    assert read_list(frozen.text) == frozen
    assert len(frozen.text.splitlines()) == len(keys)


@pytest.mark.parametrize(
    "keys",
    [[], [""], ["a", "a"], [" a"], ["a\nb"], ["a\u2028b"], ["a\u200b"], ["e\u0301"], ["x" * 201]],
)
def test_keys_that_make_a_list_ambiguous_are_refused(keys: list[str]) -> None:
    with pytest.raises(SelectionRefused):
        freeze(keys)


@pytest.mark.parametrize(
    "text", ["", "1 a", "1 b\n2 a\n", "1 a\n3 b\n", "01 a\n", "1 a\r\n", "a\n"]
)
def test_a_text_that_is_no_frozen_list_is_refused(text: str) -> None:
    with pytest.raises(SelectionRefused):
        read_list(text)


def test_a_list_out_of_order_is_no_frozen_list() -> None:
    with pytest.raises(SelectionRefused, match="not in its place"):
        FrozenList(("b", "a"))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"Lottery": [1]}, '"Headline" are missing'),
        ({**VALUES, "Weather": [1]}, '"Weather" was not announced'),
        ({**VALUES, "Lottery": "7"}, "Lottery: numbers were announced"),
        ({**VALUES, "Headline": [7]}, "Headline: text were announced"),
        ({**VALUES, "Lottery": [7.5]}, "Lottery: .* not a whole number"),
    ],
)
def test_only_the_announced_sources_count(values: dict[str, Any], why: str) -> None:
    frozen = freeze(KEYS)
    with pytest.raises(SelectionRefused, match=why):
        hold(announce(frozen, [LOTTERY, HEADLINE]), frozen, values)


def test_a_list_changed_after_the_announcement_cannot_be_drawn_from() -> None:
    announcement = announce(freeze(KEYS), [LOTTERY, HEADLINE])
    with pytest.raises(SelectionRefused, match="the announced list is sha256:"):
        hold(announcement, freeze([*KEYS, "K-9999"]), VALUES)


@pytest.mark.parametrize("draws", [0, 8])
def test_no_more_can_be_announced_than_there_are(draws: int) -> None:
    with pytest.raises(SelectionRefused):
        announce(freeze(KEYS), [LOTTERY], draws)


def test_an_announcement_needs_sources_with_names_of_their_own() -> None:
    for sources in ([], [LOTTERY, LOTTERY]):
        with pytest.raises(SelectionRefused):
            announce(freeze(KEYS), sources)
    for name, kind in (("", "text"), ("Lottery", "real")):
        with pytest.raises(SelectionRefused):
            Source(name, kind)


def test_the_announcement_tells_the_list_and_the_sources_before_the_values() -> None:
    announcement = announce(freeze(KEYS), [LOTTERY, HEADLINE], 2)
    assert announcement.as_dict() == {
        "method": "RFC 3797",
        "list": {"hash": freeze(KEYS).hash, "size": 7},
        "draws": 2,
        "sources": [
            {
                "name": "Lottery",
                "kind": "numbers",
                "says": {"id": "Undian Senin", "en": "Monday's lottery"},
            },
            {"name": "Headline", "kind": "text"},
        ],
    }
    assert "Lottery; Headline" in announcement.says.in_language("en")
    assert 5.3 < announcement.bits_needed < 5.4  # 42 ordered pairs


def test_a_true_proof_has_no_differences() -> None:
    announcement = announce(freeze(KEYS), [LOTTERY, HEADLINE], 4)
    assert differences(published(4), announcement) == ()
    assert read_proof(published(4)).order == proof(4).order


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (["method"], "dice", "the method"),
        (["list", "hash"], "sha256:0", "hash of the list"),
        (["list", "size"], 2, "the list has 7 applicants"),
        (["sources", 0, "canonical"], "1./", "the canonical form of the source Lottery"),
        (["key_string"], "1./", "the key string"),
        (["draws", 1, "key"], "K-0007", "draw 2 should be number"),
        (["draws", 0, "md5"], "0" * 32, "draw 1 should be number"),
        (["sources", 0, "values"], [1, 2], "draw 1 should be number"),
        (["sources", 0, "name"], "Another", "not the announced ones"),
        (["list", "text"], "1 x\n2 y\n3 z\n", "not the announced one"),
    ],
)
def test_whatever_is_altered_in_a_proof_is_told(path: list[Any], value: Any, says: str) -> None:
    data = copy.deepcopy(published(3))
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    announcement = announce(freeze(KEYS), [LOTTERY, HEADLINE], 3)
    told = [words.in_language("en") for words in differences(data, announcement)]
    assert any(says in sentence for sentence in told), told


@pytest.mark.parametrize("data", [None, [], {}, {"list": {}}, {"list": {"text": "1 a\n"}}, "x"])
def test_data_that_are_no_proof_are_refused(data: Any) -> None:
    with pytest.raises(SelectionRefused):
        read_proof(data)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 70000)
    | st.floats(allow_nan=False)
    | st.text("1 a\n"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=2),
    max_leaves=4,
)
PLACES = [
    *(["list"], ["list", "text"], ["list", "hash"], ["sources"], ["sources", 0], ["draws"]),
    *(["sources", 0, "name"], ["sources", 0, "kind"], ["sources", 0, "values"], ["draws", 0]),
    *(["draws", 0, "key"], ["method"], ["key_string"], ["list", "size"]),
    ["sources", 0, "canonical"],
]


@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_in_a_proof_it_is_told_or_refused(path: list[Any], value: Any) -> None:
    data = published(2)
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    changed, place[path[-1]] = place[path[-1]] != value, value
    try:
        assert differences(data) or not changed or path[-1] == "name"
    except SelectionRefused as error:
        assert str(error)
