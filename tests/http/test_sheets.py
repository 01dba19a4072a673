from datetime import date

import pytest
from django import forms

from tracker.http.sheets import render_sheet, sheet_response

DAY = date(2026, 3, 12)
SHEET = (
    "<html>{% partialdef sheet inline %}<form id=sheet>{{ title }} {{ form.note.id_for_label }} {{ verb }}"
    "{% if entry %} delete {{ kind }}{% endif %}</form>{% endpartialdef %}</html>"
)
PART = "<form id=sheet>Walk sheet_note Save</form>"


class NoteForm(forms.Form):
    note = forms.CharField()


@pytest.fixture
def sheet(templates, asked):
    """The answer that shows a form with this note."""
    templates(**{"days/sheet": SHEET})

    def answered(note=None, target=None, **kwargs):
        form = NoteForm(None if note is None else {"note": note})
        return render_sheet(asked(target=target), "Walk", form, "Save", day=DAY, **kwargs)

    return answered


def test_without_script_it_is_a_page_of_its_own(sheet):
    answer = sheet()
    assert (answer.status_code, answer.text) == (200, f"<html>{PART}</html>")


@pytest.mark.parametrize("target", ["sheet", "day"])
def test_whatever_was_to_be_replaced_the_sheet_is_what_comes(target, sheet):
    answer = sheet(target=target)
    assert (answer.status_code, answer.text) == (200, PART)
    assert "HX-Retarget" not in answer


def test_a_form_with_errors_stays_on_the_sheet(sheet):
    answer = sheet(note="", target="day")
    assert (answer.status_code, answer.text) == (422, PART)
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#sheet", "outerHTML")
    as_page = sheet(note="")
    assert as_page.status_code == 422
    assert "HX-Retarget" not in as_page


def test_an_entry_that_is_edited_comes_with_its_kind(sheet):
    assert "Save delete walks</form>" in sheet(entry=object(), kind="walks").text


@pytest.mark.parametrize("target", [None, "sheet"])
def test_nobody_keeps_it_on_the_way(target, sheet):
    assert {"no-store", "private"} <= set(sheet(target=target)["Cache-Control"].split(", "))


def test_a_sheet_without_a_form_stays_where_it_is_when_something_is_refused(templates, asked):
    part = "{% partialdef sheet inline %}<p>{{ why }}{{ section }}</p>{% endpartialdef %}"
    templates(**{"days/count": f"<html>{part}</html>"})
    answers = [
        sheet_response(asked(target="day"), "days/count.html", {"why": "No, "}, status=status)
        for status in (200, 422)
    ]
    assert [answer.text for answer in answers] == ["<p>No, today</p>"] * 2
    assert [answer.get("HX-Retarget") for answer in answers] == [None, "#sheet"]
