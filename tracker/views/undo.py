"""Undo: what a change was, signed and carried by the page, so that it can be taken back."""

import json
from dataclasses import asdict
from uuid import UUID

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder

from tracker.actions.entries import Change

SALT = "tracker.undo"
# A page left open overnight can still undo; older than that, editing is the better way.
MAX_AGE_SECONDS = 24 * 60 * 60


class _Serializer:
    def dumps(self, obj):
        return json.dumps(obj, cls=DjangoJSONEncoder, separators=(",", ":")).encode("latin-1")

    def loads(self, data):
        return json.loads(data.decode("latin-1"))


def undo_token(person, changes):
    """Return the text that takes these changes of this person back; it holds nothing but their own rows."""
    body = {"person": person.pk, "changes": [asdict(change) for change in changes]}
    return signing.dumps(body, salt=SALT, serializer=_Serializer, compress=True)


def changes_of(person, token):
    """Return the changes in a token; raises BadSignature when it is old, broken or another person's."""
    body = signing.loads(token, salt=SALT, serializer=_Serializer, max_age=MAX_AGE_SECONDS)
    if body["person"] != person.pk:
        raise signing.BadSignature("another person's token")
    return [Change(c["kind"], UUID(c["entry_id"]), c["before"]) for c in body["changes"]]
