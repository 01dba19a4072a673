"""What the container's image holds is what the app reads; no engine is needed to say so."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.imports import imported_packages

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text())
IGNORED = (ROOT / ".dockerignore").read_text()


def copied_from_the_tree(stage):
    """The files and folders that a stage of the Dockerfile copies, each to the place it has here."""
    copied = set()
    for line in re.findall(r"^COPY (?!--from=)(.+)$", stage, re.MULTILINE):
        *sources, target = line.split()
        # A folder goes to its own name: its contents alone would lie beside everything else.
        assert target == "./" if all((ROOT / name).is_file() for name in sources) else [target] == sources
        copied.update(sources)
    return copied


def values_within(value):
    """A setting's value, or what its lists and dicts hold."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple, set)):
        for part in value:
            yield from values_within(part)
    else:
        yield value


def named_by_the_settings():
    """The first parts of paths in this folder, and of modules of ours, that any setting names."""
    for value in values_within([getattr(settings, name) for name in dir(settings)]):
        if isinstance(value, Path) and value.is_relative_to(ROOT) and value != ROOT:
            yield value.relative_to(ROOT).parts[0]
        elif isinstance(value, str) and re.fullmatch(r"\w+(\.\w+)+", value):
            name = value.partition(".")[0]
            if (ROOT / name).is_dir():
                yield name


def read_by_the_app():
    """The folders and files at the top that the app is made of, once its static files are collected."""
    packages = {name for name in named_by_the_settings() if (ROOT / name / "__init__.py").is_file()}
    code = "".join(path.read_text() for name in packages for path in (ROOT / name).rglob("*.py"))
    beside = set(re.findall(r"BASE_DIR\)? / \"(\w+)\"", code))
    # What is kept lies on a volume; npm's folder is mounted while static files are collected.
    beside -= {"var", "node_modules"}
    imported = {name for package in packages for name in imported_packages(ROOT / package)}
    ours = {name for name in imported if (ROOT / name).is_dir()}
    return {"manage.py", *named_by_the_settings(), *beside, *ours}


def left_out(path):
    """Whether .dockerignore keeps a path from the build: its last line that fits decides."""
    ignored = False
    for line in IGNORED.splitlines():
        if line and not line.startswith("#"):
            pattern = re.escape(line.lstrip("!")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
            # A folder stands for all that is in it.
            if re.fullmatch(f"{pattern}(?:/.*)?", path):
                ignored = not line.startswith("!")
    return ignored


def files(name):
    """All files of a folder at the top, or the file itself, by their paths; compiled modules apart."""
    found = [ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*")
    return [str(f.relative_to(ROOT)) for f in found if f.is_file() and "__pycache__" not in f.parts]


def test_the_image_holds_what_the_app_reads_and_nothing_else():
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert copied_from_the_tree(last_stage) == read_by_the_app()


def test_plotly_from_npm_is_there_while_static_files_are_collected():
    (collecting,) = re.findall(r"^RUN (.*collectstatic.*)$", DOCKERFILE, re.MULTILINE)
    assert "--mount=type=bind,from=plotly,source=/plotly/node_modules,target=/app/node_modules " in collecting


def test_nothing_that_is_copied_is_kept_from_the_build():
    names = copied_from_the_tree(DOCKERFILE)
    assert names >= {"locale", "package-lock.json", "requirements.lock"}
    assert [path for name in names for path in files(name) if left_out(path)] == []


@pytest.mark.parametrize("path", ["README.md", "var/secret-key", ".env", "tracker/__pycache__/urls.pyc"])
def test_what_nobody_copies_is_kept_from_the_build(path):
    assert left_out(path)


def test_every_language_is_there_compiled():
    offered = {language for language, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert {f"locale/{language}/LC_MESSAGES/django.mo" for language in offered} <= set(files("locale"))
