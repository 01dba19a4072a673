from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from tracker.actions.day_settings import change_day_settings
from tracker.actions.setup import set_up
from tracker.actions.supplements import (
    NameTakenError,
    add_supplement,
    archive_supplement,
    change_supplement,
    restore_supplement,
)
from tracker.actions.targets import TargetTakenError, change_target, remove_target, set_target
from tracker.models import Dose, Supplement, User

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PROTOCOL = {
    "low_mg": Decimal(400),
    "high_mg": Decimal(500),
    "walks_per_day": 3,
    "walk_minutes": 10,
    "sprints_per_week": 2,
    "bedtime": True,
}
DAY = {
    "time_zone": "Europe/Oslo",
    "day_start": time(3),
    "week_start": 0,
    "hour_format": "24",
    "language": "",
    "theme": "auto",
}


@pytest.fixture
def person(db):
    return User.objects.create_user("maren@example.org", "a long password")


def glycinate(name="Glycinate"):
    return Supplement(name=name, magnesium_form="glycinate", elemental_mg_per_unit=Decimal(100))


def answer(person, **changes):
    answers = {"time_zone": "Europe/Oslo", "target": PROTOCOL, "supplements": [glycinate()], "now": NOON}
    set_up(person, **answers | changes)


def test_set_up_keeps_the_zone_the_target_and_the_supplements(person):
    answer(person)
    person.refresh_from_db()
    assert (person.time_zone, person.set_up_at) == ("Europe/Oslo", NOON)
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [(TODAY, Decimal(400))]
    assert [supplement.name for supplement in person.supplements.all()] == ["Glycinate"]


def test_set_up_starts_the_target_on_the_logical_day_of_the_zone_that_was_answered(person):
    answer(person, time_zone="Pacific/Auckland")
    assert person.targets.get().starts_on == date(2026, 11, 22)
    answer(person, time_zone="Pacific/Auckland", now=datetime(2026, 11, 22, 13, 59, tzinfo=UTC))
    assert person.targets.get().starts_on == date(2026, 11, 22)
    later = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    answer(person, time_zone="Pacific/Auckland", target=PROTOCOL | {"low_mg": Decimal(300)}, now=later)
    assert person.targets.latest("starts_on").starts_on == date(2026, 11, 23)


def test_set_up_twice_changes_nothing_more(person):
    answer(person)
    person.refresh_from_db()
    version = person.history_version
    answer(person)
    person.refresh_from_db()
    assert person.targets.count() == person.supplements.count() == 1
    assert person.history_version == version


def test_set_up_again_on_the_same_day_updates_its_target(person):
    answer(person)
    answer(person, target=PROTOCOL | {"high_mg": Decimal(450)})
    assert person.targets.get().high_mg == Decimal(450)


def test_a_new_target_leaves_earlier_days_theirs(person):
    set_target(person, PROTOCOL, today=date(2026, 11, 1))
    set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [
        (date(2026, 11, 1), Decimal(400)),
        (TODAY, Decimal(300)),
    ]


def test_the_same_target_again_stores_nothing(person):
    set_target(person, PROTOCOL, today=date(2026, 11, 1))
    set_target(person, PROTOCOL, today=TODAY)
    assert person.targets.get().starts_on == date(2026, 11, 1)


def test_a_target_planned_or_begun_further_east_takes_over_when_its_day_comes(person):
    set_target(person, PROTOCOL, today=TODAY, starts_on=date(2026, 11, 23))
    set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [
        (TODAY, Decimal(300)),
        (date(2026, 11, 23), Decimal(400)),
    ]


def test_todays_target_can_be_thought_over_and_any_other_day_holds_one(person):
    set_target(person, PROTOCOL, today=TODAY)
    set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    assert person.targets.get().low_mg == Decimal(300)
    for day in (date(2026, 11, 1), date(2026, 11, 30)):
        set_target(person, PROTOCOL, today=TODAY, starts_on=day)
        # A second click says the same again.
        set_target(person, PROTOCOL, today=TODAY, starts_on=day)
        with pytest.raises(TargetTakenError):
            set_target(person, PROTOCOL | {"walks_per_day": 1}, today=TODAY, starts_on=day)
    assert person.targets.count() == 3


