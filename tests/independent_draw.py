"""Draws again what an office published, from RFC 3797 alone. Needs nothing but Python itself.

    python independent_draw.py proof.json list.txt

Written from the text of the RFC (sections 3 and 4), not from Loket's code, which it does not
import. It prints the order of the draw and exits with 1 where the published file says otherwise.
"""

import hashlib
import json
import sys


def canonical(source):
    """Section 4.1: numbers ascending, each ended by a period; text in capitals, only its letters
    and digits; and after either a slash."""
    values = source["values"]
    if source["kind"] == "numbers":
        return "".join(str(number) + "." for number in sorted(values)) + "/"
    kept = [letter for letter in values.upper() if "A" <= letter <= "Z" or "0" <= letter <= "9"]
    return "".join(kept) + "/"


def order_of(names, key):
    """Section 4.2: two bytes that count, the key, the same two bytes; MD5 of it as one large
    number, modulo how many are left, names who is taken next."""
    remaining, taken = list(names), []
    for index in range(len(names)):
        counter = bytes([index // 256, index % 256])
        digest = hashlib.md5(counter + key + counter).digest()
        number = 0
        for byte in digest:
            number = number * 256 + byte
        taken.append(remaining.pop(number % len(remaining)))
    return taken


def main(proof_path, list_path):
    with open(proof_path, encoding="utf-8") as file:
        proof = json.load(file)
    with open(list_path, "rb") as file:
        published = file.read()
    wrong = []
    if "sha256:" + hashlib.sha256(published).hexdigest() != proof["list"]["hash"]:
        wrong.append("the list has another hash")
    names = [line.split(" ", 1)[1] for line in published.decode("utf-8").splitlines()]
    key = "".join(canonical(source) for source in proof["sources"])
    order = order_of(names, key.encode("ascii"))
    if key != proof["key_string"]:
        wrong.append(f"the key string is {key}")
    if order != [draw["key"] for draw in proof["draws"]]:
        wrong.append("the order is another one")
    sys.stdout.write("".join(name + "\n" for name in order))
    sys.stderr.write("".join(fault + "\n" for fault in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
