import pytest

from tests.presenters.trends.pages import MEALS, NOTHING_ASKED, day, full, plan, see, walked
from tracker.domain.journal import Night
from tracker.domain.plan import Pause
from tracker.presenters.trends.cards import BUILDERS, card, cards


def test_the_cards_stand_in_the_order_of_the_page():
    assert [each.name for each in cards(full())] == list(BUILDERS)


def test_a_card_without_data_says_what_would_appear():
    empty = cards(see(plan=NOTHING_ASKED))
    assert [each.name for each in empty] == [name for name in BUILDERS if name != "custom"]
    assert [each.name for each in empty if each.figure or each.chart or not each.empty] == []


def test_a_card_with_data_has_a_sentence_a_label_and_the_same_numbers_as_a_table():
    for each in cards(full()):
        assert each.figure, each.name
        assert each.sentence, each.name
        assert each.label.endswith(("2 March to 28 March", "with range and 7-day mean")), each.label
        assert each.table.rows, each.name


def test_nobody_is_told_to_have_habits_of_their_own():
    assert card(see(), "custom") is None
    assert card(full(), "custom").title == "Strength of your own habits"


def test_there_is_no_card_of_another_name():
    assert card(full(), "sleep") is None


def keys(page, name):
    return [key.name for key in card(page, name).keys]


def test_the_legend_names_what_the_chart_holds():
    assert keys(full(), "magnesium") == [
        "Glycinate", "7-day mean", "Your range", "350 mg, ceiling for supplements",
    ]  # fmt: skip
    resting = see({0: 450, 27: 100}, plan=plan(pauses=[Pause(day(7), day(8))]))
    assert keys(resting, "magnesium")[-2:] == ["Today, not counted", "Paused"]
    assert keys(full(), "walks") == ["Breakfast", "Dinner", "Asked for", "Part of a week", "Due and not kept"]
    assert keys(full(), "sprints") == ["Needed", "This week, not counted", "Due and not kept"]
    assert keys(full(), "minutes") == ["The latest that counts"]


def test_a_legend_names_nothing_that_the_chart_does_not_draw():
    # Two paused days are hatched among days, and not in a week that has five others.
    resting = see(dict.fromkeys(range(27), 450), plan=plan(pauses=[Pause(day(7), day(8))]))
    assert "Paused" in keys(resting, "magnesium")
    assert "Paused" not in keys(resting, "adherence")
    a_week = see({0: 450}, walks={0: walked(*MEALS)}, plan=plan(pauses=[Pause(day(7), day(13))]))
    assert "Paused" in keys(a_week, "adherence")
    assert "Paused" in keys(a_week, "walks")
    assert "Due and not kept" not in keys(see(walks={n: walked(*MEALS) for n in range(27)}), "walks")


def test_today_is_named_where_it_is_drawn_upon_a_week():
    page = see(walks={27: walked(*MEALS)}, nights=dict.fromkeys((3, 27), Night(taken=True, minutes=600)))
    assert "Today, not counted" in keys(page, "walks")
    assert "Today, not counted" in keys(page, "bedtime")
    assert "Today, not counted" not in keys(full(), "walks")


@pytest.mark.parametrize(("days", "form"), [(27, ""), (7 * 70, "-line")])
def test_the_legend_of_sleep_shows_points_where_the_chart_does(days, form):
    nights = {n: Night(taken=n % 2 == 0, quality=4) for n in range(10)}
    swatches = [key.swatch for key in card(see(nights=nights, first=day(27 - days)), "bedtime").keys]
    assert swatches[:2] == [f"sleep-with{form}", f"sleep-without{form}"]


def test_what_counts_by_the_week_says_which_weeks():
    assert card(full(), "sprints").note == (
        "Sprints count by the week: all of each week that ended in these days, and no other."
    )
    assert card(full(), "sprints").sentence.startswith("Target met in 1 of 3 weeks.")
    # Four bars: the open week is drawn and not counted.
    assert [row.cells[0] for row in card(full(), "sprints").table.rows] == [0, 0, 1, 2]


def test_magnesium_is_by_day_on_a_short_stretch_and_by_week_on_a_long_one():
    assert card(full(), "magnesium").title == "Magnesium each day, by form"
    long = see({0: 450}, first=day(-98))
    assert card(long, "magnesium").title == "Magnesium by form, mean a day"


def test_a_chart_comes_with_its_posters():
    drawn = card(full(), "walks").chart
    assert drawn.id == "walks"
    assert len(drawn.posters) == 3
