import smtplib

import pytest

from tracker.management.errors import redacted_reason


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError("no such server"), "OSError: no such server"),
        (ValueError(), "ValueError:"),
        (ValueError("one\n  line\tat\r\nmost "), "ValueError: one line at most"),
        (OSError("no luck with maren@example.org"), "OSError: no luck with …"),
        (OSError("<a.b+c@mail.example.org>: 'd@x', (e@y)"), "OSError: <…>: '…', (…)"),
        # Nothing before it or behind it is an address.
        (OSError("busy @ noon"), "OSError: busy @ noon"),
        (
            smtplib.SMTPRecipientsRefused({"maren@example.org": (550, b"<maren@example.org>\nno mailbox")}),
            r"SMTPRecipientsRefused: {'…': (550, b'<…>\nno mailbox')}",
        ),
    ],
)
def test_what_went_wrong_is_one_line_that_names_nobody(error, words):
    assert redacted_reason(error) == words
