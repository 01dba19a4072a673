"""A wrong variable stops with one line that names it; a right one means what it says."""

import stat
from pathlib import Path

import pytest

from config import env

POSTGRESQL = "django.db.backends.postgresql"


def read(monkeypatch, value, reader, **options):
    monkeypatch.setenv("VARIABLE", value)
    return reader("VARIABLE", **options)


@pytest.mark.parametrize(
    ("value", "meant"), [("on", True), ("YES", True), ("1", True), ("off", False), ("0", False), (" ", False)]
)
def test_a_flag_is_a_word_for_yes_or_no(monkeypatch, value, meant):
    assert read(monkeypatch, value, env.flag) is meant


@pytest.mark.parametrize(
    ("reader", "value", "options"),
    [
        (env.flag, "perhaps", {}),
        (env.whole, "80a", {"default": 1, "low": 1, "high": 9}),
        (env.whole, "-1", {"default": 1, "low": 1, "high": 9}),
        (env.whole, "0", {"default": 1, "low": 1, "high": 9}),
        (env.whole, "10", {"default": 1, "low": 1, "high": 9}),
        (env.whole, "1e9", {"default": 1, "low": 1, "high": 9}),
        (env.whole, "٣", {"default": 1, "low": 1, "high": 9}),
        (env.host, "no such.invalid", {}),
        (env.address, "twelve.example.org", {}),
        (env.address, "ftp://twelve.example.org", {}),
        (env.address, "https://twelve.example.org/path", {}),
        (env.database, "mysql://person:hush@db/twelve", {"default": Path("x")}),
        (env.database, "twelve.sqlite3", {"default": Path("x")}),
        (env.database, "sqlite://twelve.sqlite3", {"default": Path("x")}),
        (env.database, "sqlite:///", {"default": Path("x")}),
        (env.database, "sqlite:////no/such/folder/x", {"default": Path("x")}),
        (env.database, "postgresql://person:hush@db", {"default": Path("x")}),
        (env.database, "postgresql://person:hush@db:99999/twelve", {"default": Path("x")}),
        (env.database, "postgresql://person:hush@db/twelve?sslmod=require", {"default": Path("x")}),
        (env.database, "postgresql://person:hush@[db/twelve", {"default": Path("x")}),
        (env.mail, "https://person:hush@mail.example.org", {"folder": Path("x"), "debug": False}),
        (env.mail, "smtp://", {"folder": Path("x"), "debug": False}),
    ],
)
def test_a_wrong_value_stops_with_one_line_that_names_the_variable_and_no_password(
    monkeypatch, reader, value, options
):
    with pytest.raises(SystemExit) as stopped:
        read(monkeypatch, value, reader, **options)
    message = str(stopped.value.code)
    assert message.startswith("VARIABLE: ")
    assert "\n" not in message
    assert "hush" not in message


def test_blank_is_absent(monkeypatch):
    assert read(monkeypatch, "  ", env.whole, default=8000, low=1, high=65535) == 8000


def test_a_list_is_parted_by_commas_or_blanks(monkeypatch):
    assert read(monkeypatch, "a.example, b.example c.example", env.words) == [
        "a.example",
        "b.example",
        "c.example",
    ]


@pytest.mark.parametrize(
    ("host", "loopback"), [("127.0.0.1", True), ("127.0.0.9", True), ("::1", True), ("0.0.0.0", False)]
)
def test_only_addresses_that_other_machines_cannot_reach_are_loopback(host, loopback):
    assert env.is_loopback(host) is loopback


def test_a_secret_key_is_made_once_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY")
    file = tmp_path / "secret-key"
    key = env.secret_key(file=file)
    assert len(key) > 50
    assert env.secret_key(file=file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_key_that_cannot_be_kept_must_be_given(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY")
    with pytest.raises(SystemExit, match=r"^SECRET_KEY: "):
        env.secret_key(file=tmp_path / "missing" / "secret-key")


def test_the_data_folder_is_for_its_owner_alone(monkeypatch, tmp_path):
    folder = read(monkeypatch, str(tmp_path / "a b" / "data"), env.data_dir, default=tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("version", "journal"),
    [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "WAL")],
)
def test_the_write_ahead_log_is_used_only_where_it_cannot_lose_an_entry(version, journal):
    commands = env.sqlite(Path("x"), version)["OPTIONS"]["init_command"]
    assert f"journal_mode={journal};" in commands
    assert "synchronous=FULL" in commands


def test_postgresql_is_pooled_and_takes_what_libpq_takes(monkeypatch):
    found = read(
        monkeypatch,
        "postgresql://per%40son:p%2Fw@db.example:5433/twelve?sslmode=require",
        env.database,
        default=Path("x"),
        pool_size=6,
    )
    assert found == {
        "ENGINE": POSTGRESQL,
        "NAME": "twelve",
        "USER": "per@son",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {"sslmode": "require", "pool": {"min_size": 1, "max_size": 6, "timeout": 5}},
    }


def test_a_postgresql_socket_is_named_as_a_parameter(monkeypatch):
    found = read(monkeypatch, "postgresql://me@/twelve?host=/run/postgresql", env.database, default=Path("x"))
    assert (found["HOST"], found["USER"], found["NAME"]) == ("/run/postgresql", "me", "twelve")


def test_sqlite_by_default_keeps_its_file_with_the_data(monkeypatch, tmp_path):
    found = read(monkeypatch, "", env.database, default=tmp_path / "with space.sqlite3")
    assert (found["NAME"], found["CONN_MAX_AGE"]) == (str(tmp_path / "with space.sqlite3"), None)


@pytest.mark.parametrize(
    ("value", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://me:p%40ss@mail.example.org", 587, True, False),
        ("smtps://mail.example.org:4650", 4650, False, True),
    ],
)
def test_mail_leaves_as_its_address_says(monkeypatch, value, port, tls, ssl):
    options = read(monkeypatch, value, env.mail, folder=Path("x"), debug=False)["OPTIONS"]
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (port, tls, ssl)


def test_mail_without_a_server_becomes_files(monkeypatch, tmp_path):
    assert read(monkeypatch, "", env.mail, folder=tmp_path, debug=False) == {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(tmp_path)},
    }
