"""The Chromium of this machine, which bin/_chromium looks for."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIND = ". bin/_environment; . bin/_chromium; find_chromium"


def chromium_path() -> str:
    """Return the path of the one that all tests and pictures use; LookupError where there is none."""
    found = subprocess.run(["/bin/sh", "-c", FIND], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        raise LookupError("No Chromium that starts: bin/test installs one, or CHROMIUM names one.")
    return found.stdout.rstrip("\n")
