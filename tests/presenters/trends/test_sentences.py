import pytest

from tests.presenters.trends.pages import MEALS, NOTHING_ASKED, day, full, plan, see, sprint, walked
from tracker.domain.habits import Habit
from tracker.domain.journal import Meal, Night
from tracker.domain.plan import Pause
from tracker.domain.spans import Span, TrendRange
from tracker.domain.targets import Target
from tracker.presenters.trends import sentences

TAKEN, NOT_TAKEN = Night(taken=True, minutes=690), Night(taken=False)


# ── Magnesium ───────────────────────────────────────────────────────────────────────────────────
FOUR_WEEKS = Span(day(-1), day(26), TrendRange.FOUR_WEEKS, day(27))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (0, "In range on 28 of 28 days; 0 of 26 in the 4 weeks before."),
        (28, "In range on 28 of 28 days; 26 of 26 in the 4 weeks before."),
    ],
)
def test_days_in_range_are_said_beside_those_before(before, said):
    mg = dict.fromkeys(range(-1, 27), 450) | dict.fromkeys(range(-1 - before, -1), 450)
    resting = plan(pauses=[Pause(day(-5), day(-4))])
    assert sentences.magnesium_sentence(see(mg, plan=resting, span=FOUR_WEEKS)).startswith(said)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (28, 20, "In range on 28 of 28 days, 8 more than in the 4 weeks before."),
        (20, 28, "In range on 20 of 28 days, 8 fewer than in the 4 weeks before."),
        (20, 20, "In range on 20 of 28 days, as many as in the 4 weeks before."),
    ],
)
def test_as_many_days_are_subtracted(now, before, said):
    mg = dict.fromkeys(range(27 - now, 27), 450) | dict.fromkeys(range(-1 - before, -1), 450)
    assert sentences.magnesium_sentence(see(mg, span=FOUR_WEEKS)).startswith(said)


@pytest.mark.parametrize(
    ("mg", "said"),
    [
        ("380", "Your 7-day mean is 380 mg, 20 mg below your range."),
        ("520", "Your 7-day mean is 520 mg, 20 mg above your range."),
        ("500.3", "Your 7-day mean is 500 mg, less than 1 mg outside your range."),
    ],
)
def test_a_mean_outside_the_range_says_how_far(mg, said):
    assert sentences.magnesium_sentence(see(dict.fromkeys(range(27), mg))).endswith(said)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (22, "Your 7-day mean is 450 mg, in your range."),
        (0, "Your 7-day mean has been in your range since at least 4 March and is now 450 mg."),
    ],
)
def test_a_mean_in_the_range_says_since_when(first, said):
    assert sentences.magnesium_sentence(see(dict.fromkeys(range(first, 27), 450))).endswith(said)


def test_a_mean_that_went_into_the_range_has_stayed_there_since():
    mg = dict.fromkeys(range(12), 100) | dict.fromkeys(range(12, 27), 450)
    assert "Your 7-day mean has stayed in your range since " in sentences.magnesium_sentence(see(mg))


def test_a_mean_that_is_not_yesterdays_says_whose_it_is():
    said = sentences.magnesium_sentence(see(dict.fromkeys(range(10), 450)))
    assert said.endswith("Your last 7-day mean was 450 mg, on 15 March.")


def test_of_days_long_over_the_mean_is_the_one_that_they_ended_with():
    said = sentences.magnesium_sentence(see(dict.fromkeys(range(27), 450), span=Span(day(0), day(12))))
    assert said.endswith("Your 7-day mean was 450 mg on 14 March.")


def test_without_anything_to_count_it_is_said_when_there_will_be():
    assert sentences.magnesium_sentence(see({27: 100}, plan=NOTHING_ASKED)) == (
        "A day counts once it is over, and the 7-day mean begins with the third one."
    )


