from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tracker.models import Supplement, Target, User

TARGET = {
    "low_mg": "300",
    "high_mg": "400,5",
    "walks_per_day": "2",
    "walk_minutes": "15",
    "sprints_per_week": "0",
}
LABEL = {
    "name": "Evening capsules",
    "magnesium_form": "l_threonate",
    "basis": "compound",
    "amount": "667",
    "units_per_serving": "3",
    "usual_moment": "bedtime",
}
DAY = {
    "time_zone": "Asia/Tokyo",
    "day_start": "04:00",
    "week_start": "6",
    "hour_format": "24",
    "language": "",
    "theme": "dark",
}
PAGES = ["targets", "supplements", "day_settings", "safety", "medicines", "account_settings"]


@pytest.fixture
def person(db):
    return User.objects.create_user("maren@example.org", "a long password")


@pytest.fixture
def supplement(person):
    return Supplement.objects.create(
        person=person, name="Glycinate", magnesium_form="glycinate", elemental_mg_per_unit=100
    )


@pytest.fixture
def visitor(client, person, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    client.force_login(person)
    return client


@pytest.fixture
def stranger(client, db):
    client.force_login(User.objects.create_user("stranger@example.org", "a long password"))
    return client


@pytest.mark.parametrize("view", PAGES)
def test_every_page_is_there_for_a_new_person(visitor, view):
    assert visitor.get(reverse(f"tracker:{view}")).status_code == 200


@pytest.mark.parametrize("view", ["settings", *PAGES])
def test_every_page_asks_to_sign_in(client, db, view):
    assert client.get(reverse(f"tracker:{view}")).url.startswith(reverse("account_login"))


def test_a_target_changes_from_today_on_and_its_history_is_shown(visitor, person):
    Target.objects.create(person=person, starts_on=date(2026, 3, 1))
    assert visitor.post(reverse("tracker:targets"), TARGET).status_code == 302
    assert [(row.starts_on, row.low_mg, row.high_mg) for row in person.targets.all()] == [
        (date(2026, 3, 1), Decimal(400), Decimal(500)),
        (date(2026, 11, 22), Decimal(300), Decimal("400.5")),
    ]
    page = visitor.get(reverse("tracker:targets")).content.decode()
    assert "300 to 400.5 mg" in page
    assert "400 to 500 mg" in page
    assert 'name="low_mg" value="300"' in page


@pytest.mark.parametrize("low", ["", "abc", "-1", "1e9", "401", "9" * 10_000])
def test_a_wrong_target_is_422_keeps_what_was_typed_and_stores_nothing(visitor, person, low):
    answer = visitor.post(reverse("tracker:targets"), TARGET | {"low_mg": low})
    assert answer.status_code == 422
    assert f'value="{low}"' in answer.content.decode() or low == ""
    assert not person.targets.exists()


def test_a_supplement_is_added_with_its_compound_converted(visitor, person):
    answer = visitor.post(reverse("tracker:supplements"), LABEL, follow=True)
    assert person.supplements.get().elemental_mg_per_unit == Decimal("48.0")
    page = answer.content.decode()
    assert "Saved Evening capsules: about 48 mg of magnesium in a unit, 144 mg a serving." in page


def test_a_wrong_label_is_422_shows_the_conversion_and_stores_nothing(visitor, person):
    answer = visitor.post(reverse("tracker:supplements"), LABEL | {"units_per_serving": "many"})
    assert answer.status_code == 422
    assert "48 mg</output>" in answer.content.decode()
    assert not person.supplements.exists()


def test_a_name_in_use_is_422_at_its_field(visitor, supplement):
    answer = visitor.post(reverse("tracker:supplements"), LABEL | {"name": "Glycinate"})
    assert answer.status_code == 422
    assert "You have a supplement of this name already." in answer.content.decode()


def test_a_label_is_corrected(visitor, supplement):
    url = reverse("tracker:supplement", args=[supplement.pk])
    assert 'name="amount" value="100"' in visitor.get(url).content.decode()
    visitor.post(url, LABEL | {"name": "Glycinate", "basis": "elemental", "amount": "120"})
    supplement.refresh_from_db()
    assert supplement.elemental_mg_per_unit == Decimal(120)


def test_a_supplement_is_archived_and_restored(visitor, supplement):
    assert visitor.post(reverse("tracker:archive_supplement", args=[supplement.pk])).status_code == 302
    supplement.refresh_from_db()
    assert supplement.archived
    assert visitor.post(reverse("tracker:restore_supplement", args=[supplement.pk])).status_code == 302
    supplement.refresh_from_db()
    assert not supplement.archived


def test_restoring_beside_another_of_that_name_is_422(visitor, person, supplement):
    supplement.archived = True
    supplement.save()
    Supplement.objects.create(
        person=person, name="Glycinate", magnesium_form="glycinate", elemental_mg_per_unit=50
    )
    answer = visitor.post(reverse("tracker:restore_supplement", args=[supplement.pk]))
    assert answer.status_code == 422
    assert "Not restored" in answer.content.decode()


@pytest.mark.parametrize("view", ["supplement", "archive_supplement", "restore_supplement"])
def test_another_persons_supplement_is_404(stranger, supplement, view):
    assert stranger.post(reverse(f"tracker:{view}", args=[supplement.pk]), LABEL).status_code == 404


@pytest.mark.parametrize("view", ["archive_supplement", "restore_supplement"])
def test_an_action_cannot_be_read(visitor, supplement, view):
    assert visitor.get(reverse(f"tracker:{view}", args=[supplement.pk])).status_code == 405


def test_the_days_settings_are_kept(visitor, person):
    assert visitor.post(reverse("tracker:day_settings"), DAY).status_code == 302
    person.refresh_from_db()
    assert (person.time_zone, person.day_start.hour, person.week_start) == ("Asia/Tokyo", 4, 6)
    assert person.theme == "dark"


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Nowhere"},
        {"day_start": "25:00"},
        {"week_start": "9"},
        {"theme": "\x00"},
    ],
)
def test_a_wrong_day_setting_is_422_and_stores_nothing(visitor, person, wrong):
    answer = visitor.post(reverse("tracker:day_settings"), DAY | wrong)
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    person.refresh_from_db()
    assert (person.time_zone, person.theme) == ("UTC", "auto")


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_supplements_takes_as_many_queries_for_one_as_for_many(
    visitor, person, count, django_assert_max_num_queries
):
    for number in range(count):
        Supplement.objects.create(
            person=person, name=f"No. {number}", magnesium_form="citrate", elemental_mg_per_unit=100
        )
    with django_assert_max_num_queries(3):
        visitor.get(reverse("tracker:supplements"))


def test_a_number_no_supplement_can_have_is_404(visitor):
    assert visitor.get(reverse("tracker:supplement", args=[10**30])).status_code == 404
