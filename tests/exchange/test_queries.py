"""What a person takes along is all that they entered, and nothing but that."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.breadth import examples
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)
from tests.people import person_with_everything
from tracker.actions.day_settings import change_day_settings
from tracker.actions.review_mail import want_monday_mail
from tracker.actions.safety import change_safety
from tracker.exchange.formats.twelve import export_text
from tracker.exchange.queries import everything_entered
from tracker.models import CustomHabitTarget, User
from tracker.models.fields import WeekdaysField

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
TRACKER_MODELS = list(apps.get_app_config("tracker").get_models())

# What is not in the file, and why. Fields of whole models are left out under "*".
LEFT_OUT = {
    "User.id": "a number of this server's",
    "User.password": "a secret, and of no use elsewhere",
    "User.last_login": "noted by the server",
    "User.is_active": "the operator's to say",
    "User.is_staff": "the operator's to say",
    "User.is_superuser": "the operator's to say",
    "User.delete_at": "what becomes of this account, not of the data",
    "User.ceiling_note_hidden_on": "a note that was put aside for a day",
    "WeekSummary.*": "added up from the entries",
    "HabitHistory.*": "added up from the entries",
    "ReviewMail.*": "noted by the server: that a mail left",
    "*.person": "the file is of one person",
    # Rows that nothing else in the file points at.
    "Target.id": "its first day tells it apart",
    "Pause.id": "its days tell it apart",
    "Review.id": "its week tells it apart",
    "Medicine.id": "a number of this server's",
    "CustomHabit.id": "its rows stand within it",
    "CustomHabitTarget.id": "its first day tells it apart",
    **{
        f"{entry}.id": "its entry id tells it apart"
        for entry in ("Dose", "PostMealWalk", "SprintSession", "BedtimeLog", "CustomHabitEntry")
    },
    **{
        f"{entry}.changed_at": "book-keeping of undo"
        for entry in ("Dose", "PostMealWalk", "SprintSession", "BedtimeLog", "CustomHabitEntry")
    },
}
# Rows about a person that other packages keep.
KEPT_BY_OTHERS = {
    "account.EmailAddress": "the address is in the file; that it is confirmed counts on this server alone",
    "account.EmailConfirmation": "a link in a mail",
    "admin.LogEntry": "what operators did",
    "mfa.Authenticator": "a secret of this server's",
    "usersessions.UserSession": "where one is signed in",
}


def is_left_out(model, field):
    return bool({f"{model.__name__}.{field.name}", f"{model.__name__}.*", f"*.{field.name}"} & set(LEFT_OUT))


def export_of(person):
    file = json.loads(export_text(everything_entered(User.objects.get(pk=person.pk)), exported_at=NOW))
    del file["exported_at"]
    return file


def another(field, value):
    """A value of this field's that it does not have now, and that the database takes."""
    if field.choices and not isinstance(field, models.BooleanField):
        return next(key for key, _words in field.flatchoices if key != value)
    match field:
        case models.ForeignKey():
            # Whatever else there is to point at, or else nothing.
            others = field.related_model.objects.exclude(pk=value).values_list("pk", flat=True)
            return others.first() or None
        case models.BooleanField():
            return not value
        case models.DecimalField():
            return Decimal(20) if value is None else value + Decimal("0.5")
        case WeekdaysField():
            return value ^ {0}
        case models.IntegerField():
            return 7 if value is None else value + 1
        case models.UUIDField():
            return UUID(int=7)
        case models.DateTimeField():
            return NOW if value is None else value + timedelta(minutes=1)
        case models.DateField():
            return date(2026, 2, 2) if value is None else value - timedelta(days=1)
        case models.TimeField():
            return time(4) if value != time(4) else time(5)
        case models.JSONField():
            return {"1999": {}}
        case models.TextField():
            return f"{value}x"
        case models.CharField():
            return {"week": "2026-W12", "time_zone": "Asia/Tokyo", "email": "x@example.org"}.get(
                field.name, value + "x"
            )
    raise AssertionError(f"say here what else {field} may hold")


