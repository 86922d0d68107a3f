"""What a watchdog is told."""

from __future__ import annotations


def test_a_working_office_is_up_and_ready(browser):
    assert browser.get("/healthz").status == 200
    assert browser.get("/readyz").status == 200


def test_a_machine_without_an_office_is_up_but_not_ready(machine):
    client = machine.test_client()

    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "office" in answer.json["missing"]
