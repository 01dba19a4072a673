import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Renames the tables of people's own habits, and what is on them, to the word that the code says.

    Renamed, not made anew: every row, key and entry stays. No database renames a constraint that Django
    knows of, so these are made again under their new names.
    """

    dependencies = [("tracker", "0004_own_habits_medicines_and_more_settings")]

    operations = [
        migrations.RenameModel("OwnHabit", "CustomHabit"),
        migrations.RenameModel("OwnHabitTarget", "CustomHabitTarget"),
        migrations.RenameModel("OwnHabitEntry", "CustomHabitEntry"),
        migrations.AlterModelOptions(
            name="customhabit",
            options={
                "ordering": ["position", "pk"],
                "verbose_name": "custom habit",
                "verbose_name_plural": "custom habits",
            },
        ),
        migrations.AlterModelOptions(
            name="customhabittarget",
            options={
                "ordering": ["starts_on"],
                "verbose_name": "target of a custom habit",
                "verbose_name_plural": "targets of custom habits",
            },
        ),
        migrations.AlterModelOptions(
            name="customhabitentry",
            options={
                "ordering": ["-done_at", "-pk"],
                "verbose_name": "entry of a custom habit",
                "verbose_name_plural": "entries of custom habits",
            },
        ),
        migrations.AlterField(
            model_name="customhabit",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="custom_habits",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="customhabitentry",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="custom_entries",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RenameIndex(
            model_name="customhabitentry",
            new_name="custom_habit_entry_person_day",
            old_name="own_habit_entry_person_day",
        ),
        migrations.RemoveConstraint(model_name="customhabit", name="own_habit_kind_exists"),
        migrations.AddConstraint(
            model_name="customhabit",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["check", "number"])),
                name="custom_habit_kind_exists",
                violation_error_message="Choose one of the two.",
            ),
        ),
        migrations.RemoveConstraint(model_name="customhabit", name="own_habit_live_name_once_per_person"),
        migrations.AddConstraint(
            model_name="customhabit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("archived", False)),
                fields=("person", "name"),
                name="custom_habit_live_name_once_per_person",
                violation_error_message="You have a habit of this name already.",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="customhabitentry", name="own_habit_entry_entry_id_once_per_person"
        ),
        migrations.AddConstraint(
            model_name="customhabitentry",
            constraint=models.UniqueConstraint(
                fields=("person", "entry_id"), name="custom_habit_entry_entry_id_once_per_person"
            ),
        ),
        migrations.RemoveConstraint(model_name="customhabitentry", name="own_habit_entry_of_0_to_100000"),
        migrations.AddConstraint(
            model_name="customhabitentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0), ("amount__lte", 100000)),
                name="custom_habit_entry_of_0_to_100000",
                violation_error_message="Enter 0 to 100,000.",
            ),
        ),
        migrations.RemoveConstraint(model_name="customhabittarget", name="own_habit_target_once_per_day"),
        migrations.AddConstraint(
            model_name="customhabittarget",
            constraint=models.UniqueConstraint(
                fields=("habit", "starts_on"),
                name="custom_habit_target_once_per_day",
                violation_error_message="There is a target that starts on this day already.",
            ),
        ),
        migrations.RemoveConstraint(model_name="customhabittarget", name="own_habit_schedule_exists"),
        migrations.AddConstraint(
            model_name="customhabittarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("schedule__in", ["daily", "weekdays", "weekly", "off"])),
                name="custom_habit_schedule_exists",
                violation_error_message="Choose how often.",
            ),
        ),
        migrations.RemoveConstraint(model_name="customhabittarget", name="own_habit_weekdays_of_a_week"),
        migrations.AddConstraint(
            model_name="customhabittarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekdays__gte", 1), ("weekdays__lte", 127)),
                name="custom_habit_weekdays_of_a_week",
                violation_error_message="Choose at least one day of the week.",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="customhabittarget", name="own_habit_one_to_seven_times_a_week"
        ),
        migrations.AddConstraint(
            model_name="customhabittarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("times_a_week__gte", 1), ("times_a_week__lte", 7)),
                name="custom_habit_one_to_seven_times_a_week",
                violation_error_message="Choose 1 to 7 times a week.",
            ),
        ),
        migrations.RemoveConstraint(model_name="customhabittarget", name="own_habit_asks_for_something"),
        migrations.AddConstraint(
            model_name="customhabittarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("at_least__isnull", False), ("at_most__isnull", False), _connector="OR"),
                name="custom_habit_asks_for_something",
                violation_error_message="Say how much at least, or how much at most.",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="customhabittarget", name="own_habit_asks_for_no_less_than_nothing"
        ),
        migrations.AddConstraint(
            model_name="customhabittarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("at_least__isnull", True), ("at_least__gt", 0), _connector="OR"),
                    models.Q(("at_most__isnull", True), ("at_most__gte", 0), _connector="OR"),
                ),
                name="custom_habit_asks_for_no_less_than_nothing",
                violation_error_message="At least asks for more than 0.",
            ),
        ),
        migrations.RemoveConstraint(model_name="customhabittarget", name="own_habit_least_not_above_most"),
        migrations.AddConstraint(
            model_name="customhabittarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("at_least__isnull", True),
                    ("at_most__isnull", True),
                    ("at_least__lte", models.F("at_most")),
                    _connector="OR",
                ),
                name="custom_habit_least_not_above_most",
                violation_error_message="The lower end is above the upper end.",
            ),
        ),
    ]
