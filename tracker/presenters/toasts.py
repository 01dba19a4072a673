"""What an answer in place says was done, where a page would use a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Toast:
    """What was done, as the messages of pages say it; `extra_tags` is the token that takes it back.

    At the level "warning" it is what was not done, with the address of what can be edited instead.
    """

    message: str
    extra_tags: str = ""
    level_tag: str = "success"
