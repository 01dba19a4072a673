from datetime import date

import pytest

from tracker.domain.months import month_first_day, month_last_day, month_name, month_of_name


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 2, 14), date(2026, 2, 28)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(1970, 1, 1), date(1970, 1, 31)),
    ],
)
def test_a_month_has_a_first_and_a_last_day_whichever_of_its_days_asks(day, last):
    assert month_first_day(day) == last.replace(day=1)
    assert month_last_day(day) == last


def test_a_month_is_found_by_its_name():
    assert month_name(date(2026, 2, 14)) == "2026-02"
    assert month_of_name("2026-02") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026",
        "2026-2",
        "2026-13",
        "2026-00",
        "0000-01",
        "1969-12",
        "2026-02-01",
        "２０２６-02",
        "2026-02\n",
    ],
)
def test_what_is_no_month_of_the_diary_is_refused(name):
    with pytest.raises(ValueError, match=r"month|calendar|year"):
        month_of_name(name)
