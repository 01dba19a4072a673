"""What a browser with an empty cache loads and shows, on any device and on a slow phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.chromium import chromium_path

# Slow 4G and its processor, as browsers' own tools have them for a phone of the middle:
# https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
SLOW_DOWN = 4

# What moved after it was painted.
SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# The largest paint, the longest task, and when the first chart's poster was painted.
SEEN = """
window.seen = { largest: 0, longest: 0, poster: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.largest = Math.max(seen.largest, entry.startTime);
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
}).observe({ type: "longtask", buffered: true });
const look = () => {
  const posters = [...document.querySelectorAll(".chart__posters > svg")];
  if (!posters.some((svg) => svg.clientHeight > 0)) return requestAnimationFrame(look);
  // What this frame lays out is painted before the next one begins.
  requestAnimationFrame(() => (seen.poster = performance.now()));
};
requestAnimationFrame(look);
"""


@contextmanager
def opened(port: int, session: str, watch: str, **device: Any) -> Iterator[tuple[Any, Any, dict]]:
    """A page of a new browser, how to steer its device, and the bytes of each request it will make."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        base = f"http://127.0.0.1:{port}"
        context = browser.new_context(base_url=base, **device)
        context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        urls: dict[str, str] = {}
        sizes: dict[str, int] = {}

        def asked(event: dict[str, Any]) -> None:
            urls[event["requestId"]] = event["request"]["url"]

        def loaded(event: dict[str, Any]) -> None:
            # A small picture inside the style sheet is reported as if it were asked for.
            if urls[event["requestId"]].startswith(base):
                sizes[event["requestId"]] = event["encodedDataLength"]

        devtools.on("Network.requestWillBeSent", asked)
        devtools.on("Network.loadingFinished", loaded)
        page.add_init_script(watch)
        yield page, devtools, sizes
        browser.close()


def visit(port: int, session: str, path: str, width: int) -> dict[str, float]:
    """What a cold visit loads: requests, bytes with headers, and what moved meanwhile."""
    viewport = {"width": width, "height": 844 if width < 700 else 900}
    with opened(port, session, SHIFT, viewport=viewport) as (page, _, sizes):
        page.goto(path, wait_until="networkidle")
        shift = page.evaluate("window.shift")
        return {"requests": len(sizes), "bytes": sum(sizes.values()), "shift": round(shift, 4)}


def visit_slowly(port: int, session: str, path: str) -> dict[str, float]:
    """A cold visit to charts with a slow phone; milliseconds since it began, and bytes."""
    phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
    with opened(port, session, SEEN, is_mobile=True, **phone) as (page, devtools, sizes):
        devtools.send("Network.emulateNetworkConditions", SLOW_4G)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
        page.goto(path, wait_until="networkidle")
        page.wait_for_function("seen.poster > 0")
        seen = page.evaluate("seen")
        return {
            "seen_ms": max(seen["largest"], seen["poster"]),
            "longest_task_ms": seen["longest"],
            "bytes": sum(sizes.values()),
        }
