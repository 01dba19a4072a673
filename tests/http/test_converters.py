import re
from datetime import date, timedelta

import pytest

from tracker.domain.days import FIRST_DAY
from tracker.http.converters import DayConverter, KindConverter, WeekConverter
from tracker.models import ENTRY_MODELS


@pytest.mark.parametrize("day", [FIRST_DAY, date(2024, 2, 29), date(2026, 11, 22), date(9999, 12, 31)])
def test_a_day_stands_in_a_path_as_its_date(day):
    path = DayConverter().to_url(day)
    assert path == str(day)
    assert re.fullmatch(DayConverter.regex, path)
    assert DayConverter().to_python(path) == day


@pytest.mark.parametrize(
    "path", ["2026-02-29", "2026-13-01", "0000-01-01", "2026-00-10", "٢٠٢٦-١١-٢٢", "2026-11-２２"]
)
def test_what_no_calendar_has_is_no_day(path):
    assert re.fullmatch(DayConverter.regex, path)
    with pytest.raises(ValueError, match=r"isoformat|year|month|day"):
        DayConverter().to_python(path)


@pytest.mark.parametrize("day", [date.min, FIRST_DAY - timedelta(days=1)])
def test_a_day_before_all_diaries_is_none(day):
    with pytest.raises(ValueError, match="before the first day"):
        DayConverter().to_python(day.isoformat())


@pytest.mark.parametrize("path", ["", "2026-1-1", "20261122", "-2026-11-22", "2026-W47-1", "tomorrow"])
def test_what_is_written_otherwise_is_no_path_of_a_day(path):
    assert not re.fullmatch(DayConverter.regex, path)


@pytest.mark.parametrize("kind", ENTRY_MODELS)
def test_every_kind_of_entry_stands_in_paths_by_its_name(kind):
    assert re.fullmatch(KindConverter.regex, kind)
    assert KindConverter().to_python(kind) == KindConverter().to_url(kind) == kind


@pytest.mark.parametrize("path", ["", "dose", "Doses", "doses2", "dosess", "users"])
def test_no_other_name_is_a_kind(path):
    assert not re.fullmatch(KindConverter.regex, path)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("2026-W47", True),
        # Whether the year has it is for the view to say.
        ("2026-W99", True),
        ("2026-47", False),
        ("2026-W7", False),
        ("2026-w47", False),
        ("26-W47", False),
        ("٢٠٢٦-W٤٧", False),
    ],
)
def test_a_week_is_its_year_and_its_number(path, is_one):
    assert bool(re.fullmatch(WeekConverter.regex, path)) is is_one
