"""Takes docs/screenshots anew; run by bin/screenshots."""

import os
import tempfile
import threading
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.chromium import chromium_path

# A Thursday after lunch: something is logged, something is left.
NOW = datetime(2026, 11, 19, 14, 12, tzinfo=ZoneInfo("Europe/Berlin"))
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
PAGES = {"today": "/", "trends": "/trends/", "trends-year": "/trends/?range=1y", "review": "/review/"}
SIZES = {390: 844, 1280: 900}


def main() -> None:
    """Serve a demo from a folder of its own, look at it, and leave nothing but the pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"DATA_DIR": scratch, "DEBUG": "on", "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ.pop("DATABASE_URL", None)
        # Playwright's synchronous calls run inside an event loop; no code of ours is asynchronous.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        import django
        import time_machine

        django.setup()
        with time_machine.travel(NOW, tick=True):
            serve_and_look()


def serve_and_look() -> None:
    """Take each page in each size and theme."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application
    from django.test import Client

    from tracker.demo import create_demo_person

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    client = Client()
    client.force_login(create_demo_person(NOW)[0])
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        look(f"http://127.0.0.1:{server.server_port}", client.cookies["sessionid"].value)
    finally:
        server.shutdown()


def look(address: str, session: str) -> None:
    """Take the pictures of a server that knows this session."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        for width, height in SIZES.items():
            for theme in ("light", "dark"):
                context = browser.new_context(
                    base_url=address, viewport={"width": width, "height": height}, color_scheme=theme
                )
                context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
                page = context.new_page()
                for name, path in PAGES.items():
                    page.goto(path, wait_until="networkidle")
                    page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png", caret="initial")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
