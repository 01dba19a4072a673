"""Where plotly.js comes from when static files are collected."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "plotly/plotly.min.js"


def plotly_js() -> Path:
    """The small build where npm has put it, at the version that Python's plotly speaks; else the full one."""
    # Not plotly itself: importing it takes longer than everything else that starts here.
    from importlib.util import find_spec

    package = find_spec("plotly")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("plotly is not installed")
    folder = Path(package.origin).parent
    basic = settings.BASE_DIR / "node_modules" / "plotly.js-basic-dist-min"
    return (
        basic / "plotly-basic.min.js"
        if _same_version(basic, folder)
        else folder / "package_data" / "plotly.min.js"
    )


def _same_version(basic: Path, folder: Path) -> bool:
    import json
    import re

    try:
        installed = json.loads((basic / "package.json").read_text())["version"]
    except (OSError, ValueError, KeyError):
        return False
    spoken = re.search(r'"([0-9.]+)"', (folder / "offline" / "_plotlyjs_version.py").read_text())
    return spoken is not None and installed == spoken[1] and (basic / "plotly-basic.min.js").is_file()


class PlotlyFinder(BaseFinder):
    """Supplies `plotly/plotly.min.js` from the package that holds it; none is copied into the tree."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(plotly_js())] if path == NAME else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Any]]:
        file = plotly_js()
        # Collecting asks the storage for the name it copies to, and this file has another at home.
        yield NAME, _Renamed(file)


class _Renamed(FileSystemStorage):
    """One file, under the name that pages ask for."""

    def __init__(self, file: Path) -> None:
        super().__init__(location=str(file.parent))
        self.file = file

    def path(self, name: str) -> str:
        return str(self.file)