# ── Habits ──────────────────────────────────────────────────────────────────────────────────────
def test_the_best_and_the_thinnest_habit_are_named():
    page = see(
        dict.fromkeys(range(27), 450),
        sprints=dict.fromkeys(range(2), sprint()),
        nights=dict.fromkeys(range(3), TAKEN),
    )
    assert sentences.adherence_sentence(page) == (
        "Steadiest: magnesium in range on 27 of 27 days. Thinnest: all walks on 0 of 27 days."
    )


def test_habits_that_stand_alike_and_one_alone_are_said_so():
    assert sentences.adherence_sentence(see()) == "All habits stand alike, at 0 %."
    asking = plan(Target(day(-70), walks_per_day=0, sprints_per_week=0, bedtime=False))
    assert sentences.adherence_sentence(see({0: 450}, plan=asking)) == "Magnesium in range on 1 of 27 days."
    assert sentences.adherence_sentence(see(plan=NOTHING_ASKED)) == ""


def test_the_meal_that_is_skipped_most_is_named():
    page = see(walks={n: walked(Meal.BREAKFAST, Meal.LUNCH) for n in range(20)})
    assert sentences.walks_sentence(page) == (
        "Dinner is the walk you skip most: 0 of 27 days, against 20 after breakfast."
    )


def test_walks_are_counted_where_no_meal_stands_out():
    page = see(walks={n: walked(*MEALS) for n in range(20)})
    assert sentences.walks_sentence(page) == "60 walks that counted, of 81 asked for."
    assert sentences.minutes_after_meal_sentence(
        see(walks={0: walked(Meal.LUNCH, minutes_after_meal=30)})
    ) == ("You set off 30 minutes after the meal on average (1 walk that says so).")


def test_sprints_say_weeks_sessions_and_effort():
    page = see(sprints={0: sprint(7), 1: sprint(8)})
    assert sentences.sprints_sentence(page) == (
        "Target met in 1 of 3 weeks. 2 sessions, 3 min of hard work in all. Mean effort 7.5 of 10."
    )
    assert sentences.sprints_sentence(see()) == "Target met in 0 of 3 weeks."


def test_nights_say_how_many_when_and_how_they_were():
    nights = dict.fromkeys(range(3), Night(taken=True, minutes=690, quality=4))
    assert sentences.bedtime_sentence(see(nights=nights)) == (
        "Kept on 3 of 27 nights, at 23:30 on average. Sleep is rated 4.0 of 5 (3 nights)."
    )
    nights |= {3: Night(taken=False, quality=3)}
    assert sentences.bedtime_sentence(see(nights=nights)).endswith(
        "Sleep is rated 4.0 with the dose and 3.0 without it (3 and 1 nights). A pattern, not proof."
    )


def test_the_strongest_and_the_weakest_habit_are_named_and_what_changed():
    said = sentences.strength_sentence(see(dict.fromkeys(range(27), 450)))
    assert said.startswith("Strongest: magnesium at ")
    assert "Since 8 March, magnesium grew by " in said
    assert sentences.strength_sentence(see(plan=NOTHING_ASKED)) == ""


def test_custom_habits_are_said_apart():
    assert "Water" in sentences.custom_sentence(full()) or "Reading" in sentences.custom_sentence(full())
    assert sentences.custom_sentence(see()) == ""


def test_a_weak_weekday_is_said_with_its_counts():
    assert sentences.weekdays_sentence(see()) == "No weekday stands out."
    mg = {n: 450 for n in range(27) if n % 7 != 2}
    asking = plan(Target(day(-70), walks_per_day=0, bedtime=False))
    assert sentences.weekdays_sentence(see(mg, plan=asking, first=day(0))).startswith(
        ("Wednesday is weakest: 0 of 4 kept, against 4 of 4 on ", "No weekday")
    )


def test_a_share_is_said_of_days_nights_or_weeks():
    page = full()
    said = {
        share.habit: sentences.share_words(share, sentences.habit_styles(page.custom))
        for share in page.shares
    }
    assert said[Habit.MAGNESIUM] == "magnesium in range on 26 of 27 days"
    assert said["custom-1"] == "Water on 1 of 27 days"
    assert said["custom-2"] == "Reading in 0 of 3 weeks"
