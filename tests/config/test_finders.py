"""Which plotly.js is served, and under which name."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from plotly.offline import get_plotlyjs_version

from config import finders


def npm_has_put(folder, package_json, *, script=True):
    """A tree in which npm has put this version of the small build."""
    basic = folder / "node_modules" / "plotly.js-basic-dist-min"
    basic.mkdir(parents=True)
    (basic / "package.json").write_text(package_json)
    if script:
        (basic / "plotly-basic.min.js").write_text("small")
    return basic / "plotly-basic.min.js"


def test_npm_and_python_speak_of_the_same_plotly():
    wanted = json.loads((settings.BASE_DIR / "package.json").read_text())["dependencies"]
    locked = json.loads((settings.BASE_DIR / "package-lock.json").read_text())["packages"]
    assert wanted == {"plotly.js-basic-dist-min": get_plotlyjs_version()}
    assert locked["node_modules/plotly.js-basic-dist-min"]["version"] == get_plotlyjs_version()
    assert "resolved" not in (settings.BASE_DIR / "package-lock.json").read_text()


def test_the_small_build_is_served_where_npm_has_put_it(tmp_path):
    small = npm_has_put(tmp_path, json.dumps({"version": get_plotlyjs_version()}))
    with override_settings(BASE_DIR=tmp_path):
        assert finders.plotly_js() == small


def test_without_npm_the_full_plotly_is_served(tmp_path):
    with override_settings(BASE_DIR=tmp_path):
        full = finders.plotly_js()
    assert (full.parent.name, full.name) == ("package_data", "plotly.min.js")
    assert f"plotly.js v{get_plotlyjs_version()}" in full.read_text(encoding="utf-8")[:400]


@pytest.mark.parametrize("package_json", ['{"version": "0.0.1"}', "{}", "{", ""])
def test_another_version_or_none_that_can_be_read_is_passed_over(package_json, tmp_path):
    npm_has_put(tmp_path, package_json)
    with override_settings(BASE_DIR=tmp_path):
        assert finders.plotly_js().parent.name == "package_data"


def test_a_package_without_its_script_is_passed_over(tmp_path):
    npm_has_put(tmp_path, json.dumps({"version": get_plotlyjs_version()}), script=False)
    with override_settings(BASE_DIR=tmp_path):
        assert finders.plotly_js().parent.name == "package_data"


def test_it_is_found_by_the_name_that_pages_ask_for():
    finder = finders.PlotlyFinder()
    file = str(finders.plotly_js())
    assert finder.find("plotly/plotly.min.js") == file
    assert finder.find("plotly/plotly.min.js", find_all=True) == [file]
    for other in ("plotly/other.js", "plotly.min.js", ""):
        assert finder.find(other) == finder.find(other, find_all=True) == []


def test_it_is_collected_alone_from_where_it_is():
    [(name, storage)] = finders.PlotlyFinder().list(None)
    assert name == "plotly/plotly.min.js"
    assert Path(storage.path(name)) == finders.plotly_js()
    with storage.open(name) as script:
        assert script.size == finders.plotly_js().stat().st_size
