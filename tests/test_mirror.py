"""One guess finds the test of a module: its path below `tests`, with `test_` before its name."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# They only say what goes where, and every page's test asks them.
LISTS = {"__init__.py", "apps.py", "urls.py", "wsgi.py"}
MODULES = [
    path.relative_to(ROOT)
    for package in ("tracker", "config")
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.name not in LISTS and path.parent.name != "migrations"
]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_has_its_test_where_one_looks_for_it(module):
    below = module if module.parts[0] == "config" else module.relative_to("tracker")
    assert (ROOT / "tests" / below.with_name(f"test_{below.name}")).is_file()
