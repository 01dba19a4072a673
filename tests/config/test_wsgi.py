import os
import subprocess
import sys

SCRIPT = """
import gc, sys
import config.wsgi
print("tracker.views.trends" in sys.modules, gc.get_freeze_count() > 50_000, len(gc.get_objects()) < 1_000)
"""


def test_a_worker_loads_all_pages_before_the_first_visit_and_never_looks_through_them_for_garbage(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | {"DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["True"] * 3, told
