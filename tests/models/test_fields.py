from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tests.factories import MedicineFactory
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import Medicine
from tracker.models.fields import WeekdaysField

WEEKDAYS = Medicine._meta.get_field("weekdays")


@pytest.mark.django_db
def test_days_are_stored_as_a_number_and_read_as_days(person):
    medicine = MedicineFactory(person=person, weekdays=[0, 6])
    as_number = models.functions.Cast("weekdays", models.IntegerField())
    assert Medicine.objects.annotate(number=as_number).values_list("weekdays", "number").get() == ({0, 6}, 65)
    medicine.refresh_from_db()
    assert medicine.weekdays == frozenset({0, 6})


@pytest.mark.django_db
def test_days_can_be_looked_for_in_any_order(person):
    MedicineFactory(person=person, weekdays={4, 0})
    assert person.medicines.filter(weekdays=[0, 4]).count() == 1
    assert not person.medicines.filter(weekdays={0}).exists()


@pytest.mark.django_db
def test_who_says_nothing_means_every_day(person):
    assert Medicine(person=person, kind="levothyroxine", clock=time(8)).weekdays == EVERY_WEEKDAY


@pytest.mark.django_db
@pytest.mark.parametrize("weekdays", [(), (7,), (0, 9)])
def test_no_day_and_days_that_no_week_has_are_refused(person, weekdays):
    medicine = MedicineFactory.build(person=person, weekdays=weekdays)
    with pytest.raises(ValidationError, match="Choose at least one day of the week"):
        medicine.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        medicine.save()


@pytest.mark.parametrize("value", ["65", 65, [6, 0], {0, 6}])
def test_days_are_understood_as_a_number_too(value):
    assert WEEKDAYS.to_python(value) == {0, 6}


@pytest.mark.parametrize("value", ["", "monday", None, 6.5])
def test_what_is_no_days_is_refused(value):
    with pytest.raises(ValidationError, match="Choose days of the week"):
        WEEKDAYS.to_python(value)


def test_text_made_of_it_can_be_read_again():
    medicine = Medicine(weekdays={1, 2})
    assert WEEKDAYS.value_to_string(medicine) == "6"
    assert WEEKDAYS.to_python("6") == medicine.weekdays


def test_migrations_know_it_as_a_number():
    _name, path, args, kwargs = WeekdaysField("days", default={0}).deconstruct()
    assert (path, args, kwargs) == (
        "django.db.models.PositiveSmallIntegerField",
        [],
        {"verbose_name": "days", "default": 1},
    )
    assert WEEKDAYS.clone().default == EVERY_WEEKDAY
