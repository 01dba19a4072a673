"""What `bin/serve` does before it becomes the server, and that what it starts answers and stops."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from config import env, serve

ROOT = Path(django_settings.BASE_DIR)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data_dir, **variables):
    return {**os.environ, "DATA_DIR": str(data_dir), "DATABASE_URL": "", **variables}


def refused(data_dir, *arguments, **variables):
    """The one line that a start under these variables ends with; nothing may be listening afterwards."""
    done = subprocess.run(
        [sys.executable, "-m", "config.serve", *arguments],
        env=environment(data_dir, **variables),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"PORT": "http"}, "PORT: 'http' is not a whole number from 1 to 65535\n"),
        ({"HOST": "192.0.2.1"}, "HOST: '192.0.2.1' is not an address of this machine\n"),
        (
            {"DATABASE_URL": "oracle://db/twelve"},
            "DATABASE_URL: should start with sqlite:/// or postgresql://\n",
        ),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_line(tmp_path, variables, line):
    assert refused(tmp_path, **{"PORT": str(free_port()), **variables}) == line


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refused(tmp_path, PORT=str(port)) == f"PORT: {port} is taken on 127.0.0.1; choose another\n"


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path):
    line = refused(
        tmp_path,
        PORT=str(free_port()),
        DATABASE_URL=f"postgresql://person:hush@127.0.0.1:{free_port()}/twelve",
    )
    assert line.startswith("DATABASE_URL: the database does not answer: ")
    assert line.count("\n") == 1
    assert "hush" not in line


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    file = tmp_path / "letters.txt"
    file.write_text("Dear diary, this is no database. " * 40)
    line = refused(tmp_path, PORT=str(free_port()), DATABASE_URL=f"sqlite:///{file}")
    assert line == "DATABASE_URL: the database does not answer: file is not a database\n"
    assert file.read_text().startswith("Dear diary")


def test_the_demo_is_for_this_machine_only(tmp_path):
    line = refused(tmp_path, "--demo", HOST="0.0.0.0", PORT=str(free_port()))
    assert line.startswith("HOST: --demo")
    assert not list(tmp_path.iterdir())


def test_a_mark_of_files_changes_with_what_is_written_to_and_which_they_are(tmp_path):
    file, other = tmp_path / "a.css", tmp_path / "b.css"
    for each in (file, other):
        each.write_text("a {}")
    first = serve.fingerprint([file])
    assert serve.fingerprint([file]) == first
    assert len({first, serve.fingerprint([file, other]), serve.fingerprint([other])}) == 3
    file.write_text("a { color: red }")
    assert serve.fingerprint([file]) != first


@pytest.fixture
def sheet(tmp_path, settings):
    """The one file that goes into the collection, before it is collected."""
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [tmp_path / "own"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT.mkdir()
    settings.STATICFILES_DIRS[0].mkdir()
    file = settings.STATICFILES_DIRS[0] / "a.css"
    file.write_text("a {}")
    return file


def test_static_files_are_collected_again_only_after_a_change(sheet, settings):
    collected = settings.STATIC_ROOT / "a.css"
    serve.collect_static_files()
    assert collected.read_text() == "a {}"
    collected.write_text("as it was")
    # So that Django, which goes by this, would copy it.
    os.utime(collected, (0, 0))
    serve.collect_static_files()
    assert collected.read_text() == "as it was"
    sheet.write_text("a { color: red }")
    serve.collect_static_files()
    assert collected.read_text() == "a { color: red }"


def test_while_debugging_nothing_is_collected(sheet, settings):
    settings.DEBUG = True
    serve.collect_static_files()
    assert list(settings.STATIC_ROOT.iterdir()) == []


def test_how_files_are_collected_counts_among_what_they_are_made_from(sheet):
    files = list(serve.static_sources())
    assert [file.name for file in files] == ["storage.py", "finders.py", "a.css"]
    assert all(file.is_file() for file in files)


def test_the_server_is_told_where_to_listen_and_with_how_many():
    python, *arguments = serve.server_command("::1", 8001, workers=3, threads=5)
    assert python == sys.executable
    assert arguments[:2] == ["-m", "granian"]
    assert arguments[-1] == "config.wsgi:application"
    assert {"--interface=wsgi", "--host=::1", "--port=8001", "--workers=3", "--blocking-threads=5"} <= set(
        arguments
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_free_address_is_listened_on_as_it_was_named(host):
    assert serve.free_address(host, free_port()) == host


def test_an_address_of_another_machine_cannot_be_listened_on():
    with pytest.raises(env.WrongSetting, match=r"^HOST: "):
        serve.free_address("192.0.2.1", 8000)


def test_it_starts_in_a_folder_with_a_space_answers_and_stops_on_interrupt(tmp_path):
    folder = tmp_path / "with a space"
    shutil.copytree(
        ROOT,
        folder,
        ignore=shutil.ignore_patterns(".*", "__pycache__", "var", "node_modules", "tests", "bench", "docs"),
    )
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "config.serve"],
        env=environment("", PORT=str(port), WORKERS="1") | {"SECRET_KEY": ""},
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert answer(server, port, "/healthz") == (200, b"ok\n")
        status, page = answer(server, port, "/accounts/login/")
        assert status == 200
        assert b"/static/css/app." in page
    finally:
        server.send_signal(signal.SIGINT)
        output, _ = server.communicate(timeout=30)
    assert server.returncode == 0
    assert f"Twelve is at http://127.0.0.1:{port}/" in output
    kept = folder / "var"
    assert kept.stat().st_mode & 0o777 == 0o700
    assert {"secret-key", "twelve.sqlite3"} <= {file.name for file in kept.iterdir()}
    assert (kept / "twelve.sqlite3").stat().st_mode & 0o777 == 0o600


def answer(server, port, path):
    """Status and body of a page, as soon as somebody answers there; a minute at most."""
    deadline = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        except OSError:
            assert server.poll() is None, "it stopped by itself"
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        finally:
            connection.close()
