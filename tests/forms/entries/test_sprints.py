from datetime import UTC, date, datetime

import pytest

from tests.day_page import NOW, TODAY
from tests.factories import SprintSessionFactory
from tracker.forms.entries.sprints import SprintEditForm, SprintForm

SESSION = {"activity": "run", "sets": "4", "work_seconds": "30", "rest_seconds": "240", "effort": ""}


def test_a_session_is_read_as_it_is_stored(filled):
    form = filled(SprintForm, SESSION | {"entry_id": "01890a5d-ac96-774b-bcce-b302099a8057"})
    assert form.is_valid()
    figures = {name: form.cleaned_data[name] for name in SESSION}
    assert figures == {"activity": "run", "sets": 4, "work_seconds": 30, "rest_seconds": 240, "effort": None}


def test_a_past_day_s_session_was_at_five_unless_said(filled):
    form = filled(SprintForm, SESSION, day=date(2026, 3, 10))
    assert form.is_valid()
    assert form.cleaned_data["moment"] == datetime(2026, 3, 10, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("low", "high", "field"),
    [(1, 12, "sets"), (5, 60, "work_seconds"), (10, 600, "rest_seconds"), (1, 10, "effort")],
)
def test_figures_run_between_their_bounds_both_included(filled, low, high, field):
    assert filled(SprintForm, SESSION | {field: str(low)}).is_valid()
    assert filled(SprintForm, SESSION | {field: str(high)}).is_valid()
    assert filled(SprintForm, SESSION | {field: str(low - 1)}).errors == {field: [f"Enter {low} or more."]}
    assert filled(SprintForm, SESSION | {field: str(high + 1)}).errors == {field: [f"Enter {high} or less."]}


def test_an_activity_that_is_not_offered_is_refused(filled):
    assert list(filled(SprintForm, SESSION | {"activity": "chess"}).errors) == ["activity"]


def test_a_session_is_shown_as_it_was(filled, person):
    session = SprintSessionFactory.build(
        person=person, day=TODAY, started_at=NOW, activity="run", sets=4, work_seconds=30, rest_seconds=240
    )
    form = filled(SprintEditForm, None, entry=session)
    assert [form[name].value() for name in SESSION] == ["run", 4, 30, 240, None]
    assert list(form.fields) == [*SESSION, "on", "time", "note", "entry_id"]
