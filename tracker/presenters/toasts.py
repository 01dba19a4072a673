"""What an answer in place says was done, where a page would use a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Toast:
    """What was done, as the messages of pages say it; `extra_tags` is the token that takes it back."""

    message: str
    extra_tags: str = ""
