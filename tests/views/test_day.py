"""The page of a day, and what is done from its head."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.day_page import NOW, TODAY, hx, url
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.domain.habits import Habit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(person, client_of):
    TargetFactory(person=person)
    return client_of(person)


def test_who_is_not_signed_in_reads_what_twelve_is(db, client_of):

    response = Client().get("/")
    assert response.status_code == 200
    assert b"<html" in response.content


def test_who_has_not_set_up_yet_is_sent_there(client_of):
    response = client_of(PersonFactory(set_up_at=None)).get("/")
    assert response["Location"] == reverse("tracker:setup")


def test_today_is_a_page_and_a_fragment_at_one_address(client):
    page = client.get("/")
    part = client.get("/", headers=hx())
    assert b"<html" in page.content
    assert b"<html" not in part.content
    assert b'id="day"' in part.content
    assert {"HX-Request", "HX-Target"} <= set(page["Vary"].replace(" ", "").split(","))


def test_a_day_that_has_not_come_yet_is_not_there(client):
    assert client.get(url("day", day=date(2026, 3, 13))).status_code == 404


@pytest.mark.parametrize(
    "path", ["/days/0001-01-01/", "/days/9999-12-31/", "/days/2026-06-31/", "/days/2026-3-1/"]
)
def test_a_date_no_diary_has_is_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("chosen", ["", "abc", "9999-12-31", "0001-01-01", "2026-06-31", "2026-03-13"])
def test_the_date_picker_says_what_is_no_day(client, chosen):
    response = client.get(reverse("tracker:choose_day"), {"day": chosen}, follow=True)
    assert response.redirect_chain[-1][0] == "/"
    assert len(list(response.context["messages"])) == 1


def test_the_date_picker_opens_a_day(client):
    response = client.get(reverse("tracker:choose_day"), {"day": "2026-03-01"})
    assert response["Location"] == url("day", day=date(2026, 3, 1))


@pytest.mark.parametrize(("mg", "verdict"), [("390.0", "below"), ("450.0", "within"), ("510.0", "above")])
def test_gauge_and_week_are_told_what_became_of_the_day(client, person, mg, verdict):
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal(mg))
    page = client.get("/").text
    assert f'class="gauge" data-state="{verdict}"' in page
    assert f'data-mg="{verdict}" aria-current="date"' in page


def test_the_ceiling_is_noted_and_the_note_can_be_put_away(client, person):
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal("360.0"))
    assert b"360 mg from supplements" in client.get("/").content
    response = client.post(url("ceiling_note"), headers=hx())
    assert b"360 mg from supplements" not in response.content


def test_the_ceiling_itself_is_not_over_it(client, person):
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal("350.0"))
    assert b"from supplements</h2>" not in client.get("/").content


def test_the_signs_of_excess_cannot_be_put_away(client, person):
    DoseFactory.create_batch(2, person=person, day=TODAY, elemental_mg=Decimal("1300.0"))
    response = client.post(url("ceiling_note"), headers=hx())
    assert b"need medical help now" in response.content


# ── Days before the first target ────────────────────────────────────────────────────────────────

MONDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 4)
OFFER, OFFER_LINK = "Count these days too", f'href="/days/{MONDAY}/count/"'
# As a fragment, and as a page without script.
BOTH_WAYS = pytest.mark.parametrize("headers", [hx(f"/days/{MONDAY}/"), {}], ids=["in place", "as a page"])


@pytest.fixture
def newcomer(person):
    """Somebody whose target starts today, on a Thursday."""
    TargetFactory(person=person, starts_on=TODAY, walks_per_day=1, sprints_per_week=1)
    return person


@pytest.fixture
def visitor(newcomer, client_of):
    return client_of(newcomer)


def count_from(start, day=None):
    return url("count_days_from", start, day=day or start)


def start_of(person):
    return person.targets.order_by("starts_on").first().starts_on


def test_a_day_before_the_first_target_says_that_nothing_is_asked_of_it(visitor):
    page = visitor.get(url("day", day=MONDAY)).text
    assert "Your first target starts on Thursday 12 March 2026." in page
    assert "Days before it ask for nothing yet. Once you have filled them in, they can count too." in page
    assert OFFER not in page
    assert "Your first target" not in visitor.get("/").text


@BOTH_WAYS
def test_filling_such_a_day_in_offers_to_count_it_right_there(headers, newcomer, visitor):
    dose = {"source": "citrate", "basis": "elemental", "amount": "450", "time": "08:00"}
    response = visitor.post(url("doses", day=MONDAY), dose, headers=headers, follow=True)
    assert response.status_code == 200
    assert ("<html" in response.text) is not bool(headers)
    assert "Days before it show what you logged and count for nothing yet." in response.text
    assert OFFER_LINK in response.text
    assert start_of(newcomer) == TODAY


def test_what_no_target_counts_offers_nothing(newcomer, visitor):
    habit = CustomHabitTargetFactory(habit=CustomHabitFactory(person=newcomer), starts_on=TODAY).habit
    CustomHabitEntryFactory(person=newcomer, habit=habit, day=MONDAY)
    rated = visitor.post(url("rate_night", day=MONDAY), {"quality": "4"}, headers=hx())
    assert "Days before it ask for nothing yet." in rated.text
    assert OFFER not in rated.text


@pytest.mark.parametrize("headers", [hx() | {"HX-Target": "sheet"}, {}], ids=["sheet", "page"])
def test_looking_at_it_says_what_it_does_and_changes_nothing(headers, newcomer, visitor):
    DoseFactory(person=newcomer, day=MONDAY, elemental_mg=Decimal(450))
    response = visitor.get(url("count_days", day=MONDAY), headers=headers)
    assert response.status_code == 200
    assert f'action="{count_from(MONDAY)}"' in response.text
    assert ("<html" in response.text) is not bool(headers)
    assert "starts on Monday 2 March 2026 instead of Thursday 12 March 2026." in response.text
    assert "1 day becomes kept." in response.text
    assert "9 days become missed." in response.text
    assert "Count from Monday 2 March" in response.text
    assert start_of(newcomer) == TODAY


def test_the_first_day_with_an_entry_is_proposed_and_the_one_shown_can_be_chosen(newcomer, visitor):
    for day in (MONDAY, WEDNESDAY):
        DoseFactory(person=newcomer, day=day)
    sheet = visitor.get(url("count_days", day=WEDNESDAY)).text
    assert f'action="{count_from(MONDAY, WEDNESDAY)}"' in sheet
    assert "Start on Wednesday 4 March instead" in sheet
    assert f'href="{count_from(WEDNESDAY)}"' in sheet
    other = visitor.get(count_from(WEDNESDAY)).text
    assert "Start on Monday 2 March instead, your first day with an entry" in other
    assert f'href="{count_from(MONDAY, WEDNESDAY)}"' in other
    visitor.post(count_from(WEDNESDAY))
    assert start_of(newcomer) == WEDNESDAY
    # The day before that one is offered as before.
    assert OFFER_LINK in visitor.get(url("day", day=MONDAY)).text


@BOTH_WAYS
def test_one_confirmation_counts_the_days_and_undo_takes_it_back(headers, newcomer, visitor):
    DoseFactory(person=newcomer, day=MONDAY)
    response = visitor.post(count_from(MONDAY), headers=headers, follow=True)
    assert "Your days count from Monday 2 March 2026 on." in response.text
    assert "Your first target starts" not in response.text
    assert response.context["page"].day == MONDAY
    assert start_of(newcomer) == MONDAY
    [said] = [response.context["reply"].toast] if headers else response.context["messages"]
    undone = visitor.post(reverse("tracker:undo"), {"token": said.extra_tags}, headers=headers, follow=True)
    assert OFFER_LINK in undone.text
    assert start_of(newcomer) == TODAY


def test_undo_says_when_targets_have_changed_since(newcomer, visitor):
    DoseFactory(person=newcomer, day=MONDAY)
    token = visitor.post(count_from(MONDAY), headers=hx()).context["reply"].toast.extra_tags
    newcomer.targets.update(starts_on=WEDNESDAY)
    undone = visitor.post(reverse("tracker:undo"), {"token": token}, headers=hx())
    assert "Your targets have changed since then. You can correct them in the settings." in undone.text
    assert start_of(newcomer) == WEDNESDAY


@BOTH_WAYS
def test_a_second_tap_or_another_tab_finds_it_done(headers, newcomer, visitor):
    for day in (MONDAY, WEDNESDAY):
        DoseFactory(person=newcomer, day=day)
    visitor.post(count_from(MONDAY), headers=headers)
    for start in (MONDAY, WEDNESDAY, TODAY):
        response = visitor.post(count_from(start, MONDAY), headers=headers, follow=True)
        assert response.status_code == 200
        assert "These days count already." in response.text
    assert start_of(newcomer) == MONDAY


@BOTH_WAYS
def test_a_day_without_an_entry_is_refused_with_the_reason(headers, newcomer, other_person, visitor):
    DoseFactory(person=other_person, day=MONDAY)
    response = visitor.post(count_from(MONDAY), headers=headers)
    assert response.status_code == 422
    assert "Nothing that a target counts is logged on Monday 2 March 2026. Fill it in first." in response.text
    assert "count-confirm" not in response.text
    assert response.get("HX-Retarget") == ("#sheet" if headers else None)
    assert start_of(newcomer) == TODAY


def test_without_a_target_nothing_is_said_or_moved(person, client_of):
    client = client_of(person)
    DoseFactory(person=person, day=MONDAY)
    assert "first target" not in client.get(url("day", day=MONDAY)).text
    response = client.post(count_from(MONDAY))
    assert response.status_code == 422
    assert "You have no target yet. Set one, and earlier days can count too." in response.text


def test_the_page_of_a_day_to_come_counts_nothing(visitor):
    tomorrow = date(2026, 3, 13)
    for path in (url("count_days", day=tomorrow), count_from(MONDAY, tomorrow)):
        assert visitor.get(path).status_code == 404


def test_a_planned_first_target_can_begin_today(newcomer, visitor):
    newcomer.targets.update(starts_on=date(2026, 3, 16))
    page = visitor.get("/").text
    assert "Your first target starts on Monday 16 March 2026." in page
    assert OFFER not in page
    PostMealWalkFactory(person=newcomer, day=TODAY)
    assert f'href="{url("count_days")}"' in visitor.get("/").text
    visitor.post(count_from(TODAY))
    assert start_of(newcomer) == TODAY


def test_where_kidneys_rule_targets_out_walks_and_sprints_count_alone(newcomer, visitor):
    newcomer.kidneys = "severe"
    newcomer.save()
    DoseFactory(person=newcomer, day=MONDAY, elemental_mg=Decimal(450))
    PostMealWalkFactory(person=newcomer, day=MONDAY)
    card = visitor.get(url("count_days", day=MONDAY)).context["card"]
    assert [row.tone for row in card.changes] == ["walk", "sprint"]


def test_paused_days_stay_paused(newcomer, visitor):
    newcomer.targets.update(sprints_per_week=0, walks_per_day=0, bedtime=False)
    DoseFactory(person=newcomer, day=MONDAY, elemental_mg=Decimal(450))
    PauseFactory(person=newcomer, first_day=date(2026, 3, 3), last_day=date(2026, 3, 11))
    [row] = visitor.get(url("count_days", day=MONDAY)).context["card"].changes
    assert row.sentences == [
        "Your current streak becomes 1 day instead of 0.",
        "Your best streak becomes 1 day instead of 0.",
        "1 day becomes kept.",
        "9 days are paused.",
    ]


def test_counted_days_are_on_every_page_as_one_adds_them_up_by_hand(newcomer, visitor):
    # Of ten days: Monday 2 March 450 mg, a walk, the bedtime dose. Tuesday 200 mg. Wednesday paused.
    # Thursday a sprint session. Sunday 450 mg. Nothing from Monday 9 to Wednesday 11.
    at_bedtime = DoseFactory(person=newcomer, day=MONDAY, elemental_mg=Decimal(200))
    BedtimeLogFactory(person=newcomer, day=MONDAY, dose=at_bedtime)
    for day, mg in ((2, 250), (3, 200), (8, 450)):
        DoseFactory(person=newcomer, day=date(2026, 3, day), elemental_mg=Decimal(mg))
    PostMealWalkFactory(person=newcomer, day=MONDAY)
    PauseFactory(person=newcomer, first_day=WEDNESDAY, last_day=WEDNESDAY)
    SprintSessionFactory(person=newcomer, day=date(2026, 3, 5))

    def figures():
        records = {
            habit.value: (record.current, record.best, record.kept, record.missed)
            for habit, record in visitor.get("/").context["page"].streaks.items()
        }
        week = visitor.get(url("day", day=MONDAY)).context["page"].week
        tally = visitor.get("/review/2026-W10/").context["week"].summary.tally(Habit.MAGNESIUM)
        trends = visitor.get("/trends/", {"from": "2026-03-02", "to": "2026-03-08"})
        return (
            records,
            [day.marks[Habit.MAGNESIUM].value for day in week],
            (tally.kept, tally.due),
            [row.cells[0].level for row in trends.context["calendar"].rows],
        )

    nothing = (0, 0, 0, 0)
    assert figures() == (
        {"magnesium": nothing, "walks": nothing, "sprints": nothing, "bedtime": nothing},
        ["not_due"] * 7,
        (0, 0),
        ["n", "n", "p", "n", "n", "n", "n"],
    )
    visitor.post(count_from(MONDAY))
    assert figures() == (
        {
            # Monday 9 ends the streak of the day before.
            "magnesium": (0, 1, 2, 7),
            "walks": (0, 1, 1, 8),
            "sprints": (1, 1, 1, 0),
            "bedtime": (0, 1, 1, 8),
        },
        ["kept", "missed", "skipped", "missed", "missed", "missed", "kept"],
        (2, 6),
        ["5", "0", "p", "0", "0", "0", "1"],
    )


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize(
    ("today", "best"),
    [(date(2026, 11, 1), "best yet"), (date(2026, 11, 2), "best 1"), (date(2027, 11, 2), "best 1")],
)
def test_a_week_kept_by_sprints_before_the_first_target_stays_kept(
    person, client_of, clock, stored, today, best
):
    # A Thursday; the Tuesday before it and the Friday after it keep the week.
    TargetFactory(person=person, starts_on=date(2026, 10, 22))
    for day in (date(2026, 10, 20), date(2026, 10, 23)):
        SprintSessionFactory(person=person, day=day)
    if stored:
        store_anew(person, today=today)
    clock.move_to(datetime.combine(today, time(12), UTC))
    page = " ".join(strip_tags(client_of(person).get("/").content.decode()).split())
    weeks = "1 week" if best == "best yet" else "0 weeks"
    assert f"{weeks} {best} 2 sprint sessions a week" in page
