"""Real pages in a real browser, where anything amiss on a page fails the test that saw it."""

import re
from collections import defaultdict
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from config.storage import STYLESHEET, joined

# A Saturday, at lunch: breakfast is over, the evening is to come, the week has days before and after.
NOW = datetime(2026, 3, 14, 12, 30, tzinfo=ZoneInfo("Europe/Berlin"))
WIDTHS = {390: 844, 1280: 900, 320: 640}
# Two busy cores may need a while; a healthy page never gets near it.
PATIENCE_MS = 30_000

# What a page may have left in the browser beside cookies and files.
STORAGES = "local_storage,indexeddb,cache_storage,service_workers"

expect.set_options(timeout=PATIENCE_MS)

REPORT_VIOLATIONS = """
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`content policy: ${event.violatedDirective} refused ${event.blockedURI} (${event.sample})`);
  });
"""


class Watch:
    """Collects what a person with the developer tools open would frown at."""

    def __init__(self, host):
        self.host = host
        self.problems = []
        self._expected = []
        self._problems_seen = None

    def expect(self, pattern):
        """Let problems pass that match: a test that provokes an answer names it."""
        self._expected.append(re.compile(pattern))

    def close_eyes(self):
        """See nothing from now on: axe-core tries styles on the page, which the policy refuses aloud."""
        self._problems_seen = list(self.problems)

    def unexpected(self):
        seen = self.problems if self._problems_seen is None else self._problems_seen
        return [p for p in seen if not any(pattern.search(p) for pattern in self._expected)]

    def console(self, message):
        # Said again, with the status, by the response itself.
        said_twice = message.text.startswith("Failed to load resource: the server responded with")
        if message.type in ("error", "warning") and not said_twice:
            self.problems.append(f"console {message.type}: {message.text}")

    def weberror(self, error):
        self.problems.append(f"page error: {error.error}")

    def request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.problems.append(f"request to another host: {request.url}")

    def response(self, response):
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.request.method} {response.url}")

    def requestfailed(self, request):
        # What was still on its way when the page was left.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"request failed: {request.url} {request.failure}")


class Eyes:
    """Tells of all that happens in a browser to the watch of whoever uses it now."""

    def __init__(self):
        self.watch = None

    def follow(self, context):
        context.add_init_script(REPORT_VIOLATIONS)
        for event in ("console", "weberror", "request", "response", "requestfailed"):
            context.on(event, self._teller(event))

    def _teller(self, event):
        return lambda subject: self.watch and getattr(self.watch, event)(subject)


@pytest.fixture(scope="session")
def playwright(playwright):
    """Playwright, whose event loop has this thread keep a second set of connections while it runs.

    Nobody could close them afterwards, and PostgreSQL drops no database that is connected to.
    """
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def base_url():
    """No address common to all: each test has the live server's."""
    return


@pytest.fixture(autouse=True)
def stopped_clock():
    """The same hour in every run, moving on from there; server and test share it."""
    with time_machine.travel(NOW, tick=True) as clock:
        yield clock


@pytest.fixture(scope="package")
def rows_that_stay(django_db_setup, django_db_blocker):
    """A database that is emptied once, after the last of these tests, and not after each.

    Nothing is shared between people, so a person of one's own is as good as an empty database, and
    emptying all its tables would take longer than most tests.
    """
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)
        # A table that is no model's: attempts to sign in that the last test left counted.
        caches["default"].clear()


@pytest.fixture(scope="package")
def _one_style_sheet(tmp_path_factory):
    """A folder with the style sheet joined, as when it is collected: a new browser would fetch each part."""
    folder = tmp_path_factory.mktemp("static")
    sheet = folder / STYLESHEET
    sheet.parent.mkdir()
    [sources] = settings.STATICFILES_DIRS
    sheet.write_text(joined(STYLESHEET, lambda name: (sources / name).read_text()))
    return folder


@pytest.fixture(scope="package")
def server(rows_that_stay, _one_style_sheet):
    """The app as it answers a browser, started once for all tests here."""
    running = LiveServer("localhost")
    folders = [_one_style_sheet, *settings.STATICFILES_DIRS]
    with override_settings(ALLOWED_HOSTS=["*"], STATICFILES_DIRS=folders):
        yield running
    running.stop()


@pytest.fixture
def db(rows_that_stay):
    """The database as the server sees it: what a test stores is there for all."""
    # Every test comes from one address, which would soon have signed up too often.
    caches["default"].clear()


@pytest.fixture
def new_address():
    """An e-mail address that nobody has yet."""
    return f"{uuid4()}@example.org"


@pytest.fixture
def watch(server):
    """What went wrong on any page of the test; it must stay empty."""
    watch = Watch(urlsplit(server.url).netloc)
    yield watch
    assert watch.unexpected() == []


class Browsers:
    """Browsers that tests use in turn: in a new one all files would be fetched and compiled again.

    Of who had it before nothing is left but those files, as in the cache of any browser.
    """

    def __init__(self, browser, settings):
        self._browser = browser
        self._settings = settings
        self._idle = defaultdict(list)
        self._lent = []

    def first_page(self, watch, **options):
        """The first page of a browser that nobody else uses now; `watch` sees all that happens in it."""
        key = repr(sorted(options.items()))
        context, eyes = self._idle[key].pop() if self._idle[key] else self._opened(options)
        self._lent.append((key, context, eyes))
        eyes.watch = watch
        page = context.new_page()
        page.context.new_cdp_session(page).send(
            "Storage.clearDataForOrigin", {"origin": options["base_url"], "storageTypes": STORAGES}
        )
        return page

    def take_back(self):
        """What was lent is free for others."""
        for key, context, eyes in self._lent:
            eyes.watch = None
            for page in context.pages:
                page.close()
            context.clear_cookies()
            self._idle[key].append((context, eyes))
        self._lent.clear()

    def close(self):
        """End them all."""
        for of_a_kind in self._idle.values():
            for context, _eyes in of_a_kind:
                context.close()

    def _opened(self, options):
        context = self._browser.new_context(**self._settings | options)
        context.set_default_timeout(PATIENCE_MS)
        eyes = Eyes()
        eyes.follow(context)
        return context, eyes


@pytest.fixture(scope="package")
def browsers(browser, browser_context_args, server):
    """The browsers that tests take turns in."""
    browsers = Browsers(browser, browser_context_args)
    yield browsers
    browsers.close()


@pytest.fixture
def browse(browsers, db, server, client_of, watch):
    """Open a browser of one's own: browse(person, width=1280, …) gives its first page."""

    def open_page(person=None, *, width=390, **options):
        page = browsers.first_page(
            watch,
            base_url=server.url,
            viewport={"width": width, "height": WIDTHS[width]},
            **{"timezone_id": "Europe/Berlin", "locale": "en-GB"} | options,
        )
        if person:
            session = client_of(person).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
        return page

    yield open_page
    browsers.take_back()


@pytest.fixture
def follower(person):
    """A person with the protocol's target, a morning and a bedtime supplement, and nothing logged."""
    from tests.factories import SupplementFactory, TargetFactory

    TargetFactory(person=person)
    SupplementFactory(person=person, name="Citrate", magnesium_form="citrate", usual_moment="morning")
    SupplementFactory(person=person, name="Glycinate", usual_moment="bedtime", position=1)
    return person
