from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule
from tracker.domain.habits import Habit
from tracker.vocabulary.habit_styles import HABIT_STYLES, habit_styles


def custom(name, schedule):
    return CustomHabit("custom-1", name, HabitKind.CHECK, "", [CustomTarget(None, schedule)])


def test_each_habit_of_the_protocol_looks_different():
    assert list(HABIT_STYLES) == list(Habit)
    for part in ("name", "tone", "icon", "colour", "ink", "dash"):
        assert len({str(getattr(style, part)) for style in HABIT_STYLES.values()}) == len(Habit), part


def test_custom_habits_share_a_look_and_differ_by_name():
    style = habit_styles([custom("Reading", Schedule.DAILY)])["custom-1"]
    assert (style.name, style.in_sentence, style.tone, style.is_weekly) == (
        "Reading",
        "Reading",
        "own",
        False,
    )
    assert habit_styles([custom("Run", Schedule.WEEKLY)])["custom-1"].is_weekly


def test_the_label_of_a_figure_holds_no_markup():
    assert habit_styles([custom("<b>Reading</b>", Schedule.DAILY)])["custom-1"].label == "‹b›Reading‹/b›"
