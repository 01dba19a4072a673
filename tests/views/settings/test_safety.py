"""Ceiling, kidneys and medicines: what is asked, and what Today then says."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    DoseFactory,
    MedicineFactory,
    PersonFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.safety import MAX_MEDICINES, change_safety
from tracker.domain.spacing import Kidneys

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 14)  # a Saturday
SAFETY = {"limit_region": "us", "own_limit_mg": "", "kidneys": ""}
TABLET = {"kind": "levothyroxine", "name": "", "clock": "08:00", "weekdays": [0, 1, 2, 3, 4, 5, 6]}


@pytest.fixture
def person(db):
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    SupplementFactory(person=person, name="Citrate", usual_moment="morning")
    SupplementFactory(person=person, name="Glycinate", usual_moment="bedtime", position=1)
    return person


@pytest.fixture
def visitor(person, client_of, time_machine):
    time_machine.move_to("2026-03-14T09:00:00Z", tick=False)
    return client_of(person)


def card(page):
    """The day's card of medicines and kidneys, without its tags; empty when there is none."""
    text = page.text
    if 'id="spacing"' not in text:
        return ""
    return text[text.index('id="spacing"') :].split("</section>")[0]


def clocks(hour, minute=0):
    return datetime(2026, 3, 14, hour, minute, tzinfo=UTC)


# ── Settings ────────────────────────────────────────────────────────────────────────────────────


def test_the_page_names_each_authority_and_keeps_what_is_answered(visitor, person):
    page = visitor.get(reverse("tracker:safety")).text
    for words in (
        "United States, 350 mg a day", "Institute of Medicine, 1997", "Scientific Committee on Food, 2001",
        "Expert Group on Vitamins and Minerals, 2003", "My own figure, agreed with my clinician",
    ):  # fmt: skip
        assert words in page
    answer = SAFETY | {"limit_region": "own", "own_limit_mg": "300,5", "kidneys": "moderate"}
    assert visitor.post(reverse("tracker:safety"), answer).status_code == 302
    person.refresh_from_db()
    assert (person.supplement_limit_mg, person.kidneys) == (Decimal("300.5"), "moderate")
    assert "Wakai and others, 2019" in visitor.get(reverse("tracker:safety")).text


@pytest.mark.parametrize("wrong", [{"limit_region": "own"}, {"limit_region": "mars"}, {"kidneys": "three"}])
def test_a_wrong_answer_is_422_and_stores_nothing(visitor, person, wrong):
    answer = visitor.post(reverse("tracker:safety"), SAFETY | wrong)
    assert answer.status_code == 422
    assert "field__error" in answer.text
    person.refresh_from_db()
    assert (person.limit_region, person.kidneys) == ("us", "")


def test_a_medicine_is_added_edited_and_listed(visitor, person):
    added = visitor.post(reverse("tracker:medicines"), TABLET, follow=True)
    assert "Added Levothyroxine, 08:00." in added.text
    assert "Every day" in added.text
    assert "Magnesium at least 4 h before it or 4 h after it." in added.text
    assert "drugs.com" in added.text
    medicine = person.medicines.get()
    changed = TABLET | {"name": "L-T4", "clock": "07:30", "weekdays": [5, 6], "magnesium_after_hours": "3"}
    saved = visitor.post(reverse("tracker:medicine", args=[medicine.pk]), changed, follow=True)
    assert "Saved L-T4, 07:30." in saved.text
    assert "Saturday, Sunday" in saved.text
    assert "Magnesium at least 4 h before it or 3 h after it." in saved.text
    assert "By your own label." in saved.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"clock": "25:00"},
        {"weekdays": []},
        {"kind": "aspirin"},
        {"name": "n" * 61},
        {"magnesium_after_hours": "25"},
    ],
)
def test_a_wrong_medicine_is_422_keeps_what_was_typed_and_stores_nothing(visitor, person, wrong):
    medicine = MedicineFactory(person=person, clock=time(6))
    typed = TABLET | {"name": "Morning tablet"} | wrong
    for address in (reverse("tracker:medicines"), reverse("tracker:medicine", args=[medicine.pk])):
        answer = visitor.post(address, typed)
        assert answer.status_code == 422
        assert "field__error" in answer.text
        assert all(value in answer.text for name, value in typed.items() if name in {"name", "clock"})
    medicine.refresh_from_db()
    assert (person.medicines.count(), medicine.clock) == (1, time(6))


def test_the_thirty_first_medicine_is_refused_in_words(visitor, person):
    for minute in range(MAX_MEDICINES):
        MedicineFactory(person=person, clock=time(9, minute))
    answer = visitor.post(reverse("tracker:medicines"), TABLET)
    assert answer.status_code == 422
    assert "Twelve keeps up to 30 medicines. Remove one first." in answer.text
    assert 'value="08:00"' in answer.text
    assert person.medicines.count() == MAX_MEDICINES


