"""How static files are named and joined when they are collected."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

import brotli
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(
    r"""@import\s+url\(\s*["']?(?P<url>[^"')]+)["']?\s*\)(?P<layer>\s*layer\((?P<name>[^)]*)\))?\s*;"""
)
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)""")
ELSEWHERE = re.compile(r"^(?:[a-z]+:|/|#)", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Maps for debugging are not collected, and naming a file that is not there stops the collecting.
SOURCE_MAP = re.compile(r"^(?://|/\*)# sourceMappingURL=.*$", re.MULTILINE)
STYLESHEET = "css/app.css"


class BundledManifestStorage(CompressedManifestStaticFilesStorage):
    """Names by content, compresses, and joins the style sheet's parts into one file."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join and tidy first, so that names are made from what is served."""
        if not dry_run:
            changed = {name: self._tidied(name, paths) for name in paths if name.endswith((".js", ".css"))}
            if STYLESHEET in paths:
                changed[STYLESHEET] = joined(STYLESHEET, lambda name: _read(paths, name))
            paths = paths | {
                name: (_InMemory(text), name) for name, text in changed.items() if text is not None
            }
        yield from super().post_process(paths, dry_run, **options)

    def create_compressor(self, **options: Any) -> Compressor:
        return _QuickCompressor(**options)

    def _tidied(self, name: str, paths: dict[str, Any]) -> str | None:
        text = _read(paths, name)
        return SOURCE_MAP.sub("", text) if SOURCE_MAP.search(text) else None


class _QuickCompressor(Compressor):
    """Compresses as well as can be done without keeping a first start waiting."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        # The highest level takes 15 s for the full plotly.js, to save a twentieth.
        compressed: bytes = brotli.compress(data, quality=11 if len(data) < 2_000_000 else 9)
        return compressed


class _InMemory:
    """A storage that holds one text, for the step that only opens and reads."""

    def __init__(self, text: str) -> None:
        self.text = text

    def open(self, name: str) -> ContentFile:
        return ContentFile(self.text.encode(), name)


def _read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
    return text


def joined(name: str, read: Any, seen: tuple[str, ...] = ()) -> str:
    """A style sheet with every sheet it imports in the import's place, and their addresses made to fit.

    Comments go: nobody reads them in what a browser loads.
    """
    if name in seen:
        raise ValueError(f"{name} imports itself by way of {seen[-1]}")
    text = COMMENT.sub("", read(name))

    def inlined(match: re.Match[str]) -> str:
        if ELSEWHERE.match(match["url"]):
            return match[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["url"]))
        sheet = joined(target, read, (*seen, name))
        sheet = URL.sub(lambda url: _moved(url, posixpath.dirname(target), posixpath.dirname(name)), sheet)
        return f"@layer {match['name']} {{\n{sheet}\n}}" if match["layer"] else sheet

    text = IMPORT.sub(inlined, text)
    return re.sub(r"\n\s*\n+", "\n", text).strip() + "\n"


def _moved(match: re.Match[str], source: str, destination: str) -> str:
    """The same address, seen from the folder of the sheet that now holds it."""
    if ELSEWHERE.match(match["url"]):
        return match[0]
    return f'url("{posixpath.relpath(posixpath.join(source, match["url"]), destination or ".")}")'
