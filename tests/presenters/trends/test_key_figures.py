from tests.presenters.trends.pages import MEALS, NOTHING_ASKED, day, plan, see, walked
from tracker.domain.journal import Night
from tracker.domain.targets import Target
from tracker.presenters.trends.key_figures import Delta, KeyFigure, key_figures

# Closed days of the four weeks up to yesterday, and of the four before.
NOW, BEFORE = range(-1, 27), range(-29, -1)


def test_figures_are_of_four_weeks_and_say_how_the_four_before_were():
    seen = see(
        dict.fromkeys(NOW, 450) | dict.fromkeys(BEFORE, 420),
        walks={n: walked(*MEALS) for n in NOW} | {n: walked(MEALS[0]) for n in BEFORE},
        nights=dict.fromkeys(range(20), Night(taken=True, minutes=600)),
    )
    assert key_figures(seen) == [
        KeyFigure(
            "Mean, last 4 weeks", "450", "mg", delta=Delta("30 mg on the 4 before", is_up=True, is_good=False)
        ),
        KeyFigure("Days in range", 28, "of 28", "Last 4 weeks"),
        KeyFigure(
            "Walks a week",
            "21",
            "of 21",
            "Last 4 weeks",
            Delta("14 on the 4 before", is_up=True, is_good=True),
        ),
        KeyFigure("Bedtime doses", 20, "of 28 nights", "Last 4 weeks"),
    ]


def test_a_mean_that_comes_nearer_to_the_range_is_better_though_it_falls():
    (mean, *_rest) = key_figures(see(dict.fromkeys(NOW, 520) | dict.fromkeys(BEFORE, 600)))
    assert mean.delta == Delta("80 mg on the 4 before", is_up=False, is_good=True)


def test_without_a_range_more_is_better():
    seen = see(dict.fromkeys(NOW, 520) | dict.fromkeys(BEFORE, 600), plan=NOTHING_ASKED)
    assert [figure.delta for figure in key_figures(seen)] == [
        Delta("80 mg on the 4 before", is_up=False, is_good=False)
    ]


def test_a_difference_that_reads_as_nought_is_not_shown():
    (mean, *_rest) = key_figures(see(dict.fromkeys(NOW, 450) | dict.fromkeys(BEFORE, "450.4")))
    assert mean.delta is None


def test_a_longer_stretch_says_its_own_count_of_days():
    seen = see(dict.fromkeys(range(-40, 27), 450), first=day(-35))
    assert key_figures(seen)[1].note == "62 of 62 since 26 January"


def test_what_was_not_due_is_left_out():
    asking = plan(Target(day(-70), walks_per_day=0, bedtime=False))
    assert [figure.name for figure in key_figures(see(plan=asking))] == ["Days in range"]
    assert key_figures(see(plan=NOTHING_ASKED)) == []
