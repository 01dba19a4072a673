"""How a row comes into the database: what of it is refused there, and what is kept as it is."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction


def make(factory, changed):
    return partial(factory, **changed)


def update(factory, changed):
    row = factory()
    return partial(type(row)._default_manager.filter(pk=row.pk).update, **changed)


@pytest.fixture(params=[make, update], ids=["made", "updated"])
def refuses(request, db):
    """Prove that a constraint keeps a factory's row with these values out, new or changed by any code."""

    def prove(factory, constraint, **changed):
        write = request.param(factory, changed)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            write()

    return prove


@pytest.fixture
def stores(db):
    """Prove that a factory's row with these values can be stored, and is read as it was written."""

    def prove(factory, **changed):
        row = factory(**changed)
        row.refresh_from_db()
        assert {name: getattr(row, name) for name in changed} == changed

    return prove
