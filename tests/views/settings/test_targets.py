"""Targets over time: changed from any day, looked at before, corrected, removed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories import DoseFactory, PersonFactory, TargetFactory
from tracker.actions.history import store_anew

TODAY = date(2026, 11, 22)  # a Sunday
ADDRESS = "/settings/targets/"
FORM = {
    "low_mg": "150", "high_mg": "400", "walks_per_day": "3", "walk_minutes": "10", "sprints_per_week": "2",
    "bedtime": "on",
}  # fmt: skip
LIVE = {"HX-Request": "true", "HX-Target": "target-preview"}


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to("2026-11-22T20:00:00Z", tick=False)


@pytest.fixture
def person(db):
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person, starts_on=date(2026, 11, 1))
    for ago in range(5):
        DoseFactory(person=person, day=TODAY - timedelta(days=ago))
    return person


@pytest.fixture
def visitor(person, client_of):
    return client_of(person)


def kept(person):
    return [(target.starts_on, target.low_mg) for target in person.targets.all()]


@pytest.mark.parametrize(
    ("sent", "day", "said"),
    [
        ({}, TODAY, "It counts from today; earlier days keep their target."),
        ({"when": "today", "starts_on": "2026-11-03"}, TODAY, "It counts from today;"),
        (
            {"when": "week"},
            date(2026, 11, 23),
            "It counts from Monday 23 November 2026; until then nothing changes.",
        ),
        (
            {"when": "day", "starts_on": "2026-11-10"},
            date(2026, 11, 10),
            "It counts from Tuesday 10 November 2026; earlier days keep their target.",
        ),
        (
            {"when": "day", "starts_on": "2026-10-10"},
            date(2026, 10, 10),
            "It counts from Saturday 10 October 2026 until the target of Sunday 1 November 2026 takes over.",
        ),
    ],
)
def test_a_target_counts_from_the_day_that_was_chosen(sent, day, said, person, visitor):
    page = visitor.post(ADDRESS, FORM | sent, follow=True).text
    assert said in page
    assert sorted([(day, Decimal(150)), (date(2026, 11, 1), Decimal(400))]) == kept(person)


def test_next_week_begins_on_the_persons_own_first_day(person, visitor):
    person.week_start = 6
    person.save()
    assert "Next week, Sunday 29 November" in visitor.get(ADDRESS).text
    visitor.post(ADDRESS, FORM | {"when": "week"})
    assert kept(person)[-1][0] == date(2026, 11, 29)


def test_a_planned_target_is_shown_and_stays_when_todays_changes(person, visitor):
    visitor.post(ADDRESS, FORM | {"when": "week"})
    page = visitor.post(ADDRESS, FORM | {"low_mg": "300"}, follow=True).text
    assert "It counts from today until the target of Monday 23 November 2026 takes over." in page
    assert [day for day, _ in kept(person)] == [date(2026, 11, 1), TODAY, date(2026, 11, 23)]
    assert page.count("Planned") == 1
    assert page.count(">Now<") == 1
    # Newest first.
    days = ["From Monday 23 November", "From Sunday 22 November", "From Sunday 1 November"]
    assert sorted(days, key=page.index) == days


@pytest.mark.parametrize(
    ("sent", "field"), [({"when": "week"}, "when"), ({"when": "day", "starts_on": "2026-11-01"}, "starts_on")]
)
def test_two_targets_on_a_day_are_refused_at_the_field(sent, field, person, visitor):
    TargetFactory(person=person, starts_on=date(2026, 11, 23))
    response = visitor.post(ADDRESS, FORM | sent)
    assert response.status_code == 422
    error = "A target starts on this day already. Correct that one, or choose another day."
    assert response.context["form"].errors == {field: [error]}
    assert f'id="id_{field}_error"' in response.text
    assert 'value="150"' in response.text
    assert len(kept(person)) == 2


def test_the_same_target_sent_twice_is_one(person, visitor):
    for _ in range(2):
        assert visitor.post(ADDRESS, FORM | {"when": "week"}).status_code == 302
    assert len(kept(person)) == 2


@pytest.mark.parametrize(
    "typed", ["", "letters", "2026-02-30", "1970-01-01", "2006-11-20", "2027-12-01", "9999-12-31", "\x00"]
)
def test_what_is_no_day_to_start_on_is_refused_at_its_field(typed, person, visitor):
    row = person.targets.get()
    for address in (ADDRESS, reverse("tracker:target", args=[row.pk])):
        response = visitor.post(address, FORM | {"when": "day", "starts_on": typed})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["starts_on"]
    assert kept(person) == [(date(2026, 11, 1), Decimal(400))]


@pytest.mark.parametrize("headers", [{}, LIVE], ids=["page", "fragment"])
def test_a_preview_says_what_the_change_does_and_saves_nothing(headers, person, visitor):
    sent = FORM | {"when": "day", "starts_on": "2026-11-19", "preview": "1"}
    response = visitor.post(ADDRESS, sent, headers=headers)
    assert response.status_code == 200
    assert "Your current streak becomes 4 days instead of 0." in response.text
    assert "4 days become kept." in response.text
    assert "It counts from Thursday 19 November 2026" in response.text
    assert ("<html" in response.text) is not bool(headers)
    assert kept(person) == [(date(2026, 11, 1), Decimal(400))]


def test_a_preview_of_what_is_to_come_says_that_nothing_changes_yet(visitor):
    response = visitor.post(ADDRESS, FORM | {"when": "week", "preview": "1"}, headers=LIVE)
    assert "No day gets another mark, and no streak changes." in response.text
    assert "until then nothing changes" in response.text


def test_a_preview_of_a_form_with_errors_waits_while_one_types_and_refuses_without_script(person, visitor):
    sent = FORM | {"low_mg": "4", "preview": "1"}
    live = visitor.post(ADDRESS, sent, headers=LIVE)
    assert live.status_code == 200
    assert "Something in the form needs another look first." in live.text
    page = visitor.post(ADDRESS, sent)
    assert page.status_code == 422
    assert 'id="id_low_mg_error"' in page.text


def test_a_target_is_corrected_with_the_day_it_starts_on(person, visitor):
    address = reverse("tracker:target", args=[person.targets.get().pk])
    assert 'name="starts_on" value="2026-11-01"' in visitor.get(address).text
    preview = visitor.post(address, FORM | {"starts_on": "2026-11-20", "preview": "1"}, headers=LIVE)
    assert "3 days become kept." in preview.text
    assert "16 days ask for nothing." not in preview.text
    assert "19 days ask for nothing." in preview.text
    assert visitor.post(address, FORM | {"starts_on": "2026-11-20"}).url == ADDRESS
    assert kept(person) == [(date(2026, 11, 20), Decimal(150))]


def test_a_target_is_not_corrected_onto_the_day_of_another(person, visitor):
    TargetFactory(person=person, starts_on=TODAY)
    address = reverse("tracker:target", args=[person.targets.get(starts_on=TODAY).pk])
    response = visitor.post(address, FORM | {"starts_on": "2026-11-01"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["starts_on"]
    assert len(kept(person)) == 2


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "No target is left: nothing is asked of any day until you set one."),
        (
            [TODAY],
            "The days from Sunday 1 November 2026 to Saturday 21 November 2026 are left without a target",
        ),
        ([date(2026, 10, 1)], "All days from Sunday 1 November 2026 on get the target of Thursday 1 October"),
        (
            [date(2026, 10, 1), TODAY],
            "The days from Sunday 1 November 2026 to Saturday 21 November 2026 get the target of Thursday",
        ),
    ],
)
def test_a_target_is_removed_once_it_is_said_what_becomes_of_its_days(others, said, person, visitor):
    row = person.targets.get()
    for day in others:
        TargetFactory(person=person, starts_on=day)
    address = reverse("tracker:remove_target", args=[row.pk])
    assert said in visitor.get(address).text
    assert len(kept(person)) == 1 + len(others)
    assert "Removed the target of Sunday 1 November 2026." in visitor.post(address, follow=True).text
    assert [day for day, _ in kept(person)] == others
    # A second click finds nothing left.
    assert visitor.post(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_the_same_whatever_the_history(rows, person, visitor, django_assert_num_queries):
    for number in range(rows):
        TargetFactory(person=person, starts_on=date(2026, 1, 1) + timedelta(days=number))
    # The session, the person, the targets, the first day with an entry.
    with django_assert_num_queries(4):
        visitor.get(ADDRESS)
    store_anew(person, today=date(2026, 11, 22))
    with django_assert_num_queries(12):
        visitor.post(ADDRESS, FORM | {"preview": "1"}, headers=LIVE)


EARLIER = date(2026, 10, 26)  # a Monday


def count_from(day):
    return reverse("tracker:first_target", args=[day])


def test_days_logged_before_the_first_target_are_counted_from_the_settings(person, visitor):
    assert "Count these days too" not in visitor.get(ADDRESS).text
    DoseFactory(person=person, day=EARLIER, elemental_mg=Decimal(450))
    page = visitor.get(ADDRESS).text
    assert "You logged from Monday 26 October 2026 on, before your first target." in page
    assert f'href="{count_from(EARLIER)}"' in page
    said = visitor.get(count_from(EARLIER)).text
    assert "starts on Monday 26 October 2026 instead of Sunday 1 November 2026." in said
    assert "1 day becomes kept." in said
    assert "5 days become missed." in said
    assert "Count from Monday 26 October" in said
    assert kept(person)[0][0] == date(2026, 11, 1)
    done = visitor.post(count_from(EARLIER), follow=True)
    assert done.redirect_chain == [(ADDRESS, 302)]
    assert "Your days count from Monday 26 October 2026 on." in done.text
    assert "Count these days too" not in done.text
    assert kept(person) == [(EARLIER, Decimal(400))]
    # A second click finds it done.
    assert "These days count already." in visitor.post(count_from(EARLIER), follow=True).text
    [message] = done.context["messages"]
    undone = visitor.post(reverse("tracker:undo"), {"token": message.extra_tags}, follow=True)
    assert undone.redirect_chain == [(ADDRESS, 302)]
    assert kept(person) == [(date(2026, 11, 1), Decimal(400))]


def test_the_first_target_does_not_start_where_nothing_is_logged(person, visitor):
    response = visitor.post(count_from(EARLIER))
    assert response.status_code == 422
    assert "Nothing that a target counts is logged on Monday 26 October 2026." in response.text
    assert "Count from" not in response.text
    assert kept(person) == [(date(2026, 11, 1), Decimal(400))]


def test_days_before_a_first_target_are_not_said_to_keep_one(person, visitor):
    address = reverse("tracker:target", args=[person.targets.get().pk])
    preview = visitor.post(address, FORM | {"starts_on": str(EARLIER), "preview": "1"}, headers=LIVE).text
    assert "It counts from Monday 26 October 2026; nothing is asked of earlier days." in preview
    person.targets.all().delete()
    assert "Count these days too" not in visitor.get(ADDRESS).text
    page = visitor.post(ADDRESS, FORM, follow=True).text
    assert "Saved. It counts from today; nothing is asked of earlier days." in page