FIELDS = [
    pytest.param(model, field, id=f"{model.__name__}.{field.name}")
    for model in TRACKER_MODELS
    for field in model._meta.concrete_fields
    if not field.primary_key and field.related_model is not User
]


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_every_field_of_a_person_is_in_the_file_or_left_out_for_a_reason(model, field, db):
    person = person_with_everything()
    row = model.objects.order_by("pk").first()
    if model.__name__ == "BedtimeLog" and field.name == "taken":
        model.objects.update(dose=None)
    before = export_of(person)
    changed = {field.attname: another(field, getattr(row, field.attname))}
    assert model.objects.filter(pk=row.pk).update(**changed) == 1
    is_in_the_file = export_of(person) != before
    assert is_in_the_file is not is_left_out(model, field), "put it in the file, or say why it is left out"


def test_what_is_left_out_exists():
    names = {
        f"{model.__name__}.{field.name}" for model in TRACKER_MODELS for field in model._meta.get_fields()
    }
    names |= {f"{model.__name__}.*" for model in TRACKER_MODELS} | {"*.person"}
    assert set(LEFT_OUT) <= names


def test_every_model_that_points_at_a_person_is_accounted_for():
    people = {get_user_model()}
    # Through other models too: the target of a habit of a person's.
    while more := {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in people and model not in people
    }:
        people |= more
    others = {model._meta.label for model in people if model not in TRACKER_MODELS}
    assert others <= set(KEPT_BY_OTHERS)
    assert set(TRACKER_MODELS) <= people


def test_the_whole_file(db):
    person = person_with_everything(email="maren@example.org", date_joined=NOW)
    supplement, oxide = person.supplements.order_by("pk")
    file = export_of(person)
    entry = {"day": "2026-03-14", "time_zone": "Europe/Berlin", "note": ""}
    noon = "2026-03-14T12:00:00+01:00"
    rows = [person.walks.get(), person.sprints.get(), person.bedtime_logs.get(), person.custom_entries.get()]
    walk, sprint, night, reading = (
        entry
        | {
            "entry_id": str(row.entry_id),
            "logged_at": row.logged_at.astimezone(row.local_moment.tzinfo).isoformat(),
        }
        for row in rows
    )
    doses = [
        entry
        | {
            "entry_id": str(row.entry_id),
            "logged_at": row.logged_at.astimezone(row.local_moment.tzinfo).isoformat(),
            "taken_at": noon,
            "magnesium_form": "glycinate",
        }
        for row in person.doses.order_by("pk")
    ]
    assert file == {
        "format": "twelve",
        "version": 1,
        "account": {
            "email": "maren@example.org",
            "date_joined": "2026-11-23T07:00:00+00:00",
            "set_up_at": "2026-01-01T12:00:00+00:00",
        },
        "settings": {
            "time_zone": "Europe/Berlin",
            "zone_declined": "",
            "day_start": "03:00",
            "week_start": "monday",
            "hour_format": "24",
            "language": "",
            "theme": "auto",
            "limit_region": "us",
            "own_limit_mg": None,
            "kidneys": "",
            "monday_mail": False,
        },
        "bedtime": [
            night | {"taken_at": noon, "taken": True, "sleep_quality": 4, "dose": doses[1]["entry_id"]},
        ],
        "doses": [
            doses[0]
            | {
                "elemental_mg": "200.0",
                "compound_mg": None,
                "units": "2.0",
                "supplement": supplement.pk,
                "note": "with water",
            },
            doses[1] | {"elemental_mg": "96.5", "compound_mg": "684.4", "units": None, "supplement": None},
        ],
        "walks": [walk | {"started_at": noon, "meal": "lunch", "minutes": 12, "minutes_after_meal": 20}],
        "sprints": [
            sprint
            | {
                "started_at": noon,
                "activity": "bike",
                "sets": 6,
                "work_seconds": 20,
                "rest_seconds": 120,
                "effort": 8,
            },
        ],
        "custom_habits": [
            {
                "name": "Reading",
                "kind": "number",
                "unit": "pages",
                "position": 0,
                "archived": False,
                "targets": [
                    {
                        "starts_on": "2026-02-01",
                        "schedule": "daily",
                        "weekdays": [
                            "monday",
                            "tuesday",
                            "wednesday",
                            "thursday",
                            "friday",
                            "saturday",
                            "sunday",
                        ],
                        "times_a_week": 1,
                        "at_least": "10.0",
                        "at_most": None,
                    }
                ],
                "entries": [reading | {"done_at": noon, "amount": "12.0"}],
            },
            {
                "name": "Given up",
                "kind": "check",
                "unit": "",
                "position": 1,
                "archived": True,
                "targets": [],
                "entries": [],
            },
        ],
        "targets": [
            {
                "starts_on": "2026-01-01",
                "low_mg": "400.0",
                "high_mg": "500.0",
                "walks_per_day": 3,
                "walk_minutes": 10,
                "sprints_per_week": 2,
                "bedtime": True,
            }
        ],
        "supplements": [
            {
                "id": row.pk,
                "name": row.name,
                "magnesium_form": row.magnesium_form,
                "elemental_mg_per_unit": "100.0",
                "units_per_serving": "2.0",
                "usual_moment": "morning",
                "position": 0,
                "in_evening_stack": False,
                "archived": row.archived,
            }
            for row in (supplement, oxide)
        ],
        "pauses": [{"first_day": "2026-03-12", "last_day": "2026-03-14", "reason": "ill"}],
        "reviews": [
            {
                "week": "2026-W11",
                "reflection": "Late dinners.",
                "intention": "dinner",
                "weekdays": ["tuesday", "wednesday", "thursday"],
                "own_words": "",
                "outcome": "",
                "saved_at": person.reviews.get().saved_at.isoformat(),
            }
        ],
        "medicines": [
            {
                "kind": "levothyroxine",
                "name": "Thyroid",
                "clock": "08:00",
                "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"],
                "magnesium_after_hours": None,
                "medicine_after_hours": None,
            }
        ],
    }


