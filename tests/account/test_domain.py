import pytest

from tracker.account.domain import browser_and_system

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{WEBKIT} Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "names"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ("Firefox", "Linux")),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", ("Chrome", "Windows")),
        # These say that they are Chrome too, and Chrome says that it is Safari.
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Safari/537.36 Edg/140.0.0.0", ("Edge", "Windows")),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Safari/537.36 OPR/121.0.0.0", ("Opera", "Windows")),
        (
            f"Mozilla/5.0 (Linux; Android 15) {WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36",
            ("Samsung Internet", "Android"),
        ),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_4) {WEBKIT} CriOS/140.0 Safari/604.1", ("Chrome", "iPhone")),
        (f"Mozilla/5.0 (iPad; CPU OS 18_4) {WEBKIT} FxiOS/140.0 Safari/604.1", ("Firefox", "iPad")),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X) {WEBKIT} Version/18.4 Safari/605", ("Safari", "macOS")),
        (f"Mozilla/5.0 (X11; CrOS x86_64) {CHROME} Safari/537.36", ("Chrome", "ChromeOS")),
        ("Lynx/2.9 (Linux)", ("", "Linux")),
        ("Firefox/140.0", ("Firefox", "")),
        ("curl/8.9.1", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_and_its_system_are_called_what_people_call_them(user_agent, names):
    assert browser_and_system(user_agent) == names
