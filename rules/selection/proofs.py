"""Checks a published proof of a draw by drawing again."""

from __future__ import annotations

from typing import Any

from rules.selection.draws import METHOD, Announcement, Proof, Source, announce, hold
from rules.selection.errors import SelectionRefused
from rules.selection.lists import read_list
from rules.words import Words


def read_proof(data: Any) -> Proof:
    """The draw that a published proof tells of, drawn anew from its list and values.

    Only the list's text, the sources and the number of draws are read; what the proof says came
    out is for `differences`. Raises SelectionRefused when the data are not a proof.
    """
    try:
        frozen = read_list(data["list"]["text"])
        sources = [Source(source["name"], source["kind"]) for source in data["sources"]]
        values = {source["name"]: source["values"] for source in data["sources"]}
        announcement = announce(frozen, sources, len(data["draws"]))
    except (TypeError, KeyError, AttributeError) as error:
        raise SelectionRefused(f"this is not a proof of a draw: {error!r}") from None
    return hold(announcement, frozen, values)


def differences(data: Any, announced: Announcement | None = None) -> tuple[Words, ...]:
    """What in a proof does not follow from its own list and values; empty when all of it does.

    With `announced`, also what was announced otherwise. Raises SelectionRefused when the data are
    not a proof.
    """
    proof = read_proof(data)
    found = []
    if data.get("method") != METHOD:
        found.append(Words(f"metodenya bukan {METHOD}", f"the method is not {METHOD}"))
    if data["list"].get("hash") != proof.frozen.hash:
        found.append(
            Words(
                f"hash daftar seharusnya {proof.frozen.hash}",
                f"the hash of the list should be {proof.frozen.hash}",
            )
        )
    right = proof.as_dict()
    if data["list"].get("size") != right["list"]["size"]:
        size = right["list"]["size"]
        found.append(Words(f"daftar memuat {size} pemohon", f"the list has {size} applicants"))
    for stated, source in zip(data["sources"], right["sources"], strict=True):
        if stated.get("canonical") != source["canonical"]:
            name, form = source["name"], source["canonical"]
            found.append(
                Words(
                    f"bentuk baku sumber {name} seharusnya {form}",
                    f"the canonical form of the source {name} should be {form}",
                )
            )
    if data.get("key_string") != proof.key_string:
        found.append(
            Words(
                f"untai kunci seharusnya {proof.key_string}",
                f"the key string should be {proof.key_string}",
            )
        )
    for stated, drawn in zip(data["draws"], right["draws"], strict=True):
        if stated != drawn:
            place, number, key = drawn["draw"], drawn["number"], drawn["key"]
            found.append(
                Words(
                    f"undian ke-{place} seharusnya nomor {number} ({key})",
                    f"draw {place} should be number {number} ({key})",
                )
            )
    if announced is not None:
        found += _unlike(announced, proof.announcement)
    return tuple(found)


def _unlike(announced: Announcement, held: Announcement) -> list[Words]:
    found = []
    if announced.list_hash != held.list_hash:
        found.append(Words("daftar berbeda dari pengumuman", "the list is not the announced one"))
    if announced.draws != held.draws:
        found.append(
            Words(
                f"diumumkan {announced.draws} kali undian, bukan {held.draws}",
                f"{announced.draws} draws were announced, not {held.draws}",
            )
        )
    if _kinds(announced) != _kinds(held):
        found.append(
            Words("sumber acak berbeda dari pengumuman", "the sources are not the announced ones")
        )
    return found


def _kinds(announcement: Announcement) -> list[tuple[str, str]]:
    return [(source.name, source.kind) for source in announcement.sources]