def test_a_removed_medicine_can_be_brought_back_once(visitor, person):
    medicine = MedicineFactory(
        person=person, name="L-T4", clock=time(7, 30), weekdays={0, 1}, medicine_after_hours=Decimal("2.5")
    )
    columns = ("kind", "name", "clock", "weekdays", "magnesium_after_hours", "medicine_after_hours")
    before = person.medicines.values_list(*columns).get()
    page = visitor.post(reverse("tracker:remove_medicine", args=[medicine.pk]), follow=True)
    assert "Removed L-T4, 07:30." in page.text
    assert not person.medicines.exists()
    page = visitor.post(reverse("tracker:restore_medicine"), follow=True)
    assert "L-T4, 07:30 is back." in page.text
    assert person.medicines.values_list(*columns).get() == before
    page = visitor.post(reverse("tracker:restore_medicine"), follow=True)
    assert "This can no longer be undone." in page.text
    assert person.medicines.count() == 1


def test_what_was_removed_an_hour_ago_is_offered_no_more(visitor, person, time_machine):
    visitor.post(reverse("tracker:remove_medicine", args=[MedicineFactory(person=person).pk]))
    time_machine.move_to("2026-03-14T10:00:01Z", tick=False)
    assert "Removed" not in visitor.get(reverse("tracker:safety")).text
    visitor.post(reverse("tracker:restore_medicine"))
    assert not person.medicines.exists()


def test_one_that_does_not_fit_any_more_stays_removed_in_words(visitor, person):
    visitor.post(reverse("tracker:remove_medicine", args=[MedicineFactory(person=person).pk]))
    for minute in range(MAX_MEDICINES):
        MedicineFactory(person=person, clock=time(9, minute))
    page = visitor.post(reverse("tracker:restore_medicine"), follow=True)
    assert "Remove one first." in page.text
    assert person.medicines.count() == MAX_MEDICINES


@pytest.mark.parametrize("count", [1, MAX_MEDICINES])
def test_the_list_takes_as_many_queries_for_one_as_for_many(
    visitor, person, count, django_assert_num_queries
):
    for minute in range(count):
        MedicineFactory(person=person, clock=time(9, minute))
    with django_assert_num_queries(3):
        visitor.get(reverse("tracker:safety"))


# ── Today ───────────────────────────────────────────────────────────────────────────────────────


def test_who_takes_no_medicine_and_says_nothing_of_kidneys_sees_no_card(visitor, person):
    assert card(visitor.get("/")) == ""
    person.kidneys = "well"
    person.save()
    assert card(visitor.get("/")) == ""


@pytest.mark.parametrize(
    ("now", "medicine", "words"),
    [
        ("09:00", {}, "Magnesium fits from 12:00: levothyroxine at 08:00."),
        ("09:00", {"name": "L-T4"}, "Magnesium fits from 12:00: L-T4 at 08:00."),
        ("12:00", {}, "Magnesium fits for the rest of the day."),
        ("03:30", {}, "Magnesium fits until 04:00: levothyroxine at 08:00."),
        ("23:00", {"clock": time(22)}, "Magnesium fits from Sunday, 02:00: levothyroxine at 22:00."),
        ("10:00", {"weekdays": {0}}, "Magnesium fits for the rest of the day."),
        (
            "10:00",
            {"magnesium_after_hours": Decimal(24), "medicine_after_hours": Decimal(24)},
            "These medicines leave no time for magnesium in the week to come.",
        ),
    ],
)
def test_today_says_from_or_until_when_magnesium_fits_and_why(
    visitor, person, time_machine, now, medicine, words
):
    person.day_start = time(0)
    person.save()
    time_machine.move_to(f"2026-03-14T{now}:00Z", tick=False)
    MedicineFactory(person=person, **medicine)
    page = card(visitor.get("/"))
    assert words in page
    assert "Your pharmacist and your own label come first." in page


def test_the_card_says_in_words_what_the_bar_draws(visitor, person):
    MedicineFactory(person=person)
    page = card(visitor.get("/"))
    assert "<li>03:00 to 04:00</li><li>12:00 to 03:00</li>" in page
    assert "Source: drugs.com" in page
    assert "style=" not in page


def test_a_past_day_shows_what_was(visitor, person):
    MedicineFactory(person=person)
    DoseFactory(person=person, day=TODAY - timedelta(days=1), taken_at=clocks(9) - timedelta(days=1))
    page = card(visitor.get(reverse("tracker:day", args=[TODAY - timedelta(days=1)])))
    assert "On this day magnesium fitted" in page
    assert "By the medicines you have listed now." in page
    assert "200 mg glycinate at 09:00 was close to levothyroxine at 08:00." in page
    assert "Magnesium fits" not in page


def test_a_medicine_of_other_days_leaves_a_past_one_alone(visitor, person):
    MedicineFactory(person=person, weekdays={0})
    page = card(visitor.get(reverse("tracker:day", args=[TODAY - timedelta(days=1)])))
    assert "None of your medicines is near this day." in page
    assert '<svg class="hours"' not in page


