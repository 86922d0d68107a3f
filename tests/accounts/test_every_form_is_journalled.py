"""Every form of accounts that changes something leaves its line in the journal."""

import pyotp
import pytest

from intranet.access import Role
from intranet.accounts import second_factor, services
from intranet.accounts.models import SignedInBrowser
from intranet.database import db, transaction
from tests import factories
from tests.accounts.steps import acts
from tests.factories import PASSWORD

NEW = "empat gajah naik sepeda"
PASSWORD_FORM = {"current_password": PASSWORD, "new_password": NEW, "again_password": NEW}
ACCOUNT = {"name": "Sari", "role": "officer", "division_code": "umkm"}

FORMS = [
    ("/sign-out", {}, ["signed_out"]),
    ("/account/password", PASSWORD_FORM, ["password_changed"]),
    ("/account/browsers/{browser}/end", {}, ["browser_ended"]),
    (
        "/account/second-factor/disable",
        {"current_password": PASSWORD},
        ["second_factor_disabled"],
    ),
    ("/account/recovery-codes", {"current_password": PASSWORD}, ["recovery_codes_renewed"]),
    ("/accounts/new", ACCOUNT | {"username": "sari"}, ["account_added", "account_invited"]),
    ("/accounts/{clerk}", ACCOUNT, ["account_changed"]),
    ("/accounts/{clerk}/deactivate", {}, ["account_deactivated"]),
    ("/accounts/{clerk}/reactivate", {}, ["account_reactivated"]),
    ("/accounts/{clerk}/invite", {}, ["account_invited"]),
    ("/accounts/{clerk}/second-factor/disable", {}, ["second_factor_disabled"]),
]


@pytest.mark.parametrize(("path", "fields", "expected"), FORMS)
def test_a_form_leaves_its_line(browser, path, fields, expected):
    user = factories.user_with_password(role=Role.ADMINISTRATOR)
    clerk = factories.user(is_active=not path.endswith("/reactivate"))
    secret = second_factor.new_secret()
    with transaction():
        for one in (user, clerk):
            services.enable_second_factor(one, secret=secret, code=pyotp.TOTP(secret).now())
    browser.sign_in(user)
    row = db.session.query(SignedInBrowser).one()
    before = len(acts())

    page = browser.post(path.format(clerk=clerk.uuid, browser=row.uuid), fields)

    assert page.status == 200
    assert acts()[before:] == expected


def test_what_changes_nothing_leaves_no_line(browser, administrator):
    clerk = factories.user(name="Sari", role=Role.OFFICER, division_code="umkm")
    before = len(acts())

    for act in ("", "/reactivate", "/second-factor/disable", "/deactivate", "/deactivate"):
        assert browser.post(f"/accounts/{clerk.uuid}{act}", ACCOUNT).status == 200

    assert acts()[before:] == ["account_deactivated"]


def test_this_list_holds_every_form(app):
    posted = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("accounts.") and "POST" in rule.methods
    }
    elsewhere = {
        "/sign-in",
        "/sign-in/second-step",
        "/invitation/<token>",
        "/account/second-factor",
    }

    assert len(posted - elsewhere) == len(FORMS)
