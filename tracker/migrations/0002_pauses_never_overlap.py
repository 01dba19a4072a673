from django.db import migrations

# No ORM constraint says this on both databases, so each gets its own words for it. On PostgreSQL an
# exclusion constraint over two ranges (a person as a range of one needs no extension), on SQLite triggers.
POSTGRESQL = [
    """
    ALTER TABLE tracker_pause ADD CONSTRAINT pause_never_overlaps EXCLUDE USING gist (
        int8range(person_id, person_id, '[]') WITH &&,
        daterange(first_day, last_day, '[]') WITH &&
    )
    """,
]
POSTGRESQL_REVERSE = ["ALTER TABLE tracker_pause DROP CONSTRAINT pause_never_overlaps"]

_SQLITE_TRIGGER = """
    CREATE TRIGGER pause_never_overlaps_{event} BEFORE {event} ON tracker_pause
    WHEN EXISTS (
        SELECT 1 FROM tracker_pause AS other
        WHERE other.person_id = NEW.person_id AND other.id IS NOT NEW.id
        AND other.first_day <= NEW.last_day AND other.last_day >= NEW.first_day
    )
    BEGIN
        SELECT RAISE(ABORT, 'pause_never_overlaps');
    END
    """
SQLITE = [_SQLITE_TRIGGER.format(event=event) for event in ("INSERT", "UPDATE")]
SQLITE_REVERSE = [f"DROP TRIGGER pause_never_overlaps_{event}" for event in ("INSERT", "UPDATE")]


def run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def forwards(apps, schema_editor):
    run(
        schema_editor,
        POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE,
    )


def backwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    run(schema_editor, POSTGRESQL_REVERSE if vendor == "postgresql" else SQLITE_REVERSE)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
