"""Static files as they are served: one style sheet, names made from what is inside."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from config import finders
from config.storage import joined

SHEETS = {
    "css/app.css": '@layer a, b;\n@import url("base.css") layer(a);\n@import url(parts/one.css);',
    "css/base.css": "/* never seen */ p { color: red; }",
    "css/parts/one.css": (
        '@import url("two.css");\n'
        'a { background: url("../../img/a.svg#x"), url(data:image/svg+xml,x); }\n'
        'b { filter: url(#here); background: url("/static/b.png"); }'
    ),
    "css/parts/two.css": "i { mask: url(../../img/b.svg); }",
}


def test_every_imported_sheet_stands_where_its_import_stood_and_its_addresses_still_fit():
    assert joined("css/app.css", SHEETS.__getitem__) == (
        "@layer a, b;\n@layer a {\np { color: red; }\n}\n"
        'i { mask: url("../img/b.svg"); }\n'
        'a { background: url("../img/a.svg#x"), url(data:image/svg+xml,x); }\n'
        'b { filter: url(#here); background: url("/static/b.png"); }\n'
    )


def test_sheets_that_import_each_other_are_refused():
    sheets = {"a.css": "@import url(b.css);", "b.css": "@import url(a.css);"}
    with pytest.raises(ValueError, match="imports itself"):
        joined("a.css", sheets.__getitem__)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The static files of the app, collected once."""
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.storage.BundledManifestStorage"}}
    # Compressing takes most of the time and is not ours to test.
    skipped = ("js", "css", "svg", "txt", "map", "html", "woff2", "png", "gif", "ico")
    with override_settings(
        STATIC_ROOT=folder, STORAGES=storages, WHITENOISE_SKIP_COMPRESS_EXTENSIONS=skipped
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_the_style_sheet_is_one_file_whose_addresses_exist(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    sheet = collected / paths["css/app.css"]
    text = sheet.read_text()
    assert "@import" not in text
    fonts = re.findall(r'url\("([^"#:]+\.woff2)"\)', text)
    assert fonts
    assert all((sheet.parent / font).is_file() for font in fonts)


def test_scripts_import_each_other_by_names_that_change_with_what_is_inside(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    text = (collected / paths["js/app.js"]).read_text()
    imported = re.findall(r"""(?:from|import)\s*\(?\s*["'](\./[^"']+)["']""", text)
    assert imported
    for name in imported:
        assert re.search(r"\.[0-9a-f]{12}\.js$", name)
        assert (collected / "js" / name).is_file()


def test_plotly_js_is_collected_under_a_name_that_never_changes_for_pages(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    file = collected / paths["plotly/plotly.min.js"]
    assert file.stat().st_size == finders.plotly_js().stat().st_size


def test_npm_and_python_speak_of_the_same_plotly():
    from plotly.offline import get_plotlyjs_version

    wanted = json.loads((settings.BASE_DIR / "package.json").read_text())["dependencies"]
    locked = json.loads((settings.BASE_DIR / "package-lock.json").read_text())["packages"]
    assert wanted == {"plotly.js-basic-dist-min": get_plotlyjs_version()}
    assert locked["node_modules/plotly.js-basic-dist-min"]["version"] == get_plotlyjs_version()
    assert "resolved" not in (settings.BASE_DIR / "package-lock.json").read_text()


def test_without_npm_or_at_another_version_the_full_plotly_is_served(tmp_path):
    basic = tmp_path / "node_modules" / "plotly.js-basic-dist-min"
    basic.mkdir(parents=True)
    with override_settings(BASE_DIR=tmp_path):
        assert finders.plotly_js().parent.name == "package_data"
        (basic / "package.json").write_text('{"version": "0.0.1"}')
        (basic / "plotly-basic.min.js").write_text("")
        assert finders.plotly_js().parent.name == "package_data"
