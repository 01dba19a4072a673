"""Chance that is the same at each making."""

import hashlib


def chance(*what: object) -> float:
    """Return a number from 0 up to 1 that is always the same for the same question.

    Not one generator for all: there each new question would change the answers to all later ones.
    """
    digest = hashlib.blake2b(" ".join(map(str, what)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64
