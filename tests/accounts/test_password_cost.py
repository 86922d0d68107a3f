"""Tests hash passwords cheaply; the office must not."""

from intranet.accounts import passwords, signing_in
from tests import factories
from tests.factories import PASSWORD

COSTLY = "$argon2id$v=19$m=65536,t=3,p=4$"


def test_a_password_costs_whoever_guesses_it_time_and_memory(production_hasher, monkeypatch):
    cheap = passwords.hashed(PASSWORD)
    monkeypatch.setattr(passwords, "_hasher", production_hasher)

    kept = passwords.hashed(PASSWORD)

    assert kept.startswith(COSTLY)
    assert passwords.is_right(PASSWORD, kept)
    assert not passwords.is_right(PASSWORD + "x", kept)
    assert passwords.is_outdated(cheap)
    assert not passwords.is_outdated(kept)


def test_a_cheaper_hash_is_made_anew_at_the_next_sign_in(app, production_hasher, monkeypatch):
    user = factories.user_with_password()
    monkeypatch.setattr(passwords, "_hasher", production_hasher)

    signing_in.check_password(user.username, PASSWORD, address="127.0.0.1")

    assert user.password_hash.startswith(COSTLY)
    assert passwords.is_right(PASSWORD, user.password_hash)
