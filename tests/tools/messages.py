"""The wording of the product and its translations: `bin/messages` brings the catalogues up to date.

The tools of GNU gettext are not on every machine; Babel reads and writes the same files.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [*sorted((ROOT / "templates").rglob("*.html")), *sorted((ROOT / "templates").rglob("*.txt"))]
MODULES = [*sorted((ROOT / "tracker").rglob("*.py")), *sorted((ROOT / "config").rglob("*.py"))]
# As Django's makemessages calls them, and the short names that our modules import.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def wording() -> Catalog:
    """All that the code and the templates say, with where they say it."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path, source in _sources():
        for line, words, _comments, context in extract("python", BytesIO(source), KEYWORDS):
            catalog.add(words, locations=[(path, line)], context=context, flags=_flags(words))
    return catalog


def translation(language: str) -> Catalog:
    """What is translated into a language, as it stands in the tree."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as Django reads it."""
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def compiled_path(language: str) -> Path:
    """Where the compiled catalogue of a language lies."""
    return _po(language).with_suffix(".mo")


def update(language: str) -> None:
    """Add what is new to a catalogue, drop what nobody says any more, and compile it."""
    template = wording()
    path = _po(language)
    if path.exists():
        catalog = translation(language)
        catalog.update(template, no_fuzzy_matching=True)
    else:
        catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
        catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    # Nothing of the moment or the machine, so that the same wording makes the same files.
    catalog.project, catalog.header_comment = "Twelve", ""
    catalog.creation_date = catalog.revision_date = datetime(2026, 11, 23, tzinfo=UTC)
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = ""
    with path.open("wb") as file:
        write_po(file, catalog, sort_by_file=True, include_lineno=False, omit_header=False, width=100)
    compiled_path(language).write_bytes(compiled(catalog))


def _po(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def _sources() -> Iterator[tuple[str, bytes]]:
    for path in MODULES:
        yield str(path.relative_to(ROOT)), path.read_bytes()
    for path in TEMPLATES:
        name = str(path.relative_to(ROOT))
        # Template tags become calls of gettext, everything else blanks.
        yield name, templatize(path.read_text(), origin=name).encode()


def _flags(words: object) -> list[str]:
    first = words[0] if isinstance(words, tuple) else words
    return ["python-format"] if "%(" in str(first) else []


if __name__ == "__main__":
    for each in LANGUAGES:
        update(each)
