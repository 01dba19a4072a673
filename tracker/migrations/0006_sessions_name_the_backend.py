from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations

OLD = "tracker.views.access.AuthenticationBackend"
NEW = "tracker.account.backend.AuthenticationBackend"


def rename(apps, old, new):
    """Let the sessions that were opened by one backend name another; all else in them stays."""
    Session = apps.get_model("sessions", "Session")
    store = SessionStore()
    changed = []
    # Read whole before any is written: SQLite lets nobody write while a cursor is open.
    for session in list(Session.objects.all()):
        data = store.decode(session.session_data)
        if data.get("_auth_user_backend") == old:
            session.session_data = store.encode(data | {"_auth_user_backend": new})
            changed.append(session)
    Session.objects.bulk_update(changed, ["session_data"], batch_size=500)


def forwards(apps, schema_editor):
    rename(apps, OLD, NEW)


def backwards(apps, schema_editor):
    rename(apps, NEW, OLD)


class Migration(migrations.Migration):
    """Keeps people signed in: sessions name the class that opened them, and that class has moved."""

    dependencies = [
        ("tracker", "0005_custom_habits"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
