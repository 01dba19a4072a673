import pytest

from tracker.domain.custom_habits import HabitKind, Schedule
from tracker.domain.journal import Meal
from tracker.domain.magnesium import FORM_FACTS, LimitRegion, MagnesiumForm
from tracker.domain.review import MEALS, IntentionKind
from tracker.domain.spacing import Kidneys, MedicineKind
from tracker.domain.targets import Verdict
from tracker.domain.trends import FAMILY_ORDER
from tracker.vocabulary import names


@pytest.mark.parametrize(
    ("choices", "enum"),
    [
        (names.MAGNESIUM_FORM_CHOICES, MagnesiumForm),
        (names.MEAL_CHOICES, Meal),
        (names.LIMIT_REGION_CHOICES, LimitRegion),
        (names.INTENTION_KIND_CHOICES, IntentionKind),
        (names.HABIT_KIND_CHOICES, HabitKind),
        (names.SCHEDULE_CHOICES, Schedule),
        (names.KIDNEYS_CHOICES, Kidneys),
        (names.MEDICINE_CHOICES, MedicineKind),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_each_member_can_be_chosen_once(choices, enum):
    assert sorted(value for value, _name in choices) == sorted(each.value for each in enum)


def test_each_meal_has_all_its_names():
    assert list(names.MEAL_NAMES) == list(names.WALK_TITLES) == list(names.WALK_NAMES) == list(Meal)
    assert tuple(names.WALKS_AS_SUBJECT) == tuple(names.COUNTS_OF_WALKS) == MEALS


def test_each_family_and_verdict_has_a_name():
    assert tuple(names.FAMILY_NAMES) == FAMILY_ORDER
    assert {facts.family for facts in FORM_FACTS.values()} <= set(FAMILY_ORDER)
    assert list(names.VERDICT_NAMES) == list(Verdict)
