"""What is sent reaches the code through forms, which say what may be in it."""

import ast
from pathlib import Path

from django.conf import settings

TRACKER = settings.BASE_DIR / "tracker"
# What is read without a form, and why nothing can come of it: a name that is there or not, a word that is
# compared with one, a key that is looked up among the person's own, a token that is signed.
WITHOUT_A_FORM = {
    "account/views.py": {"session"},
    "http/settings_page.py": {"name"},
    "views/day.py": {"day"},
    "views/edit_entries.py": {"token"},
    "views/history.py": {"month", "until", "q"},
    "views/log_entries.py": {"from", "meal", "source", "time", "when"},
    "views/mail_optout.py": {"monday_mail"},
    "views/settings/custom_habits.py": {"to"},
    "views/settings/pauses.py": {"with"},
    "views/settings/supplements.py": {"to", "label", "since"},
    "views/settings/targets.py": {"preview"},
    "views/settings/time_zone.py": {"answer"},
    "views/setup.py": {"skip"},
    "views/trends.py": {"from", "to", "range", "habit"},
}


def sent_data(node):
    """Whether a node is request.GET or request.POST, or what a view calls a copy of one."""
    if isinstance(node, ast.Attribute):
        return node.attr in {"GET", "POST"}
    return isinstance(node, ast.Name) and node.id == "data"


def names_read(path: Path) -> set[str]:
    """The names under which a module reads what was sent by itself."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"get", "getlist"} and sent_data(node.func.value):
                found.add(ast.unparse(node.args[0]).strip("'\""))
        elif isinstance(node, ast.Compare) and any(map(sent_data, node.comparators)):
            found.add(ast.unparse(node.left).strip("'\""))
        elif isinstance(node, ast.Subscript) and sent_data(node.value) and isinstance(node.ctx, ast.Load):
            found.add(ast.unparse(node.slice).strip("'\""))
    return found


def test_whatever_is_read_without_a_form_is_named_here():
    files = [*TRACKER.rglob("views/**/*.py"), *TRACKER.rglob("views.py"), *TRACKER.glob("http/*.py")]
    read = {str(path.relative_to(TRACKER)): names for path in files if (names := names_read(path))}
    odd = {path: names - WITHOUT_A_FORM.get(path, set()) for path, names in read.items()}
    assert {path: names for path, names in odd.items() if names} == {}
    assert set(WITHOUT_A_FORM) <= set(read)
