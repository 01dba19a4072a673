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
