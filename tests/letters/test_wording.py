"""The markup of letters: nothing that fills a placeholder becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.letters import wording
from intranet.letters.kinds import KINDS, SEALED

WORDING = """
Dengan hormat kami sampaikan
data {name} berikut:

- nama: {name}
- NIK: {nik}
- NIB: {nib}

1. butir {name}
2. selesai
"""


def test_paragraphs_facts_and_points_are_told_apart():
    blocks = wording.blocks(WORDING, {"name": "Sri", "nib": "123"}, sealed={"nik"})

    assert blocks == [
        {"paragraph": "Dengan hormat kami sampaikan data Sri berikut:"},
        {
            "facts": [
                {"label": "nama", "value": "Sri"},
                {"label": "NIK", "sealed": "nik"},
                {"label": "NIB", "value": "123"},
            ]
        },
        {"points": ["butir Sri", "selesai"]},
    ]


def test_a_fact_that_is_not_known_is_left_out():
    blocks = wording.blocks(WORDING, {"name": "Sri", "nib": ""}, sealed={"nik"})

    assert [row["label"] for row in blocks[1]["facts"]] == ["nama", "NIK"]


LISTED = """
{intro}

1. {answers}

1. {steps}

1. {answers} dan seterusnya
"""


def test_a_list_becomes_a_point_for_each_and_nothing_where_it_is_empty():
    values = {"intro": "", "answers": "satu"}
    lists = {"answers": ["1. pertama", "- kedua:  {steps}"], "steps": []}

    assert wording.blocks(LISTED, values, lists=lists) == [
        {"points": ["1. pertama", "- kedua: {steps}"]},
        {"points": ["satu dan seterusnya"]},
    ]


@given(st.text(alphabet="{}-: 1.\nabcnik\x00'\"<>&", max_size=60))
def test_no_value_adds_markup(name):
    plain = wording.blocks(WORDING, {"name": "x", "nib": "123"}, sealed={"nik"})
    blocks = wording.blocks(WORDING, {"name": f"x{name}", "nib": "123"}, sealed={"nik"})

    assert [block.keys() for block in blocks] == [block.keys() for block in plain]
    assert len(blocks[1]["facts"]) == 3
    assert [row for row in blocks[1]["facts"] if "sealed" in row] == [
        {"label": "NIK", "sealed": "nik"}
    ]


def test_a_placeholder_that_nobody_fills_is_a_mistake():
    with pytest.raises(wording.UnknownPlaceholder, match="nib"):
        wording.blocks(WORDING, {"name": "Sri"}, sealed={"nik"})


def test_braces_are_no_code():
    assert wording.fill("{name.__class__} {0} {name!r}", {"name": "x"}) == (
        "{name.__class__} {0} {name!r}"
    )


def test_every_kind_promises_nothing_in_the_name_of_a_bank():
    text = " ".join(KINDS["bank_referral"].wording.split())

    assert "bukan merupakan jaminan atau penjaminan kredit" in text
    assert "sepenuhnya menjadi kewenangan {bank}" in text
    assert wording.placeholders(text) >= SEALED
