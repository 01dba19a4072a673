"""The two mails about an account that goes: when it was asked for, and when it is done."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tracker.models import User


def leaving_mail(person: User, address: str) -> EmailMessage:
    """Return the mail that says when the account goes; `address` is where it can be kept."""
    words = render_to_string("mails/account_leaving.txt", {"person": person, "address": address})
    return _mail(person, _("Your Twelve account will be deleted"), words)


def deleted_mail(person: User) -> EmailMessage:
    """Return the last mail; the person is no longer stored."""
    return _mail(
        person,
        _("Your Twelve account is deleted"),
        render_to_string("mails/account_deleted.txt", {"person": person}),
    )


def _mail(person: User, subject: str, words: str) -> EmailMessage:
    return EmailMessage(subject, words, settings.DEFAULT_FROM_EMAIL, [person.email])