def test_a_target_is_corrected_and_moved_but_never_onto_another(person):
    first = set_target(person, PROTOCOL, today=date(2026, 11, 1))
    second = set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    with pytest.raises(TargetTakenError):
        change_target(second, PROTOCOL, starts_on=date(2026, 11, 1))
    change_target(second, PROTOCOL | {"low_mg": Decimal(350)}, starts_on=date(2026, 10, 1))
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [
        (date(2026, 10, 1), Decimal(350)),
        (first.starts_on, Decimal(400)),
    ]


def test_a_removed_target_is_not_brought_back_by_a_correction_in_another_tab(person):
    target = set_target(person, PROTOCOL, today=TODAY)
    gone = person.targets.get()
    remove_target(gone)
    version = person.history_version
    change_target(target, PROTOCOL | {"low_mg": Decimal(300)}, starts_on=TODAY)
    remove_target(target)
    person.refresh_from_db()
    assert not person.targets.exists()
    assert person.history_version >= version


def test_every_change_of_targets_says_that_history_changed(person):
    versions = []

    def note():
        person.refresh_from_db()
        versions.append(person.history_version)

    target = set_target(person, PROTOCOL, today=TODAY, starts_on=date(2026, 11, 1))
    note()
    change_target(target, PROTOCOL, starts_on=date(2026, 11, 2))
    note()
    remove_target(person.targets.get())
    note()
    assert versions == [1, 2, 3]


def test_a_new_target_says_that_history_changed(person):
    set_target(person, PROTOCOL, today=TODAY)
    person.refresh_from_db()
    assert person.history_version == 1


def test_supplements_line_up_in_the_order_they_came(person):
    for name in ("Glycinate", "Malate", "Citrate"):
        add_supplement(person, glycinate(name))
    assert [(row.name, row.position) for row in person.supplements.all()] == [
        ("Glycinate", 0),
        ("Malate", 1),
        ("Citrate", 2),
    ]


def test_two_live_supplements_never_share_a_name(person):
    first = add_supplement(person, glycinate())
    with pytest.raises(NameTakenError):
        add_supplement(person, glycinate())
    archive_supplement(first)
    second = add_supplement(person, glycinate())
    with pytest.raises(NameTakenError):
        restore_supplement(first)
    archive_supplement(second)
    restore_supplement(first)
    assert person.supplements.live().get() == first


def test_renaming_to_a_name_in_use_is_refused(person):
    add_supplement(person, glycinate())
    other = add_supplement(person, glycinate("Malate"))
    with pytest.raises(NameTakenError):
        change_supplement(other, {"name": "Glycinate"})


def test_a_corrected_label_leaves_past_doses_alone(person):
    supplement = add_supplement(person, glycinate())
    dose = Dose.objects.create(
        person=person,
        entry_id="6f1c0d53-9f0a-4c0f-8f43-0c8f3f7a8a01",
        supplement=supplement,
        magnesium_form="glycinate",
        elemental_mg=Decimal(100),
        taken_at=NOON,
        day=TODAY,
        time_zone="UTC",
    )
    change_supplement(supplement, {"elemental_mg_per_unit": Decimal(120)})
    dose.refresh_from_db()
    assert dose.elemental_mg == Decimal(100)


def test_new_clocks_leave_entries_on_their_days(person):
    dose = Dose.objects.create(
        person=person,
        entry_id="6f1c0d53-9f0a-4c0f-8f43-0c8f3f7a8a01",
        magnesium_form="glycinate",
        elemental_mg=Decimal(100),
        taken_at=NOON,
        day=TODAY,
        time_zone="UTC",
    )
    change_day_settings(person, DAY | {"time_zone": "Pacific/Auckland", "day_start": time(6)}, now=NOON)
    dose.refresh_from_db()
    assert (dose.day, dose.time_zone, dose.taken_at) == (TODAY, "UTC", NOON)


def test_a_move_west_does_not_leave_today_without_a_target(person):
    person.time_zone = "Pacific/Auckland"
    set_target(person, PROTOCOL, today=date(2026, 11, 23))
    change_day_settings(
        person, DAY | {"time_zone": "Pacific/Honolulu"}, now=datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    )
    assert person.targets.get().starts_on == TODAY


@pytest.mark.parametrize(("change", "version"), [({"week_start": 6}, 1), ({"theme": "dark"}, 0)])
def test_only_clocks_and_weeks_change_history(person, change, version):
    person.time_zone = "Europe/Oslo"
    change_day_settings(person, DAY | change, now=NOON)
    person.refresh_from_db()
    assert person.history_version == version
