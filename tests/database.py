"""What the database holds, so that a test can say that nothing in it changed."""

from contextlib import contextmanager

from django.apps import apps


def everything_stored(*, the_frameworks_too=False):
    """Every row of the app's tables, or of all tables, as it is."""
    app = apps if the_frameworks_too else apps.get_app_config("tracker")
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in app.get_models(include_auto_created=the_frameworks_too)
    }


@contextmanager
def unchanged_database():
    """Fail when a row of the app's is added, changed or removed."""
    before = everything_stored()
    yield
    after = everything_stored()
    changed = [table for table, rows in after.items() if rows != before[table]]
    assert not changed, f"changed: {changed}"
