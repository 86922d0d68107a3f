"""Documents, vocabularies and facts that mean harm or come from a broken hand."""

from __future__ import annotations

import json

from .documents import VOCABULARY

HEAD = "rule_set: sample\ntitle: {id: x}\nsubject: business\n"
ONE = "criteria:\n  - {id: a, when: {fact: licensed, is: true}}\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)


def criteria(count: int) -> str:
    rows = [f"  - {{id: c{n}, when: {{fact: licensed, is: true}}}}\n" for n in range(count)]
    return HEAD + "criteria:\n" + "".join(rows)


def tested(test: str) -> str:
    return f"{HEAD}criteria:\n  - {{id: a, when: {{{test}}}}}\n"


def as_json(**parts: object) -> str:
    whole = {"rule_set": "sample", "title": {"id": "x"}, "subject": "business", **parts}
    return json.dumps(whole)


def derived(count: int, last: int) -> str:
    """Facts of which each reads the next, and the last one another of them."""
    rows = [
        f"  - {{fact: d{n}, when: {{fact: d{n + 1 if n + 1 < count else last}, is: true}}}}\n"
        for n in range(count)
    ]
    return HEAD + "derived:\n" + "".join(rows) + ONE


DOCUMENTS = {
    "10,000 criteria": criteria(10_000),
    "10,000 criteria in json": as_json(
        criteria=[{"id": f"c{n}", "when": {}} for n in range(10_000)]
    ),
    "2,000 criteria": criteria(2_000),
    "10,000 entries": HEAD + "basis: [" + "x, " * 10_000 + "]\n",
    "too many conditions": HEAD
    + "criteria:\n"
    + "".join(
        f"  - {{id: c{n}, when: {{all: [{', '.join(['{fact: licensed, is: true}'] * 14)}]}}}}\n"
        for n in range(60)
    ),
    "depth 500": tested("not: {" * 500 + "fact: licensed, is: true" + "}" * 500),
    "depth 500 in json": as_json(criteria=[{"id": "a", "when": 1}]).replace(
        "1}", '{"not": ' * 500 + "{}" + "}" * 501
    ),
    "depth 8": tested("not: {" * 8 + "fact: licensed, is: true" + "}" * 8),
    "deep flow": "a: " + "[" * 100_000 + "\n",
    "deep flow that ends": HEAD + "basis: " + "[" * 500 + "]" * 500 + "\n",
    "deep braces": "{" * 100_000,
    "deep json": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "deep json lists": '{"a":' + "[" * 190_000,
    "deep block": "\n".join(" " * n + "- " for n in range(800)),
    "deep dashes": "\n" + "- " * 190_000,
    "deep questions": "\n" + "? " * 190_000,
    "circle": derived(190, last=0),
    "circle behind a chain": derived(150, last=140),
    "circle of one": derived(1, last=0),
    "1 MB of text": HEAD + "basis: ['" + "x" * 1_000_000 + "']\n" + ONE,
    "390 KB of text": HEAD + "basis: ['" + "x" * 390_000 + "']\n" + ONE,
    "1 MB of remarks": "rule_set: sample\n" + "# padding\n" * 100_000,
    "unknown key": HEAD + ONE + "critera: []\n",
    "10,000 unknown keys": HEAD + ONE + "".join(f"unknown_{n}: 1\n" for n in range(9_900)),
    "10,000 keys nearly right": HEAD + ONE + "".join(f"criteri{n}: 1\n" for n in range(9_900)),
    "10,000 keys in json": json.dumps({f"criterio{n}": 1 for n in range(9_900)}),
    "45,000 keys": "\n".join(f"k{n}: 1" for n in range(45_000)),
    "long keys": HEAD + ONE + "".join(f"{'criteria' * 100}{n}: 1\n" for n in range(400)),
    "a very long key": "? " + "k" * 300_000 + "\n: 1\n",
    "wrong words everywhere": HEAD
    + "criteria:\n"
    + "".join(
        f"  - {{id: c{n}, when: {{all: [{', '.join(['{fact: licenze, iz: 1}'] * 14)}]}}}}\n"
        for n in range(60)
    ),
    "wrong options everywhere": HEAD
    + "criteria:\n"
    + "".join(
        f"  - {{id: c{n}, when: {{fact: product, one_of: [{', '.join(['kopii'] * 100)}]}}}}\n"
        for n in range(60)
    ),
    "anchor bomb": BOMB,
    "anchor": "rule_set: &x sample\ntitle: *x\n",
    "duplicated ids": HEAD + "criteria:\n" + "  - {id: a, when: {fact: licensed, is: true}}\n" * 60,
    "duplicated facts": HEAD + "derived:\n" + "  - {fact: d, when: {}}\n" * 500 + ONE,
    "duplicated key": HEAD + ONE + "title: {id: y}\n",
    "duplicated key in json": '{"rule_set": "a", "rule_set": "b"}',
    "merge key": HEAD + "criteria:\n  - <<: {id: x}\n    when: {fact: licensed, is: true}\n",
    "tag": "rule_set: !!python/object/apply:os.system ['true']\n",
    "tag of one's own": "%TAG ! tag:x,2000:\n---\nrule_set: !foo x\n",
    "binary tag": HEAD + "basis: [!!binary aGk=]\n" + ONE,
    "two documents": HEAD + ONE + "---\n" + HEAD + ONE,
    "an empty second document": HEAD + ONE + "---\n",
    "another yaml": "%YAML 9.9\n---\n" + HEAD + ONE,
    "tabs": HEAD + "criteria:\n\t- {id: a}\n",
    "huge number": tested("fact: sales, at_most: " + "9" * 300_000),
    "huge number in json": as_json(criteria=0).replace("0}", "9" * 5_000 + "}"),
    "1e999": tested("fact: sales, at_most: 1e999"),
    "1e999 in json": as_json(criteria=[{"id": "a", "when": {"fact": "sales", "is": 0}}]).replace(
        '"is": 0', '"is": 1e999'
    ),
    "1e99": tested("fact: sales, at_most: 1e99"),
    "1e-99": tested("fact: margin, at_most: 1e-99"),
    "infinity": tested("fact: sales, at_most: .inf"),
    "NaN in json": '{"rule_set": NaN}',
    "infinity in json": '{"rule_set": -Infinity}',
    "a time": tested("fact: sales, at_most: 12:30:00"),
    "octal": tested("fact: sales, at_most: 0o17"),
    "hexadecimal": tested("fact: sales, at_most: 0x1F"),
    "no": tested("fact: licensed, is: no"),
    "a day without zeros": tested("fact: started, is: 2001-1-1"),
    "a day with a time": tested("fact: started, is: 2001-01-01T00:00:00Z"),
    "a day that is none": tested("fact: started, is: 2025-02-29"),
    "a day as a name": HEAD.replace("sample", "2001-01-01") + ONE,
    "a shift without end": tested(
        "fact: started, is: {fact: ended, minus: {years: " + "9" * 4_000 + "}}"
    ),
    "a figure that is not there": HEAD
    + "criteria:\n  - {id: a, says: {id: '"
    + "{x}" * 600
    + "'}, when: {fact: licensed, is: true}}\n",
    "NUL": HEAD + 'basis: ["a\0b"]\n' + ONE,
    "half a character": HEAD + 'basis: ["\ud800"]\n' + ONE,
    "half a character in json": '{"rule_set": "\\ud800"}',
    "half a character in a key": '{"\\ud800": 1}',
    "half a character, escaped": HEAD + 'basis: ["\\ud800"]\n' + ONE,
    "mark within": HEAD + "\ufeff" + ONE,
    "quotation marks": "\n" + "'" * 399_000,
    "colons": "\n" + "a: " * 100_000,
    "bars": "\n" + "|" * 300_000,
    "blanks": "\n" + " " * 390_000 + "x",
    "empty": "\n",
    "nothing but remarks": "#\n#\n",
    "a word": "sample\n",
    "a list": "- a\n- b\n",
    "a key that is a list": "? [a]\n: 1\n",
    "empty braces": "{}",
}
FILES = {
    "not utf-8": b"rule_set: \xff\xfe\n",
    "utf-16": (HEAD + ONE).encode("utf-16"),
    "utf-16 without a mark": (HEAD + ONE).encode("utf-16-be"),
    "utf-32": (HEAD + ONE).encode("utf-32"),
    "latin": "rule_set: é\n".encode("latin1"),
    "half a character in bytes": b"rule_set: \xed\xa0\x80\n",
    "zeros": b"\0" * 1_000,
    "nothing": b"",
    "2 MB": b"x" * 2_000_000,
}
FACT = "{type: boolean, source: case, label: {id: x}}"
VOCABULARIES = {
    "10,000 facts": "facts:\n" + "".join(f"  f{n}: {FACT}\n" for n in range(10_000)),
    "2,300 facts": "facts:\n" + "".join(f"  f{n}: {FACT}\n" for n in range(2_300)),
    "wrong types": "facts:\n" + "  f: {type: bolean, source: case, label: {id: x}}\n",
    "6,000 options": "facts:\n  p: {type: choice, source: case, label: {id: x}, options: {"
    + ", ".join(f"o{n}: {{id: x}}" for n in range(6_000))
    + "}}\n",
    "10,000 unknown keys": "facts:\n  a: {" + ", ".join(f"k{n}: 1" for n in range(9_900)) + "}\n",
    "anchor bomb": BOMB,
    "deep": "facts:\n  a: " + "{a: " * 500 + "1" + "}" * 500 + "\n",
    "duplicated fact": f"facts:\n  a: {FACT}\n  a: {FACT}\n",
    "a fact that is always known": f"facts:\n  decision_date: {FACT}\n",
    "long name": f"facts:\n  {'a' * 500}: {FACT}\n",
    "a list": "- a\n",
    "no facts": "facts:\n",
    "too many digits": "facts:\n  a: {type: decimal, scale: 99, source: case, label: {id: x}}\n",
    "1 MB": "facts:\n" + "#" * 1_000_000,
    "NaN": '{"facts": NaN}',
    "half a character": '{"facts": {"a": {"type": "text", "label": {"id": "\\udc00"}}}}',
}
FACTS = {
    "a million lists": b"[" * 1_000_000,
    "a million objects": b'{"a":' * 1_000_000,
    "a fact a million deep": b'{"licensed": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}",
    "1e400": b'{"sales": 1e400}',
    "1e99999999999999999999": b'{"sales": 1e99999999999999999999}',
    "-1e-999999": b'{"margin": -1e-999999}',
    "10,000 digits": b'{"sales": ' + b"9" * 10_000 + b"}",
    "NaN": b'{"sales": NaN}',
    "infinity": b'{"sales": -Infinity}',
    "duplicated fact": b'{"licensed": true, "licensed": false}',
    "duplicated key within": b'{"licensed": {"a": 1, "a": 2}}',
    "half a character": b'{"village": "\\ud800"}',
    "half a character in a name": b'{"\\ud800": 1}',
    "not utf-8": b'{"village": "\xff"}',
    "zeros": b"\0" * 100,
    "nothing": b"",
    "a number": b"7",
    "a list of numbers": b"[1, 2]",
    "10,000 unknown facts": json.dumps({f"f{n}": 1 for n in range(10_000)}).encode(),
    "long text": b'{"village": "' + b"x" * 200_000 + b'"}',
    "long list": json.dumps({"years": list(range(10_000))}).encode(),
    "a list in a list": b'{"years": [[1]]}',
    "an object as a value": b'{"village": {"a": 1}}',
}
GOOD = tested("fact: licensed, is: true")
__all__ = ["DOCUMENTS", "FACTS", "FILES", "GOOD", "VOCABULARIES", "VOCABULARY"]
