from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.day_page import LAST_NIGHT, TODAY
from tests.factories import BedtimeLogFactory, DoseFactory
from tracker.forms.entries.bedtime import BedtimeEditForm, BedtimeForm, NightEditForm, SleepForm

AT = datetime(2026, 3, 11, 21, 20, 42, tzinfo=UTC)


@pytest.fixture
def log(person):
    """Last night's log, at 22:20, of a night that was rated."""
    return BedtimeLogFactory.build(person=person, day=LAST_NIGHT, taken_at=AT, sleep_quality=4)


def test_a_past_night_s_magnesium_was_taken_at_ten_unless_said(filled):
    form = filled(BedtimeForm, {}, day=date(2026, 3, 10))
    assert form.is_valid()
    assert form.cleaned_data["moment"] == datetime(2026, 3, 10, 21, tzinfo=UTC)


def test_only_a_night_with_a_dose_asks_for_its_mass(filled, person, log):
    assert list(filled(BedtimeEditForm, None, entry=log).fields) == [
        "sleep_quality", "on", "time", "note", "entry_id",
    ]  # fmt: skip
    log.dose = DoseFactory.build(person=person, elemental_mg=Decimal("96.5"))
    form = filled(BedtimeEditForm, None, entry=log)
    assert (form["elemental_mg"].value(), form["sleep_quality"].value()) == ("96.5", 4)
    sent = {"elemental_mg": "", "on": "2026-03-11", "time": "22:20"}
    assert filled(BedtimeEditForm, sent, entry=log).errors == {"elemental_mg": ["Enter an amount."]}


@pytest.mark.parametrize(("sent", "quality"), [("", None), ("1", 1), ("5", 5)])
def test_the_sleep_after_a_dose_may_be_left_unsaid(filled, log, sent, quality):
    form = filled(BedtimeEditForm, {"sleep_quality": sent, "on": "2026-03-11", "time": "22:20"}, entry=log)
    assert form.is_valid()
    assert form.cleaned_data["sleep_quality"] == quality


def test_a_night_without_a_dose_has_no_time_to_correct(filled, log):
    form = filled(NightEditForm, None, entry=log)
    assert list(form.fields) == ["sleep_quality", "on", "note", "entry_id"]
    assert (form["sleep_quality"].value(), form["on"].value()) == (4, LAST_NIGHT)


@pytest.mark.parametrize(
    ("on", "moment"),
    [
        ("2026-03-11", AT),
        ("2026-03-09", datetime(2026, 3, 9, 21, tzinfo=UTC)),
        ("1970-01-01", datetime(1970, 1, 1, 21, tzinfo=UTC)),
    ],
)
def test_a_night_keeps_its_moment_until_it_becomes_another(filled, log, on, moment):
    form = filled(NightEditForm, {"sleep_quality": "2", "on": on}, entry=log)
    assert form.is_valid()
    assert form.cleaned_data["sleep_quality"] == 2
    assert (form.cleaned_data["moment"], form.cleaned_data["day"]) == (moment, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("sleep_quality", "", "Choose 1 to 5."),
        ("sleep_quality", "6", "Choose 1 to 5."),
        ("on", "", "Choose a day."),
        ("on", str(TODAY), "This night is not over yet."),
        ("on", "1969-12-31", "Choose a day after 1970-01-01."),
    ],
)
def test_what_no_night_can_be_is_refused_at_its_field(filled, log, field, value, words):
    sent = {"sleep_quality": "2", "on": "2026-03-11"} | {field: value}
    assert filled(NightEditForm, sent, entry=log).errors == {field: [words]}


@pytest.mark.parametrize("quality", ["1", "5"])
def test_a_night_is_rated_from_1_to_5(quality):
    form = SleepForm({"quality": quality})
    assert form.is_valid()
    assert form.cleaned_data == {"quality": int(quality)}


@pytest.mark.parametrize("quality", ["", "0", "6", "good"])
def test_no_other_rating_is_taken(quality):
    assert SleepForm({"quality": quality}).errors == {"quality": ["Choose 1 to 5."]}
