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
from django.conf import settings

from config import env, serve

ROOT = Path(settings.BASE_DIR)


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


def test_static_files_are_collected_again_only_after_a_change(tmp_path):
    file = tmp_path / "a.css"
    file.write_text("a {}")
    first = serve.fingerprint([file])
    assert serve.fingerprint([file]) == first
    file.write_text("a { color: red }")
    assert serve.fingerprint([file]) != first


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
