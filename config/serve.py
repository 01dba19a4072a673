"""What `bin/serve` starts once the environment is there: checks, prepares and hands over to the app server.

One Python process does it all before it becomes the server, so that a second start takes a moment.
"""

import argparse
import hashlib
import ipaddress
import os
import socket
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from config import env


def main(arguments: list[str] | None = None) -> None:
    """Prepare and serve; ends the process with one line when something is wrong."""
    parser = argparse.ArgumentParser(
        prog="bin/serve",
        description="Run Twelve. HOST, PORT, DATABASE_URL and the other variables of README.md are honoured.",
    )
    parser.add_argument("--demo", action="store_true", help="add a demo person with 400 days of entries")
    wanted = parser.parse_args(arguments)

    # What is kept is for its owner alone: the database, the key, the mails.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    host = env.host()
    port = env.whole("PORT", 8000, low=1, high=65535)
    workers = env.whole("WORKERS", min(os.cpu_count() or 1, 4), low=1, high=64)
    if wanted.demo and not env.is_loopback(host):
        raise env.WrongSetting(
            "HOST", "--demo shows its password, so it must be a loopback address like 127.0.0.1"
        )
    ip = free_address(host, port)

    import django
    from django.conf import settings

    settings.DATA_DIR.chmod(0o700)
    django.setup()
    from django.core.management import CommandError, call_command

    try:
        prepare_database()
        collect_static_files()
        if wanted.demo:
            call_command("demo")
    except CommandError as problem:
        sys.exit(str(problem))

    name = "localhost" if ipaddress.ip_address(ip).is_unspecified else f"[{ip}]" if ":" in ip else ip
    print(f"Twelve is at http://{name}:{port}/ (Ctrl-C stops it)")
    if not env.is_loopback(host) and not env.words("ALLOWED_HOSTS") and not settings.PUBLIC_URL:
        print("Other machines are answered once PUBLIC_URL or ALLOWED_HOSTS says under which name they ask.")
    if settings.MAILERS["default"]["BACKEND"].endswith("filebased.EmailBackend"):
        print(f"Mails are written to {settings.DATA_DIR / 'mail'} until EMAIL_URL says where to send them.")
    sys.stdout.flush()
    # Becoming the server, not starting it: Ctrl-C and a supervisor's signals reach it directly.
    os.execv(sys.executable, server_command(ip, port, workers=workers, threads=settings.THREADS))


def server_command(ip: str, port: int, *, workers: int, threads: int) -> list[str]:
    """How the app server is called."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        "--no-ws",
        f"--host={ip}",
        f"--port={port}",
        f"--workers={workers}",
        f"--blocking-threads={threads}",
        "--respawn-failed-workers",
        "--workers-kill-timeout=10",
        "--log-level=warning",
        "config.wsgi:application",
    ]


def free_address(host: str, port: int) -> str:
    """The IP address to listen on; stops when it is not of this machine or somebody listens there already."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # A server that has just stopped leaves connections that are still being wound up.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise env.WrongSetting("PORT", f"only root may use {port}; choose one above 1023") from None
        except OSError as problem:
            import errno

            if problem.errno == errno.EADDRINUSE:
                raise env.WrongSetting("PORT", f"{port} is taken on {host}; choose another") from None
            raise env.WrongSetting("HOST", f"{host!r} is not an address of this machine") from None
    return str(address[0])


def prepare_database() -> None:
    """Bring the tables up to date; stops when the database does not answer."""
    from django.core.management import call_command
    from django.db import Error, connection

    try:
        connect_once(connection)
    except Error as problem:
        # The driver's words can be long, and never hold the password.
        reason = " ".join(str(problem).split())
        raise env.WrongSetting("DATABASE_URL", f"the database does not answer: {reason}") from None
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("store_history")
    connection.close()


def connect_once(connection: Any) -> None:
    """Open the database and ask it something, past the pool, which would hide the reason of a failure."""
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            import psycopg

            settings_dict = connection.settings_dict
            with psycopg.connect(
                dbname=settings_dict["NAME"],
                user=settings_dict["USER"] or None,
                password=settings_dict["PASSWORD"] or None,
                host=settings_dict["HOST"] or None,
                port=settings_dict["PORT"] or None,
                **{"connect_timeout": 5}
                | {key: value for key, value in settings_dict["OPTIONS"].items() if key != "pool"},
            ):
                return
        with connection.cursor() as cursor:
            # Reading the header is what finds a file that is no database.
            cursor.execute("SELECT count(*) FROM sqlite_master")


def collect_static_files() -> None:
    """Collect them when one of them, or what makes them, has changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return
    stamp = settings.STATIC_ROOT / "collected-from"
    mark = fingerprint(static_sources())
    if stamp.is_file() and stamp.read_text() == mark:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark)


def static_sources() -> Iterable[Path]:
    """Each file that goes into the collection, and those that decide how."""
    from django.contrib.staticfiles.finders import get_finders

    here = Path(__file__).parent
    yield from (here / "storage.py", here / "finders.py")
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=["CVS", ".*", "*~"]):
            yield Path(storage.path(name))


def fingerprint(files: Iterable[Path]) -> str:
    """A mark that changes when a file is added, taken away or written to, or Django is another."""
    lines = [version("django"), version("whitenoise")]
    for file in files:
        state = file.stat()
        lines.append(f"{file} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


if __name__ == "__main__":
    main()
