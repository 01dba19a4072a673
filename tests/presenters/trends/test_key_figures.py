from tests.presenters.trends.pages import MEALS, NOTHING_ASKED, day, plan, see, walked
from tracker.domain.journal import Night
from tracker.domain.spans import Span, TrendRange
from tracker.domain.targets import Target
from tracker.presenters.trends.key_figures import Delta, KeyFigure, key_figures

# Closed days of the four weeks up to yesterday, and of the four before.
NOW, BEFORE = range(-1, 27), range(-29, -1)
FOUR_WEEKS = Span(day(-1), day(26), TrendRange.FOUR_WEEKS, day(27))


def test_figures_are_of_the_range_and_say_how_the_days_before_were():
    seen = see(
        dict.fromkeys(NOW, 450) | dict.fromkeys(BEFORE, 420),
        span=FOUR_WEEKS,
        walks={n: walked(*MEALS) for n in NOW} | {n: walked(MEALS[0]) for n in BEFORE},
        nights=dict.fromkeys(range(20), Night(taken=True, minutes=600)),
    )
    assert key_figures(seen) == [
        KeyFigure(
            "Mean a day",
            "450",
            "mg",
            delta=Delta("30 mg more than in the 4 weeks before", is_up=True, is_good=False),
        ),
        KeyFigure("Days in range", 28, "of 28", "28 of 28 in the 4 weeks before"),
        KeyFigure(
            "Walks a week",
            "21",
            "of 21",
            delta=Delta("14 more than in the 4 weeks before", is_up=True, is_good=True),
        ),
        KeyFigure("Bedtime doses", 20, "of 28 nights", "0 of 28 in the 4 weeks before"),
    ]


def test_a_log_that_does_not_reach_back_so_far_is_compared_with_nothing():
    figures = key_figures(see(dict.fromkeys(NOW, 450), first=day(-60)))
    assert [(figure.note, figure.delta) for figure in figures] == [("", None)] * 4
    assert (figures[1].value, figures[1].of) == (28, "of 87")


def test_a_mean_that_comes_nearer_to_the_range_is_better_though_it_falls():
    mg = dict.fromkeys(NOW, 520) | dict.fromkeys(BEFORE, 600)
    (mean, *_rest) = key_figures(see(mg, span=FOUR_WEEKS))
    assert mean.delta == Delta("80 mg less than in the 4 weeks before", is_up=False, is_good=True)


def test_without_a_range_more_is_better():
    mg = dict.fromkeys(NOW, 520) | dict.fromkeys(BEFORE, 600)
    assert [figure.delta for figure in key_figures(see(mg, plan=NOTHING_ASKED, span=FOUR_WEEKS))] == [
        Delta("80 mg less than in the 4 weeks before", is_up=False, is_good=False)
    ]


def test_a_difference_is_that_of_the_figures_shown():
    mg = dict.fromkeys(NOW, 450) | dict.fromkeys(BEFORE, "450.4")
    assert key_figures(see(mg, span=FOUR_WEEKS))[0].delta is None
    mg = dict.fromkeys(NOW, "450.6") | dict.fromkeys(BEFORE, "450.4")
    mean = key_figures(see(mg, span=FOUR_WEEKS))[0]
    assert (mean.value, mean.delta.words) == ("451", "1 mg more than in the 4 weeks before")


def test_what_was_not_due_is_left_out():
    asking = plan(Target(day(-70), walks_per_day=0, bedtime=False))
    assert [figure.name for figure in key_figures(see(plan=asking))] == ["Days in range"]
    assert key_figures(see(plan=NOTHING_ASKED)) == []
