"""Files that people hand in: drawn anew without what rode along, or refused with a sentence."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, PngImagePlugin
from werkzeug.datastructures import FileStorage

from intranet import uploads

SECRET = "rumahnya di belakang pasar"


def handed_in(content: bytes, name: str = "foto.jpg") -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def photo(kind: str, mode: str = "RGB") -> bytes:
    """A picture with everything in it that could ride along."""
    picture, written = Image.new(mode, (60, 40)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET
    if kind == "JPEG":
        comment = SECRET.encode()
        picture.save(written, kind, exif=exif, comment=comment, icc_profile=comment)
    else:
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", SECRET)
        picture.save(written, kind, exif=exif, pnginfo=notes, icc_profile=SECRET.encode())
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_rides_along_in_a_picture(app, kind):
    with app.test_request_context():
        accepted = uploads.accept(handed_in(photo(kind)))

    kept = Image.open(io.BytesIO(accepted.content))
    assert kept.size == (60, 40)
    assert SECRET.encode() not in accepted.content
    assert not {"comment", "icc_profile", "exif", "Comment"} & set(kept.info)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_depth_are_taken(app, mode):
    with app.test_request_context():
        assert uploads.accept(handed_in(photo("PNG", mode))).media_type == uploads.PNG


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_damaged_picture_is_refused_with_a_sentence(app, kind):
    chance, whole = random.Random(2026), photo(kind)

    with app.test_request_context():
        for _ in range(150):
            damaged = bytearray(whole[: chance.randrange(8, len(whole))])
            for _ in range(4):
                damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
            try:
                uploads.accept(handed_in(bytes(damaged)))
            except uploads.Refused as refused:
                assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("3509115205800000.pdf", "identitas.pdf"),
        ("KTP 3509 1152 0580 0000.pdf", "KTP identitas.pdf"),
        ("3509-115205-800000.pdf", "identitas.pdf"),
        ("..\\..\\C:\\KTP\0\u202efdp.exe", "KTP__fdp.pdf"),
        ("", "berkas.pdf"),
    ],
)
def test_a_file_name_tells_no_identity_number_and_no_folder(app, given, kept):
    with app.test_request_context():
        assert uploads.accept(handed_in(b"%PDF-1.4", given)).name == kept
