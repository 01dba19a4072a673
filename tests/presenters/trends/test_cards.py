from tests.presenters.trends.pages import NOTHING_ASKED, day, full, plan, see
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
        assert each.label.endswith(("2 March to 29 March", "with range and 7-day mean")), each.label
        assert each.table.rows, each.name


def test_nobody_is_told_to_have_habits_of_their_own():
    assert card(see(), "custom") is None
    assert card(full(), "custom").title == "Strength of your own habits"


def test_there_is_no_card_of_another_name():
    assert card(full(), "sleep") is None


def test_the_legend_names_what_the_chart_holds():
    assert [key.name for key in card(full(), "magnesium").keys] == [
        "Glycinate",
        "7-day mean",
        "Your range",
        "350 mg, ceiling for supplements",
    ]
    resting = see({0: 450}, plan=plan(pauses=[Pause(day(7), day(8))]))
    assert [key.name for key in card(resting, "magnesium").keys][-1] == "Paused"
    assert [key.name for key in card(full(), "walks").keys] == ["Breakfast", "Dinner", "Asked for"]
    assert [key.name for key in card(full(), "bedtime").keys] == ["Sleep with the dose", "Sleep without it"]


def test_magnesium_is_by_day_on_a_short_stretch_and_by_week_on_a_long_one():
    assert card(full(), "magnesium").title == "Magnesium each day, by form"
    long = see({0: 450}, first=day(-98))
    assert card(long, "magnesium").title == "Magnesium by form, mean a day"


def test_a_chart_comes_with_its_posters():
    drawn = card(full(), "walks").chart
    assert drawn.id == "walks"
    assert len(drawn.posters) == 3
