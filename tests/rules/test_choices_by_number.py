"""A column of choices may come as numbers with names (an Enum); it means what text means."""

import json
from datetime import date

import polars as pl
import pytest

import rules
from rules.columns import decide_all, outcomes

TODAY = date(2026, 3, 1)
PRODUCTS = ["kopi", "batik", "las", "tepung", "jasa", "kriya"]
WANTED = ["las", "kopi"]
VOCABULARY = json.dumps(
    {
        "facts": {
            name: {
                "type": "choice",
                "source": "register",
                "label": {"id": name},
                "options": {option: {"id": option} for option in options},
            }
            for name, options in {"product": PRODUCTS, "wanted": WANTED}.items()
        }
    }
)
CONDITIONS = [
    {"fact": "product", "is": "las"},
    {"fact": "product", "is_not": "las"},
    {"fact": "product", "one_of": ["kopi", "las"]},
    {"fact": "product", "none_of": ["kopi", "batik", "las", "tepung", "jasa"]},
    {"fact": "product", "is": {"fact": "wanted"}},
    {"fact": "wanted", "one_of": [{"fact": "product"}, "kopi"]},
    {"fact": "product", "present": True},
]
ROWS = {
    "product": ["kopi", "las", "kriya", "las", None],
    "wanted": ["kopi", "kopi", None, "las", "las"],
}


@pytest.mark.parametrize("condition", CONDITIONS, ids=json.dumps)
@pytest.mark.parametrize("product", [PRODUCTS, [*reversed(PRODUCTS)], [*PRODUCTS, "roti"]])
def test_choices_by_number_are_decided_like_choices_in_text(condition, product):
    rule_set = rules.load(
        json.dumps(
            {
                "rule_set": "choices",
                "title": {"id": "Pilihan"},
                "subject": "business",
                "criteria": [{"id": "only", "when": condition}],
            }
        ),
        VOCABULARY,
    )
    text = pl.DataFrame(ROWS)
    numbers = text.cast({"product": pl.Enum(product), "wanted": pl.Enum(WANTED)})

    assert decide_all(rule_set, numbers, TODAY).equals(decide_all(rule_set, text, TODAY))
    assert outcomes(rule_set, numbers, TODAY).equals(outcomes(rule_set, text, TODAY))
    assert decide_all(rule_set, text, TODAY)["outcome"].to_list() == [
        rule_set.decide(row, TODAY, engine="reference").outcome for row in text.to_dicts()
    ]
