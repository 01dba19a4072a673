"""Which Chromium bin/test takes, and where it has one from: on machines made up of a few small scripts."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# As bin/test does it, with the environment already made.
ASK = """
set -eu
. bin/_environment
. bin/_chromium
look_for_chromium
python="$HOME/bin/python"
fetch_chromium
printf '%s\\n' "$CHROMIUM"
"""
BY_APT = "The browser tests need Chromium: installing it with apt-get …\n"
BY_PLAYWRIGHT = "The browser tests need Chromium: fetching it with playwright …\n"


class Machine:
    """A home with a space in its name and nothing on PATH but what is put there."""

    def __init__(self, folder, *, user_id=1000):
        self.home = folder / "a home"
        self.path = self.home / "bin"
        self.fetched = self.home / ".cache/ms-playwright/chromium-7/chrome-linux64/chrome"
        self.called = self.home / "called"
        self.put(self.path / "id", f"echo {user_id}")
        self.put(self.path / "python")

    def put(self, file, does="exit 0", *, writes_down=False):
        """A script that does this; it may keep a note of what it was told."""
        note = 'echo "${0##*/} $*" >> "$HOME/called"\n' if writes_down else ""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{note}{does}\n")
        file.chmod(0o755)

    def installer(self, name, brings=None):
        """A program that writes down what it is told, and leaves a browser at this place."""
        spare = self.home / "spare"
        self.put(spare)
        leaves = f'/bin/mkdir -p "{brings.parent}" && /bin/cp "{spare}" "{brings}"' if brings else "exit 1"
        self.put(self.path / name, leaves, writes_down=True)

    def ask(self, **variables):
        done = subprocess.run(
            ["/bin/sh", "-c", ASK],
            cwd=ROOT,
            env={"HOME": str(self.home), "PATH": str(self.path), **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        calls = self.called.read_text().splitlines() if self.called.exists() else []
        return done.returncode, done.stdout.rstrip("\n"), done.stderr, calls


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.fixture
def root_machine(tmp_path):
    return Machine(tmp_path, user_id=0)


def test_the_one_that_is_named_comes_before_all_others(machine):
    machine.put(machine.path / "chromium")
    named = machine.home / "mine" / "browser"
    machine.put(named)
    assert machine.ask(CHROMIUM=str(named)) == (0, str(named), "", [])


def test_one_that_is_named_and_does_not_start_is_an_error_though_others_would(machine):
    machine.put(machine.path / "chromium")
    line = "CHROMIUM: '/nowhere/browser' is no browser that starts\n"
    assert machine.ask(CHROMIUM="/nowhere/browser") == (1, "", line, [])


def test_one_on_the_path_comes_before_one_that_was_fetched(machine):
    machine.put(machine.fetched)
    machine.put(machine.path / "google-chrome")
    assert machine.ask() == (0, str(machine.path / "google-chrome"), "", [])


def test_a_script_that_only_says_where_to_get_one_is_passed_over(machine):
    machine.put(machine.path / "chromium-browser", "exit 1")
    machine.put(machine.fetched)
    assert machine.ask(CHROMIUM="") == (0, str(machine.fetched), "", [])


def test_where_playwright_was_told_to_keep_its_browsers_is_looked_at(machine, tmp_path):
    fetched = tmp_path / "else where" / "chromium-7" / "chrome-linux" / "chrome"
    machine.put(fetched)
    assert machine.ask(PLAYWRIGHT_BROWSERS_PATH=str(tmp_path / "else where")) == (0, str(fetched), "", [])


def test_root_installs_the_package(root_machine):
    root_machine.installer("apt-get", brings=root_machine.path / "chromium")
    assert root_machine.ask() == (
        0,
        str(root_machine.path / "chromium"),
        BY_APT,
        ["apt-get update -qq", "apt-get install -qq --yes --no-install-recommends chromium"],
    )


def test_a_package_that_does_not_come_is_made_up_for_by_a_download_with_its_libraries(root_machine):
    root_machine.installer("apt-get")
    root_machine.installer("python", brings=root_machine.fetched)
    status, found, lines, calls = root_machine.ask()
    assert (status, found, lines) == (0, str(root_machine.fetched), BY_APT + BY_PLAYWRIGHT)
    assert calls[2:] == [
        "python -m playwright install-deps chromium",
        "python -m playwright install --no-shell chromium",
    ]


def test_others_than_root_download(machine):
    machine.installer("apt-get", brings=machine.path / "chromium")
    machine.installer("python", brings=machine.fetched)
    calls = ["python -m playwright install --no-shell chromium"]
    assert machine.ask() == (0, str(machine.fetched), BY_PLAYWRIGHT, calls)


def test_it_stops_with_one_line_when_there_is_none_to_be_had(root_machine):
    root_machine.installer("apt-get")
    root_machine.installer("python")
    status, found, lines, _ = root_machine.ask()
    assert (status, found) == (1, "")
    line = lines.removeprefix(BY_APT + BY_PLAYWRIGHT)
    assert line.startswith("No Chromium could be had (")
    assert line.count("\n") == 1
