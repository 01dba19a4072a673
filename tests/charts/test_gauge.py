from decimal import Decimal

from tracker.charts.gauge import Arc, gauge

LOW, HIGH, LIMIT = Decimal(400), Decimal(500), Decimal(350)


def draw(*doses_mg, planned_mg=0, low_mg=LOW, high_mg=HIGH, limit_mg=LIMIT):
    return gauge(
        [Decimal(mg) for mg in doses_mg],
        low_mg=low_mg,
        high_mg=high_mg,
        limit_mg=limit_mg,
        planned_mg=Decimal(planned_mg),
    )


def lengths(arcs):
    """How many mg each arc is long, as drawn: a little less than it stands for."""
    return [round(float(arc.dasharray.split()[0])) for arc in arcs]


def test_doses_follow_each_other_along_the_arc():
    drawn = draw(200, 96)
    assert lengths(drawn.segments) == [198, 94]
    assert [arc.dashoffset for arc in drawn.segments] == ["-0.6", "-200.6"]
    assert (drawn.over, drawn.planned) == (None, None)


def test_what_lies_above_the_range_is_an_arc_of_its_own():
    drawn = draw(450, 100)
    assert lengths(drawn.segments) == [448, 48]
    assert lengths([drawn.over]) == [48]
    assert lengths(draw(500, 100).segments) == [498]


def test_what_is_still_to_come_is_drawn_behind_the_last_dose():
    drawn = draw(200, planned_mg=96)
    assert (lengths([drawn.planned]), drawn.planned.dashoffset) == ([94], "-200.6")
    assert draw(650, planned_mg=96).planned is None


def test_the_scale_grows_with_the_range():
    assert draw().length == 600
    assert draw(high_mg=Decimal(1000)).length == 1200


def test_without_a_target_there_is_neither_band_nor_mark():
    drawn = draw(200, low_mg=None, high_mg=None)
    assert (drawn.band, list(drawn.ticks)) == (None, [])
    assert draw().band == Arc("100 1200", "-400")
    assert [tick.mg for tick in draw().ticks] == [LOW, HIGH]


def test_a_range_of_one_figure_has_one_mark():
    assert [tick.mg for tick in draw(low_mg=HIGH).ticks] == [HIGH]


def test_labels_stand_outside_on_both_sides_of_the_top():
    assert [tick.anchor for tick in draw(low_mg=Decimal(100)).ticks] == ["end", "start"]
    assert draw().ticks[0].angle == "120"


def test_a_ceiling_beyond_the_scale_has_no_mark():
    assert draw(limit_mg=Decimal(601)).limit is None
    assert draw(limit_mg=Decimal(600)).limit.angle == "180"
