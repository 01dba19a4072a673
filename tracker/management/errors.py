"""What a command says of something that went wrong for one person."""

import re

# Mail servers like to repeat whom they refuse.
MAIL_ADDRESS = re.compile(r"[^\s@<>()'\",:;]+@[^\s@<>()'\",:;]+")


def redacted_reason(error: Exception) -> str:
    """What went wrong, in one line that names nobody."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return MAIL_ADDRESS.sub("…", words)
