import pytest
from django import forms
from django.utils import translation

from tracker.http.settings_page import position_message, posted_ids, settings_page
from tracker.models import Supplement

ROWS = [Supplement(pk=7, name="Glycinate"), Supplement(pk=3, name="Oxide"), Supplement(pk=5, name="<b>")]


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.fixture
def page(templates, asked):
    """The answer of a page of the settings to a request for this part of it."""
    templates(
        **{"settings/names": "{{ section }} {{ part }}{% partialdef rows inline %} rows{% endpartialdef %}"}
    )

    def answered(target=None, **kwargs):
        return settings_page(asked(target=target), "names", {}, **kwargs)

    return answered


def test_a_page_is_told_which_of_the_settings_it_is(page):
    answer = page()
    assert (answer.status_code, answer.text) == (200, "settings names rows")


def test_a_part_of_it_comes_alone(page):
    assert page("rows", fragments=["rows"]).text == " rows"


@pytest.mark.parametrize(
    ("form", "status"),
    [(None, 409), (NameForm(), 409), (NameForm({"name": "Oxide"}), 409), (NameForm({"name": ""}), 422)],
    ids=["none", "blank", "right", "wrong"],
)
def test_a_form_with_errors_makes_it_a_422(form, status, page):
    assert page(form=form, status=409).status_code == status


@pytest.mark.parametrize(
    ("sent", "numbers"),
    [
        ([], []),
        (["3", "1", "2"], [3, 1, 2]),
        (["0007", "x", "", "-1", "1.5", " 2", "\x00", "٣", "²", "4"], [7, 4]),
        (["9" * 19, "9" * 20, "9" * 5_000], [int("9" * 19)]),
        (["1"] * 101, [1] * 100),
    ],
    ids=["none", "some", "odd", "long", "many"],
)
def test_only_what_can_number_a_row_is_read_in_the_order_it_was_sent(sent, numbers, asked):
    assert posted_ids(asked(posted={"order": sent})) == numbers


def test_numbers_are_read_by_the_name_they_were_sent_under(asked):
    request = asked(posted={"order": ["1"], "kept": ["2", "3"]})
    assert posted_ids(request, "kept") == [2, 3]


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ([7], "Glycinate is at place 1 of 3 now."),
        ([5], "<b> is at place 3 of 3 now."),
        ([4], ""),
        ([], ""),
    ],
)
def test_where_a_row_stands_now_is_said_of_the_one_that_was_moved(moved, words):
    assert position_message(ROWS, moved) == words


def test_it_is_said_in_the_persons_language():
    with translation.override("de"):
        assert position_message(ROWS, [3]) == "Oxide steht jetzt an Stelle 2 von 3."
