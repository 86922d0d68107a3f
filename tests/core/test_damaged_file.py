"""A file that vanished from the disk, or was changed there, is told in a sentence."""

from __future__ import annotations

from tests import factories


def stored_files(config):
    return [path for path in (config.data_folder / "files").rglob("*") if path.is_file()]


def test_a_letter_whose_file_is_gone_answers_with_a_sentence(browser, officer, config):
    letter = factories.signed_letter()
    for path in stored_files(config):
        path.unlink()

    page = browser.get(f"/letters/{letter.uuid}/letter.pdf")

    assert page.status == 503


def test_a_letter_whose_file_was_changed_is_not_shown(browser, officer, config):
    letter = factories.signed_letter()
    for path in stored_files(config):
        path.write_bytes(path.read_bytes()[:-1] + b"x")

    page = browser.get(f"/letters/{letter.uuid}/letter.pdf")

    assert page.status == 503
