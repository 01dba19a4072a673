"""What pyproject.toml declares, what the locks hold and what the code imports are the same packages."""

import re
import sys
import tomllib
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.imports import imported_packages

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNS = PYPROJECT["project"]["dependencies"]
DEVELOPS = list(chain.from_iterable(PYPROJECT["dependency-groups"].values()))


def brought_by(declared):
    """The declared packages, and those that an extra named with them was chosen for."""
    for requirement in map(Requirement, declared):
        yield requirement
        for needed in map(Requirement, metadata.requires(requirement.name) or []):
            extras = [{"extra": extra} for extra in requirement.extras]
            if (
                needed.marker
                and not needed.marker.evaluate({"extra": ""})
                and any(map(needed.marker.evaluate, extras))
            ):
                yield needed


def locked(name):
    """What a lock installs: its version by the package's name."""
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize(
    ("lock", "declared"),
    [("requirements.lock", RUNS), ("requirements-dev.lock", [*RUNS, *DEVELOPS])],
    ids=["what runs", "what develops"],
)
def test_every_declared_package_is_locked_at_a_version_that_is_allowed(lock, declared):
    versions = locked(lock)
    wanted = list(brought_by(declared))
    missing = {canonicalize_name(requirement.name) for requirement in wanted} - versions.keys()
    assert missing == set()
    assert [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(versions[canonicalize_name(requirement.name)])
    ] == []


def test_what_is_tested_is_what_runs():
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_place_that_packages_came_from(lock):
    assert re.findall(r"^-.*|.*(?:://| @ ).*", (ROOT / lock).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize(
    ("folders", "declared"),
    [(["tracker", "config"], RUNS), (["tests", "bench"], [*RUNS, *DEVELOPS])],
    ids=["what runs", "what develops"],
)
def test_every_package_that_is_imported_is_declared(folders, declared):
    names = {canonicalize_name(requirement.name) for requirement in brought_by(declared)}
    homes = metadata.packages_distributions()
    imported = {name for folder in folders for name in imported_packages(ROOT / folder)}
    elsewhere = {name for name in imported - sys.stdlib_module_names if not (ROOT / name).is_dir()}
    undeclared = {name for name in elsewhere if names.isdisjoint(map(canonicalize_name, homes.get(name, [])))}
    assert undeclared == set()
