"""The administration: useful to operators, and it leaves nothing remembered that is no longer true."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    PASSWORD,
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    MedicineFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.models import CustomHabit, Dose, Pause, Supplement, Target, User
from tracker.queries.history import wrong_weeks

pytestmark = pytest.mark.django_db
# By then the weeks of what the factories make are stored.
LATER = date(2026, 11, 22)

OWNED = [
    TargetFactory,
    PauseFactory,
    SupplementFactory,
    DoseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    MedicineFactory,
]
ENTRIES = OWNED[3:8]
HISTORY = [factory for factory in OWNED if factory not in {SupplementFactory, MedicineFactory}]


@pytest.fixture
def operator(db):
    client = Client()
    client.force_login(PersonFactory(email="operator@example.org", is_staff=True, is_superuser=True))
    return client


def address(row, page):
    name = f"admin:tracker_{type(row)._meta.model_name}_{page}"
    return reverse(name) if page in {"add", "changelist"} else reverse(name, args=[row.pk])


def sent(page, **changed):
    """What the form on a page would send, with these changes."""
    form = page.context["adminform"].form
    values = {}
    for bound in form:
        if bound.field.disabled:
            continue
        data = (
            bound.field.widget.decompress(bound.value())
            if hasattr(bound.field.widget, "decompress")
            else None
        )
        if data is not None:
            values |= {
                f"{bound.html_name}_{n}": "" if part is None else str(part) for n, part in enumerate(data)
            }
        elif bound.value() is not None and bound.value() is not False:
            values[bound.html_name] = bound.value()
    # Rows that are edited on the same page.
    for inline in page.context["inline_admin_formsets"]:
        for part in (inline.formset.management_form, *inline.formset.forms):
            filled_in = [bound for bound in part if bound.value() is not None and bound.value() is not False]
            values |= {bound.html_name: bound.value() for bound in filled_in}
    return values | changed


def save(client, row, **changed):
    page = client.get(address(row, "change"))
    return client.post(address(row, "change"), sent(page, **changed))


@pytest.mark.parametrize("factory", [*OWNED, PersonFactory])
def test_each_kind_can_be_listed_searched_and_opened(factory, operator):
    row = factory()
    for query in ({}, {"q": "person"}):
        page = operator.get(address(row, "changelist"), query)
        assert page.status_code == 200
        assert getattr(row, "person", row).email in page.text
    assert operator.get(address(row, "change")).status_code == 200


@pytest.mark.parametrize("factory", OWNED)
def test_a_list_asks_the_database_as_little_for_many_rows_as_for_one(factory, operator):
    counts = []
    for _ in range(2):
        # The first look also remembers what kinds of rows there are.
        row = factory()
        operator.get(address(row, "changelist"))
        with CaptureQueriesContext(connection) as asked:
            operator.get(address(row, "changelist"))
        counts.append(len(asked))
        factory.create_batch(3)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("factory", HISTORY)
def test_a_change_makes_past_marks_be_worked_out_anew(factory, operator):
    row = factory()
    if factory is not TargetFactory:
        TargetFactory(person=row.person)
    store_anew(row.person, today=LATER)
    row.person.week_summaries.update(figures="something else")
    assert save(operator, row).status_code == 302
    assert row.person.week_summaries.exists()
    assert wrong_weeks(row.person) == []


@pytest.mark.parametrize("factory", HISTORY)
def test_so_does_deleting_one_or_several(factory, operator):
    row, other = factory(), factory()
    for each in (row, other):
        store_anew(each.person, today=LATER)
    operator.post(address(row, "delete"), {"post": "yes"})
    operator.post(
        address(other, "changelist"),
        {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"},
    )
    assert not type(row).objects.exists()
    assert [wrong_weeks(each.person) for each in (row, other)] == [[], []]


@pytest.mark.parametrize("factory", OWNED)
def test_a_row_stays_its_persons(factory, operator):
    row, stranger = factory(), PersonFactory()
    assert save(operator, row, person=stranger.pk).status_code == 302
    assert type(row).objects.get().person == row.person


@pytest.mark.parametrize("factory", ENTRIES)
def test_entries_are_made_by_people_alone_and_keep_their_day(factory, operator):
    row = factory()
    assert operator.get(address(row, "add")).status_code == 403
    moved = {"day": "2026-03-01", row.moment_field + "_0": "2026-03-01", row.moment_field + "_1": "10:00"}
    assert save(operator, row, note="Seen with the person", **moved).status_code == 302
    stored = type(row).objects.get()
    assert (stored.day, stored.moment, stored.note) == (row.day, row.moment, "Seen with the person")


def test_a_figure_can_be_mended_within_its_bounds(operator):
    dose = DoseFactory()
    assert "1 to 2,000 mg" in save(operator, dose, elemental_mg="2000.1").text
    assert save(operator, dose, elemental_mg="150").status_code == 302
    assert Dose.objects.get().elemental_mg == Decimal(150)


def test_days_of_the_week_are_ticked_by_their_names(operator):
    medicine = MedicineFactory(weekdays={0, 6})
    assert "Mon, Sun" in operator.get(address(medicine, "changelist")).text
    assert save(operator, medicine, weekdays=["1", "2"]).status_code == 302
    medicine.refresh_from_db()
    assert medicine.weekdays == {1, 2}
    assert "Choose at least one day of the week." in save(operator, medicine, weekdays=[]).text


def test_what_the_database_would_refuse_is_said_on_the_page(operator):
    pause = PauseFactory()
    target = TargetFactory(person=pause.person)
    for first in (SupplementFactory(person=pause.person, name="Glycinate"), pause, target):
        page = operator.get(address(first, "add"))
        copied = {
            name: value
            for name, value in sent(page).items()
            if not name.startswith(("first_day", "last_day", "starts_on"))
        } | {"person": pause.person.pk}
        clash = {
            Supplement: {"name": "Glycinate", "magnesium_form": "oxide", "elemental_mg_per_unit": "100"},
            Pause: {"first_day": "2026-03-01", "last_day": "2026-03-14"},
            Target: {"starts_on": "2026-01-01"},
        }[type(first)]
        answer = operator.post(address(first, "add"), copied | clash)
        assert answer.status_code == 200
        assert "errornote" in answer.text
        assert type(first).objects.count() == 1
    other = SupplementFactory(person=pause.person, name="Citrate")
    assert "already" in save(operator, other, name="Glycinate").text


def test_a_pause_may_be_moved_within_its_own_days(operator):
    pause = PauseFactory()
    assert save(operator, pause, last_day="2026-03-20").status_code == 302
    assert Pause.objects.get().last_day == date(2026, 3, 20)


def test_what_a_habit_asked_for_is_mended_on_its_page_and_its_past_worked_out_anew(operator):
    target = CustomHabitTargetFactory(habit=CustomHabitFactory(kind="number"))
    store_anew(target.habit.person, today=LATER)
    refused = save(operator, target.habit, **{"targets-0-at_least": ""})
    assert "Say how much at least, or how much at most." in refused.text
    assert save(operator, target.habit, **{"targets-0-at_least": "5"}).status_code == 302
    target.refresh_from_db()
    assert target.at_least == 5
    assert wrong_weeks(target.habit.person) == []


def test_what_is_logged_of_a_habit_is_settled_when_it_is_added(operator, person):
    address_of_new = reverse("admin:tracker_customhabit_add")
    habit = {"person": person.pk, "name": "Water", "kind": "number", "unit": "glasses"}
    page = operator.get(address_of_new)
    assert operator.post(address_of_new, sent(page, **habit)).status_code == 302
    assert save(operator, CustomHabit.objects.get(), kind="check").status_code == 302
    assert CustomHabit.objects.get().kind == "number"


def test_a_person_added_by_an_operator_can_sign_in(operator):
    page = operator.get(reverse("admin:tracker_user_add"))
    assert "username" not in page.text
    form = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert (
        operator.post(reverse("admin:tracker_user_add"), {"email": "Ada@Example.org"} | form).status_code
        == 302
    )
    person = User.objects.get(email="ada@example.org")
    assert person.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=person).email == "ada@example.org"
    again = operator.post(reverse("admin:tracker_user_add"), {"email": "ADA@example.org"} | form)
    assert (again.status_code, User.objects.filter(email__iexact="ada@example.org").count()) == (200, 1)


def test_an_address_that_was_changed_no_longer_signs_in(operator):
    person = PersonFactory()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    assert save(operator, person, email="new@example.org").status_code == 302
    found = EmailAddress.objects.filter(user=person).values_list("email", "primary", "verified")
    assert list(found) == [("new@example.org", True, False)]
    person.refresh_from_db()
    assert (person.email, person.check_password(PASSWORD)) == ("new@example.org", True)


@pytest.mark.parametrize("changed", [{"week_start": "6"}, {"kidneys": "severe"}])
def test_other_weeks_and_other_kidneys_make_past_weeks_be_added_up_anew(changed, operator):
    person = TargetFactory().person
    DoseFactory(person=person)
    store_anew(person, today=LATER)
    before = list(person.week_summaries.values_list("first_day", "figures"))
    assert save(operator, person, **changed).status_code == 302
    assert list(person.week_summaries.values_list("first_day", "figures")) != before
    assert wrong_weeks(User.objects.get(pk=person.pk)) == []


def test_a_zone_that_does_not_exist_is_refused(operator):
    person = PersonFactory()
    assert save(operator, person, time_zone="Europe/Atlantis").status_code == 200
    assert User.objects.get(pk=person.pk).time_zone == "Europe/Berlin"


def test_a_person_goes_with_all_that_is_theirs(operator):
    supplement = SupplementFactory()
    dose = DoseFactory(person=supplement.person, supplement=supplement)
    BedtimeLogFactory(person=supplement.person, dose=dose)
    assert operator.post(address(supplement.person, "delete"), {"post": "yes"}).status_code == 302
    assert (User.objects.count(), Dose.objects.count(), Supplement.objects.count()) == (1, 0, 0)


def test_every_kind_is_there():
    names = {model.__name__ for model in admin.site._registry if model._meta.app_label == "tracker"}
    kinds = {factory._meta.model.__name__ for factory in [*OWNED, PersonFactory]}
    assert names == kinds | {"Review", "ReviewMail"}


def test_what_people_write_about_their_weeks_is_for_nobody_else(operator, person):
    review = person.reviews.create(week="2026-W47", reflection="Evenings slip.", own_words="Lunch outside")
    mail = person.review_mails.create(week="2026-W47", claimed_at=datetime(2026, 11, 23, 6, tzinfo=UTC))
    for row in (review, mail):
        for page in ("changelist", "change"):
            text = operator.get(address(row, page)).content.decode()
            assert "2026-W47" in text
            assert "Evenings slip" not in text
            assert "Lunch outside" not in text
        assert operator.get(address(row, "add")).status_code == 403
        assert operator.post(address(row, "change"), {"week": "2026-W46"}).status_code == 403
    assert operator.post(address(person, "delete"), {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("factory", [*OWNED, PersonFactory])
def test_an_ordinary_person_never_gets_in(factory):
    row = factory()
    client = Client()
    client.force_login(PersonFactory())
    for page in ("changelist", "add", "change", "delete"):
        answer = client.get(address(row, page))
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("admin:login"))
    assert client.get(reverse("admin:login")).status_code == 403