def test_nothing_of_anybody_else_is_in_it(person):
    person_with_everything()
    assert {name: rows for name, rows in everything_entered(person).items() if rows} == {
        name: everything_entered(person)[name] for name in ("account", "settings")
    }


@pytest.mark.parametrize("rows", [1, 5])
def test_it_takes_as_many_queries_for_any_number_of_rows(person, rows, django_assert_num_queries):
    for number in range(rows):
        day = date(2026, 3, 1) + timedelta(days=number)
        TargetFactory(person=person, starts_on=day)
        supplement = SupplementFactory(person=person)
        dose = DoseFactory(person=person, day=day, supplement=supplement)
        BedtimeLogFactory(person=person, day=day, dose=dose)
        PostMealWalkFactory(person=person, day=day)
        SprintSessionFactory(person=person, day=day)
        habit = CustomHabitFactory(person=person)
        CustomHabitTargetFactory(habit=habit)
        CustomHabitEntryFactory(person=person, habit=habit, day=day)
    with django_assert_num_queries(12):
        everything_entered(person)
    assert CustomHabitTarget.objects.count() == rows


@hypothesis_settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.fixed_dictionaries(
        {
            "time_zone": st.sampled_from(["UTC", "Pacific/Kiritimati", "Pacific/Midway", "Asia/Kathmandu"]),
            "day_start": st.sampled_from([time(0), time(3), time(6)]),
            "week_start": st.sampled_from([0, 5, 6]),
            "hour_format": st.sampled_from(["12", "24"]),
            "language": st.sampled_from(["", "en", "de"]),
            "limit_region": st.sampled_from(["us", "eu", "uk", "jp", "own"]),
            "own_limit_mg": st.decimals(1, 2500, places=1),
            "kidneys": st.sampled_from(["", "well", "severe"]),
            "theme": st.sampled_from(["auto", "light", "dark"]),
        }
    ),
    monday_mail=st.booleans(),
)
def test_a_change_of_settings_changes_them_and_nothing_else(values, monday_mail, db):
    person = User.objects.filter(email="maren@example.org").first() or person_with_everything(
        email="maren@example.org"
    )
    before = export_of(person)
    change_day_settings(person, values, now=NOW)
    change_safety(person, values)
    want_monday_mail(person, monday_mail)
    after = export_of(person)
    assert after.pop("settings") == before.pop("settings") | {
        **values,
        "monday_mail": monday_mail,
        "day_start": values["day_start"].isoformat("minutes"),
        "week_start": {0: "monday", 5: "saturday", 6: "sunday"}[values["week_start"]],
        "own_limit_mg": str(values["own_limit_mg"]),
    }
    assert after == before
