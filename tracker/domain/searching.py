"""What is typed to find entries, and where a text has it."""

import re
from collections.abc import Sequence

# More words than this only make the same search longer.
MAX_WORDS = 8


def search_words(text: str) -> list[str]:
    """Return the words typed into a search, each once whatever its case, in their order."""
    return list({word.casefold(): word for word in text.split()}.values())[:MAX_WORDS]


def has_word(text: str, word: str) -> bool:
    """Whether `text` has a word, or a piece of one, whatever its case."""
    return word.casefold() in text.casefold()


def marked_pieces(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Cut a text where it has one of these words, each piece with whether it is such a word."""
    if not words:
        return [(text, False)]
    # The longest first, so that none of them is cut short by the beginning of it.
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return [(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece]
