"""A wrong setting or a missing key stops the start with a sentence that says what to do."""

import stat
from dataclasses import replace

import pytest

from intranet import create_app, crypto
from intranet.config import Config, WrongSetting
from intranet.crypto import Keyring, MissingKeys
from intranet.database import db


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("LOKET_PUBLIC_URL", "loket", "LOKET_PUBLIC_URL is 'loket'; write a whole address"),
        ("LOKET_PUBLIC_URL", "ftp://loket.example", "write a whole address"),
        ("LOKET_RULES_PROCESSES", "0", "write a whole number from 1 to 64"),
        ("LOKET_RULES_PROCESSES", "many", "LOKET_RULES_PROCESSES is .many."),
        ("LOKET_DATABASE_URL", "mysql://root@host/x", "LOKET_DATABASE_URL starts with 'mysql'"),
        ("LOKET_DATABASE_URL", "loket.sqlite", "use sqlite:///path/to/file or postgresql://"),
    ],
)
def test_a_wrong_setting_is_told_with_what_to_write(setting, value, sentence):
    with pytest.raises(WrongSetting, match=sentence):
        Config.from_environment({setting: value})


def test_without_any_setting_everything_lies_in_one_folder(tmp_path):
    config = Config.from_environment({"LOKET_DATA": str(tmp_path)})

    assert config.database_url == f"sqlite:///{tmp_path}/loket.sqlite"
    assert config.keys_file == tmp_path / "keys.json"
    assert not config.secure_cookies


def test_cookies_are_secure_where_the_address_is():
    config = Config.from_environment({"LOKET_PUBLIC_URL": "https://loket.example.go.id/"})

    assert config.secure_cookies
    assert config.public_url == "https://loket.example.go.id"


def test_data_without_their_keys_refuse_to_start(config, tmp_path):
    with pytest.raises(MissingKeys, match="already holds data that these keys open"):
        create_app(replace(config, keys_file=tmp_path / "lost.json"))


def test_a_damaged_keys_file_is_named(config, tmp_path):
    damaged = tmp_path / "damaged.json"
    damaged.write_text('{"current": "1"}')

    with pytest.raises(MissingKeys, match=r"damaged\.json is damaged"):
        create_app(replace(config, keys_file=damaged))


def test_without_data_and_keys_it_starts_and_says_that_it_is_not_ready(tmp_path):
    config = Config(
        data_folder=tmp_path,
        database_url=f"sqlite:///{tmp_path}/empty.sqlite",
        keys_file=tmp_path / "keys.json",
        testing=True,
    )
    try:
        app = create_app(config)
        with app.app_context():
            with pytest.raises(MissingKeys, match="flask --app wsgi init"):
                crypto.keyring()
            db.engine.dispose()
    finally:
        crypto.install(None)


def test_only_its_owner_reads_the_keys_file_and_nobody_overwrites_it(tmp_path):
    path = tmp_path / "keys.json"
    Keyring.generate().save(path)

    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        Keyring.generate().save(path)


def test_a_new_data_folder_is_for_its_owner_alone(template, tmp_path):
    folder = tmp_path / "office"
    create_app(template.config("office", tmp_path, data_folder=folder))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
