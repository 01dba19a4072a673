"""The app server as `bin/serve` starts it, in a folder of its own, and people who use it over HTTP."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90


@contextmanager
def running(
    folder: Path,
    *,
    database_url: str = "",
    settings_module: str = "config.settings",
    static_root: Path | None = None,
) -> Iterator[int]:
    """Serve from `folder` until the block ends, and give the port; SQLite in `folder` unless a URL is given.

    Static files are collected into `static_root`, which several runs can share. Raises RuntimeError with
    what the server said when it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    ours = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": settings_module,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SECRET_KEY": "only-for-measuring-" + "0123456789abcdef" * 4,
        "STATIC_ROOT": str(static_root or folder / "static"),
    }
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "config.serve"],
            cwd=ROOT,
            env=os.environ | ours,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(server, port, log)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


@dataclass
class Visitor:
    """A browser without a screen: one connection that stays open, cookies, forms with their token."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
        """Ask for a page; return the response and its body as it came over the wire."""
        return self._send("GET", path, None, headers)

    def post(
        self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> tuple[HTTPResponse, bytes]:
        """Send a form with the token of this visitor's cookie."""
        form = {"csrfmiddlewaretoken": self.cookies["csrftoken"], **form}
        typed = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self._send("POST", path, urlencode(form), typed)

    def sign_up(self, email: str) -> None:
        """Create an account and skip the questions of the first minute; raises AssertionError otherwise."""
        self.get("/accounts/signup/")
        response, body = self.post(
            "/accounts/signup/", {"email": email, "password1": "a long pass phrase for measuring"}
        )
        assert response.status == 302, re.sub(r"\s+", " ", body.decode())
        response, _ = self.post("/setup/", {"skip": "1", "time_zone": "UTC"})
        assert response.status == 302

    def _send(self, method, path, body, headers) -> tuple[HTTPResponse, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookies, **(headers or {})})
        response = self.connection.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return response, content
