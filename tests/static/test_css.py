"""How the style sheets are laid out, and that nothing in them is left without a page that uses it."""

import ast
import re
from fnmatch import fnmatchcase
from functools import cache

import pytest
from django.conf import settings

from config.finders import plotly_js

LAID_OUT = ("static/css", "static/js", "templates")
LONGEST_LINE = 120
CSS = settings.BASE_DIR / "static" / "css"
TOKENS = CSS / "tokens.css"
SHEETS = sorted(CSS.rglob("*.css"))
# plotly.js draws inside this, with classes of its own.
PLOTLYS_PLACE = ".chart__live"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"' + r"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
TEMPLATE_COMMENT = re.compile(r"{#.*?#}|{% comment .*?endcomment %}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
CLASSES = re.compile(r'\bclass="([^"]*)"')
# A template fills these with classes outside an attribute.
CLASS_BLOCK = re.compile(r"{% (?:block \w*class|setvar \w+) %}(.*?){% end", re.DOTALL)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE)
# Text that is no list of classes names one only with a word that could hardly mean anything else.
NAME = re.compile(r"[a-z]+[-_][\w-]+")
# A star stands for what a variable will say.
BEGINNING = re.compile(r"[a-z]+[-_][\w-]*\*")


def named(path):
    return str(path.relative_to(CSS))


def bare(sheet):
    """A style sheet without comments and without what stands between quotes, its lines where they were."""
    text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), sheet.read_text(encoding="utf-8"))
    return STRING.sub(lambda found: '""' + "\n" * found[0].count("\n"), text)


def preludes(sheet):
    """What stands before each brace, and what stands before those around it."""
    around = []
    for words, mark in re.findall(r"([^;{}]*)([;{}])", bare(sheet)):
        if mark == "{":
            around.append(words.strip())
            yield around[-1], around[:-1]
        elif mark == "}":
            around.pop()


def texts(folder, pattern):
    return [file.read_text(encoding="utf-8") for file in sorted((settings.BASE_DIR / folder).rglob(pattern))]


def split_by_kind(lists):
    """Of lists of classes the names that are whole, and the beginnings of some that a variable completes."""
    names = {name for each in lists for name in each.split()}
    return {name for name in names if "*" not in name}, set(filter(BEGINNING.fullmatch, names))


def in_templates():
    lists = []
    for text in [TEMPLATE_COMMENT.sub("", each) for each in texts("templates", "*.html")]:
        for tag in TAG.findall(text):
            lists += [name for words in STRING.findall(tag) for name in NAME.findall("".join(words))]
        lists += [TAG.sub(" ", body) for body in CLASS_BLOCK.findall(text)]
        lists += CLASSES.findall(TAG.sub(lambda tag: "*" if tag[0].startswith("{{") else " ", text))
    return split_by_kind(lists)


def in_python():
    """Every text that could be classes, and every word that could be the end of one."""
    lists = []
    for text in texts("tracker", "*.py"):
        for node in ast.walk(ast.parse(text)):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            written = [part.value if isinstance(part, ast.Constant) else "*" for part in parts]
            if all(isinstance(part, str) for part in written):
                whole = "".join(written)
                lists += CLASSES.findall(whole)
                lists += [whole] if re.fullmatch(r"[\w *-]+", whole) else []
    return split_by_kind(lists)


def in_scripts():
    lists = []
    for text in texts("static/js", "*.js"):
        for words in STRING.findall(text):
            lists += NAME.findall("".join(words))
        lists += CLASSES.findall(text)
    return split_by_kind(lists)[0]


@cache
def plotlys_words():
    return set(re.findall(r"[\w-]+", plotly_js().read_text(encoding="utf-8")))


@cache
def users():
    """Every class in use, with what Python knows to complete a template's beginning, as patterns."""
    templates, begun = in_templates()
    python, begun_in_python = in_python()
    completed = {beginning.replace("*", end) for beginning in begun for end in python | begun_in_python}
    return templates | set(filter(NAME.fullmatch, python)) | in_scripts() | completed


def is_used(name):
    return name in users() or any(fnmatchcase(name, each) for each in users() if each.endswith("*"))


@pytest.mark.parametrize("folder", LAID_OUT)
def test_no_line_is_too_long_to_review(folder):
    # In a mail's plain text each line break is seen.
    files = [
        file
        for file in sorted((settings.BASE_DIR / folder).rglob("*"))
        if file.is_file() and file.suffix != ".txt"
    ]
    assert files
    assert [
        f"{file.relative_to(settings.BASE_DIR)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_each_declaration_and_each_selector_has_a_line(sheet):
    text = bare(sheet)
    followed_by_more = re.findall(r"^.*[;{}](?=.*\S).*$", text, re.MULTILINE)
    end_of_a_rule_after_more = re.findall(r"^.*\S.*}$", text, re.MULTILINE)
    assert followed_by_more + end_of_a_rule_after_more == []
    # What a pseudo-class is given stays together.
    rules = [re.sub(r"\(.*\)", "", prelude) for prelude, _around in preludes(sheet)]
    assert [rule for rule in rules if not rule.startswith("@") and re.search(r",(?!\n)", rule)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_rules_stand_apart(sheet):
    text = sheet.read_text(encoding="utf-8")
    after_a_rule = re.findall(r"^ *}\n(?= *[^\s}]).*", text, re.MULTILINE)
    after_a_declaration = re.findall(r"^.*;\n[^;\n]*[{,]$", text, re.MULTILINE)
    assert after_a_rule + after_a_declaration == []


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_class_is_on_some_page(sheet):
    unused = []
    for prelude, around in preludes(sheet):
        names = [] if prelude.startswith("@") else re.findall(r"\.(-?[A-Za-z_][\w-]*)", prelude)
        known = plotlys_words() if PLOTLYS_PLACE in around else ()
        unused += [name for name in names if name not in known and not is_used(name)]
    assert unused == []


def test_every_attribute_is_on_some_page():
    written = "\n".join(texts("templates", "*.html") + texts("tracker", "*.py") + texts("static/js", "*.js"))
    asked_for = {
        name
        for sheet in SHEETS
        for prelude, _ in preludes(sheet)
        for name in re.findall(r"\[data-([\w-]+)", prelude)
    }
    in_script = {name: re.sub(r"-(\w)", lambda found: found[1].upper(), name) for name in asked_for}
    assert [
        name
        for name in sorted(asked_for)
        if f"data-{name}" not in written and f"dataset.{in_script[name]}" not in written
    ] == []


def test_every_token_is_used():
    tokens = set(re.findall(r"^ *--([\w-]+):", bare(TOKENS), re.MULTILINE))
    read = "\n".join(texts("static/css", "*.css") + texts("templates", "*.html") + texts("tracker", "*.py"))
    assert tokens - set(re.findall(r"var\(--([\w-]+)", read)) == set()


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != TOKENS], ids=named)
def test_colours_are_tokens(sheet):
    declarations = re.findall(r"[^;{}]+(?=;)", bare(sheet))
    assert [each.strip() for each in declarations if COLOUR.search(each)] == []
