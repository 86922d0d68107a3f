import io
import json
import logging

import pytest

from intranet.logs import JsonLines

NIK = "3509111205800001"


@pytest.fixture
def log(app):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    app.logger.addHandler(handler)
    yield lambda: stream.getvalue()
    app.logger.removeHandler(handler)


def test_identity_numbers_are_masked_in_messages(app, log):
    app.logger.info("person %s was registered twice", NIK)

    assert NIK not in log()
    assert "3509••••••••0001" in log()


def test_identity_numbers_are_masked_in_errors(app, log):
    try:
        raise ValueError(f"{NIK} is taken")
    except ValueError:
        app.logger.exception("failed")

    assert NIK not in log()
    assert "ValueError" in log()


def test_identity_numbers_are_masked_in_addresses(app, log):
    with app.test_request_context(f"/people/{NIK}"):
        app.logger.warning("asked")

    assert NIK not in log()


def test_a_line_is_json_that_names_the_request(app, log):
    with app.test_request_context("/account"):
        app.preprocess_request()
        app.logger.info("here")

    line = json.loads(log())
    assert (line["level"], line["message"], line["path"]) == ("INFO", "here", "/account")
    assert len(line["request"]) == 12


def test_longer_and_shorter_numbers_are_left_alone(app, log):
    app.logger.info("amounts 123456789012345 and 12345678901234567")

    assert "123456789012345 and 12345678901234567" in log()
