"""What the environment says, checked: a wrong value stops with one line that names the variable."""

import ipaddress
import os
import re
import secrets
import socket
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE_WORDS = {"1", "on", "true", "yes"}
FALSE_WORDS = {"0", "off", "false", "no"}

# libpq's own parameters that make sense in an address; others are more likely typing errors.
POSTGRESQL_OPTIONS = {
    "application_name",
    "connect_timeout",
    "gssencmode",
    "keepalives",
    "keepalives_idle",
    "options",
    "passfile",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
}

# From this version on, SQLite's write-ahead log survives two connections that write and
# checkpoint at once; before it, that can corrupt the file ("WAL-reset bug").
SAFE_WAL_VERSION = (3, 51, 3)


class WrongSetting(SystemExit):
    """A variable that is missing or odd: ends the process with its name, status 1 and no traceback."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


def text(name: str, default: str = "") -> str:
    """A value as it stands; blank counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """A yes or no."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE_WORDS | FALSE_WORDS:
        return value in TRUE_WORDS
    raise WrongSetting(name, f"{value!r} is neither on nor off")


def whole(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    value = text(name)
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
        raise WrongSetting(name, f"{value!r} is not a whole number from {low} to {high}")
    return int(value)


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """A list, separated by commas or blanks."""
    return text(name).replace(",", " ").split() or list(default)


def host(name: str = "HOST", default: str = "127.0.0.1") -> str:
    """An address of this machine to listen on: an IP address, or a name that resolves to one."""
    value = text(name, default)
    try:
        socket.getaddrinfo(value, None, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise WrongSetting(name, f"{value!r} is not an address of this machine") from None
    return value


def is_loopback(value: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    try:
        found = socket.getaddrinfo(value, None)
    except OSError:
        return False
    return all(ipaddress.ip_address(address[0]).is_loopback for *_, address in found)


def data_dir(name: str = "DATA_DIR", *, default: Path) -> Path:
    """The folder that holds what the app keeps; made on first use, for its owner's eyes alone."""
    path = Path(text(name, str(default))).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        # In a container the file system is read-only, and everything kept is elsewhere.
        if path != default:
            raise WrongSetting(name, f"cannot make {path}: {problem.strerror}") from None
    return path


def secret_key(name: str = "SECRET_KEY", *, file: Path) -> str:
    """The variable, else the key in `file`, which is made on first use."""
    if value := text(name):
        return value
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if key := file.read_text().strip():
            return key
        raise WrongSetting(name, f"{file} is empty; delete it or set {name}") from None
    except OSError:
        raise WrongSetting(name, f"must be set, because {file} cannot be written") from None
    key = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w") as made:
        made.write(key + "\n")
    return key


def address(name: str) -> str:
    """The public address of the site, as `https://twelve.example.org`; empty when not given."""
    value = text(name).rstrip("/")
    if not value:
        return ""
    parts = _split(name, value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise WrongSetting(name, f"{value!r} should look like https://twelve.example.org")
    return value


def database(name: str = "DATABASE_URL", *, default: Path, pool_size: int = 8) -> dict[str, Any]:
    """Django's description of the database behind `sqlite:///…` or `postgresql://…`."""
    value = text(name, f"sqlite:///{default}")
    parts = _split(name, value)
    if parts.scheme == "sqlite":
        # Three strokes start a path below the working folder, four one from the root.
        path = unquote(value.split("?")[0].removeprefix("sqlite:///"))
        if not value.startswith("sqlite:///") or not path or parts.query:
            raise WrongSetting(name, "should look like sqlite:////srv/twelve/twelve.sqlite3")
        if not Path(path).absolute().parent.is_dir():
            raise WrongSetting(name, f"the folder of {path} does not exist")
        return sqlite(Path(path).absolute())
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(name, parts, pool_size)
    raise WrongSetting(name, "should start with sqlite:/// or postgresql://")


def sqlite(path: Path, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> dict[str, Any]:
    """SQLite set up so that an entry once acknowledged is never lost, and writers wait for each other."""
    journal = "WAL" if version >= SAFE_WAL_VERSION else "DELETE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # Opening costs more than most queries: kept for as long as its thread lives.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Seconds to wait for another writer.
            "timeout": 20,
            # Takes the write lock at the start: a transaction that reads first and writes later
            # would otherwise fail at once, without waiting, when another wrote in between.
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;"
            "PRAGMA mmap_size=0;PRAGMA foreign_keys=ON",
        },
    }


def _postgresql(name: str, parts: Any, pool_size: int) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    # A socket's folder cannot stand where the host does, so libpq takes it as a parameter.
    server = options.pop("host", unquote(parts.hostname or ""))
    if odd := sorted(set(options) - POSTGRESQL_OPTIONS):
        raise WrongSetting(name, f"{odd[0]!r} is not a parameter that PostgreSQL connections take here")
    database_name = unquote(parts.path.removeprefix("/"))
    if not database_name or "/" in database_name:
        raise WrongSetting(name, "should look like postgresql://person:password@host:5432/twelve")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": server,
        "PORT": str(parts.port or ""),
        # The pool keeps connections, so Django must not, and asks each whether it still lives.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        # Sessions are ours from end to end; behind a pooler that shares them between
        # transactions this would have to be True.
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {
            **options,
            # One pool a worker, never more connections than it has threads to use them.
            "pool": {"min_size": 1, "max_size": pool_size, "timeout": 5},
        },
    }


def mail(name: str = "EMAIL_URL", *, folder: Path, debug: bool) -> dict[str, Any]:
    """Django's description of how mail leaves: `smtp://`, `smtp+tls://` or `smtps://`, else a file a mail."""
    value = text(name)
    if not value:
        if debug:
            return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(folder)},
        }
    parts = _split(name, value)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname or parts.path.strip("/") or parts.query:
        raise WrongSetting(name, "should look like smtp+tls://person:password@mail.example.org:587")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or ports[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            # Mail is sent while a person waits.
            "timeout": 10,
        },
    }


def _split(name: str, value: str) -> Any:
    try:
        parts = urlsplit(value)
        # The port is only read, and only found to be odd, when asked for.
        _ = parts.port
    except ValueError as problem:
        # Never the value itself: it may hold a password.
        raise WrongSetting(name, f"is not an address: {problem}") from None
    return parts