@pytest.mark.parametrize(("hour", "close"), [(3, False), (4, False), (5, True), (12, False)])
def test_a_dose_too_close_is_named_and_no_other(visitor, person, hour, close):
    MedicineFactory(person=person)
    DoseFactory(person=person, day=TODAY, taken_at=clocks(hour))
    page = card(visitor.get("/"))
    assert ("was close to levothyroxine" in page) is close
    assert ("hours__dose--close" in page) is close


def test_a_dose_is_logged_whenever_it_is(visitor, person):
    MedicineFactory(person=person)
    person.kidneys = "severe"
    person.save()
    address = reverse("tracker:log_supplement", args=[TODAY, person.supplements.first().pk])
    page = visitor.post(address, {"when": "now"}, headers={"HX-Request": "true", "HX-Target": "day"})
    assert page.status_code == 200
    assert "was close to levothyroxine at 08:00." in card(page)
    assert person.doses.count() == 1


def test_a_medicine_without_hours_asks_to_ask(visitor, person):
    MedicineFactory(person=person, kind="raltegravir")
    page = card(visitor.get("/"))
    assert "No hours are known: ask your pharmacist or clinic" in page
    assert "<li>Raltegravir</li>" in page
    assert "Magnesium fits" not in page
    assert "hours__fits" not in page


@pytest.mark.parametrize("kidneys", [Kidneys.MODERATE, Kidneys.UNKNOWN_STAGE, Kidneys.SEVERE])
def test_kidney_disease_is_noted_with_its_source(visitor, person, kidneys):
    person.kidneys = kidneys.value
    person.save()
    page = card(visitor.get("/"))
    assert "Magnesium and your kidneys" in page
    assert ("Wakai and others, 2019" in page) is (kidneys is not Kidneys.SEVERE)
    assert ("unless it is prescribed" in page) is (kidneys is Kidneys.SEVERE)


def test_there_is_one_note_at_a_time(visitor, person):
    person.kidneys = "moderate"
    person.save()
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal(620), taken_at=clocks(8))
    note = "With kidney disease, ask a clinician before you take magnesium supplements."
    page = visitor.get("/")
    assert page.text.count(note) == 1
    assert note not in card(page)
    assert "splitting doses helps" not in page.text
    visitor.post(reverse("tracker:ceiling_note", args=[TODAY]))
    page = visitor.get("/")
    assert page.text.count(note) == 1
    assert note in card(page)


def test_nobody_with_failing_kidneys_is_drawn_into_a_dose(visitor, person):
    DoseFactory(person=person, day=TODAY, taken_at=clocks(8))
    before = visitor.get("/").text
    for words in ("200 mg to your range", "Tonight’s Glycinate", "Magnesium in range", "data-next"):
        assert words in before
    person.kidneys = "severe"
    person.save()
    after = visitor.get("/").text
    for words in ("to your range", "Tonight’s Glycinate", "Magnesium in range", "Bedtime dose", "data-next"):
        assert words not in after
    assert "200 mg logged" in after
    assert "How much is for your clinic to say." in after
    assert "3 walks a day" in after
    assert "No page measures your magnesium" in visitor.get(reverse("tracker:targets")).text


def test_with_failing_kidneys_neither_trends_nor_the_review_measure_magnesium(visitor, person):
    for ago in range(14):
        DoseFactory(person=person, day=TODAY - timedelta(days=ago), taken_at=clocks(8))
    measured = {
        "/trends/": ["Your range", "Days in range", "Below range", "In range on", "below your range"],
        "/review/2026-W10/": ["in range", "your range"],
    }
    for address, words in measured.items():
        page = visitor.get(address).text
        assert [each for each in words if each in page] == words
    change_safety(person, SAFETY | {"own_limit_mg": None, "kidneys": "severe"})
    for address, words in measured.items():
        page = visitor.get(address).text
        assert [each for each in words if each in page] == []


@pytest.mark.parametrize("kidneys", ["", "moderate"])
def test_others_are_not_told_to_leave_the_range_to_a_clinic(visitor, person, kidneys):
    person.kidneys = kidneys
    person.save()
    assert "No page measures" not in visitor.get(reverse("tracker:targets")).text
    assert "to your range" in visitor.get("/").text


def test_the_card_of_one_person_knows_nothing_of_another(visitor, person):
    MedicineFactory(name="Somebody else’s tablet")
    assert card(visitor.get("/")) == ""


def test_a_dose_after_midnight_is_spoken_of_on_the_day_it_belongs_to(visitor, person):
    MedicineFactory(person=person, clock=time(1))
    DoseFactory(person=person, day=TODAY - timedelta(days=1), taken_at=clocks(0))
    yesterday = visitor.get(reverse("tracker:day", args=[TODAY - timedelta(days=1)]))
    assert "200 mg glycinate at 00:00 was close to levothyroxine at 01:00." in card(yesterday)
    assert "was close" not in card(visitor.get("/"))


def test_medicines_cost_today_no_query(visitor, person):
    counts = set()
    for count in (0, 1, 29):
        for minute in range(count):
            MedicineFactory(person=person, clock=time(9 + count % 3, minute))
        visitor.get("/")
        with CaptureQueriesContext(connection) as asked:
            visitor.get("/")
        counts.add(len(asked))
    assert len(counts) == 1
