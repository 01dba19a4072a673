import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.test import Client

from tests.bad_values import NO_CHOICES, NO_DAYS
from tests.factories import (
    DAY,
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
from tests.people import person_with_everything
from tracker.models import ENTRY_MODELS

URL = "/history/"
PART = {"HX-Request": "true", "HX-Target": "found"}
WHOLE = {"HX-Request": "true", "HX-Target": "history"}
# Of these days the list shows two pages.
DAYS = 60


@pytest.fixture(autouse=True)
def _stopped_clock():
    with time_machine.travel(datetime(2026, 3, 14, 18, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def client(person, client_of):
    return client_of(person)


@pytest.fixture
def log(person):
    """A walk a day since mid January, each fifth with a note; a dose on each second day."""
    TargetFactory(person=person)
    for n in range(DAYS):
        day = DAY - timedelta(days=n)
        PostMealWalkFactory(person=person, day=day, note="" if n % 5 else f"by the river {n}")
        if n % 2:
            DoseFactory(person=person, day=day, elemental_mg=Decimal(450))


def text_of(response, status=200):
    assert response.status_code == status
    return unescape(response.content.decode())


def headings(text):
    """The days of the list."""
    return re.findall(r'<h3><a href="/days/([\d-]+)/">', text)


def titles(text):
    return re.findall(r'<a class="entry__what"[^>]*>\s*<b>(.*?)</b>', text)


def way(text, name):
    """The address that a link of this id leads to; None without one."""
    found = re.search(rf'id="{name}"\s+href="([^"]*)"', text)
    return found and found[1]


# ── The page ────────────────────────────────────────────────────────────────────────────────────
def test_the_page_shows_the_month_of_today_and_all_entries_from_its_end_on(client, log):
    text = text_of(client.get(URL))
    assert "<html" in text
    assert "<h1>History</h1>" in text
    assert "Every day and every entry since 14 January 2026." in text
    assert '<h2 id="month-title">March 2026</h2>' in text
    assert len(re.findall(r'class="cal__day"', text)) == 31
    days = headings(text)
    assert days[0] == "2026-03-14"
    assert days == sorted(days, reverse=True)
    assert "<b>450 mg</b> · in range" in text
    assert "<b>0 mg</b> · so far" in text


def test_an_empty_log_says_what_would_appear_and_where_to_begin(client):
    text = text_of(client.get(URL))
    assert "Nothing logged yet" in text
    assert "Log something today" in text
    assert 'class="cal"' not in text
    assert "finder" not in text
    assert text_of(client.get(URL, headers=PART)).strip().startswith('<div class="found"')


def test_every_kind_of_entry_opens_its_day_where_it_stands_there(db, client_of):
    person = person_with_everything()
    client = client_of(person)
    text = text_of(client.get(URL))
    addresses = re.findall(r'class="entry__what" href="(/days/2026-03-14/#edit-[^"]+)"', text)
    # A bedtime log and its dose are one entry.
    assert len(addresses) == len(set(addresses)) == len(ENTRY_MODELS)
    page = client.get("/days/2026-03-14/").content.decode()
    assert all(f'id="{address.partition("#")[2]}"' in page for address in addresses)


def test_times_are_written_as_the_person_wants_and_as_the_clock_was_where_it_was_logged(client, person):
    person.hour_format = "12"
    person.save()
    at = datetime(2026, 3, 14, 2, 30, tzinfo=UTC)
    PostMealWalkFactory(person=person, day=date(2026, 3, 13), time_zone="America/New_York", started_at=at)
    text = text_of(client.get(URL))
    assert headings(text) == ["2026-03-13"]
    assert "10:30\N{NO-BREAK SPACE}pm</time>" in text


def test_the_open_day_is_the_one_that_the_persons_day_start_says(client, person):
    TargetFactory(person=person)
    DoseFactory(person=person, day=DAY)
    with time_machine.travel(datetime(2026, 3, 15, 0, 30, tzinfo=UTC), tick=False):
        text = text_of(client.get(URL))
    # In Berlin it is half past one, and the 14th until three.
    assert re.search(r'href="/days/2026-03-14/" aria-current="date"', text)
    assert "<b>200 mg</b> · so far" in text


def test_an_own_habit_is_named_as_it_is_called(client, person):
    habit = CustomHabitFactory(person=person, name="Water <b>", kind="number", unit="glasses", archived=True)
    CustomHabitTargetFactory(habit=habit, at_least=8)
    CustomHabitEntryFactory(person=person, habit=habit, amount=Decimal(6))
    assert "Water &lt;b&gt;, 6 glasses" in client.get(URL).content.decode()


def test_what_was_written_is_text_and_never_markup(client, person):
    PostMealWalkFactory(person=person, note="<script>alert(1)</script> & more")
    for asked in ({}, {"q": "<script>"}, {"q": "alert &"}, {"q": '"><b'}):
        page = client.get(URL, asked).content.decode()
        assert "<script>alert" not in page
        assert '"><b' not in page


# ── The calendar ────────────────────────────────────────────────────────────────────────────────
def test_each_day_that_has_begun_opens_from_the_calendar(client, log, person):
    PauseFactory(person=person, first_day=date(2026, 3, 2), last_day=date(2026, 3, 2))
    text = text_of(client.get(URL))
    cells = re.findall(r'<td data-state="(\w*)">\s*<a class="cal__day" href="/days/(2026-03-\d\d)/"', text)
    assert [day for _state, day in cells] == [f"2026-03-{number:02}" for number in range(1, 15)]
    assert dict(map(reversed, cells))["2026-03-02"] == "paused"
    assert dict(map(reversed, cells))["2026-03-13"] == "within"
    assert dict(map(reversed, cells))["2026-03-12"] == "below"
    assert text.count("<td data-future>") == 17


def test_weeks_begin_on_the_persons_day(person, client, log):
    person.week_start = 6
    person.save()
    assert re.findall(r'<abbr title="(\w+)"', text_of(client.get(URL)))[0] == "Sunday"


def test_months_with_entries_are_turned_to_and_no_others(client, log, person):
    DoseFactory(person=person, day=date(2025, 6, 30))
    march = text_of(client.get(URL))
    assert (way(march, "month-previous"), way(march, "month-following")) == ("/history/?month=2026-02", None)
    january = text_of(client.get(URL, {"month": "2026-01"}))
    assert way(january, "month-previous") == "/history/?month=2025-06"
    assert way(january, "month-following") == "/history/?month=2026-02"
    june = text_of(client.get(URL, {"month": "2025-06"}))
    assert way(june, "month-previous") is None
    # The month of today has the short address.
    assert way(text_of(client.get(URL, {"month": "2026-02"})), "month-following") == "/history/"


def test_a_month_shows_the_entries_up_to_its_end(client, log):
    text = text_of(client.get(URL, {"month": "2026-02"}))
    assert headings(text)[0] == "2026-02-28"
    assert way(text, "newest") is None


def test_a_month_without_entries_shows_what_was_before_it(client, person):
    DoseFactory(person=person, day=date(2025, 6, 30))
    text = text_of(client.get(URL))
    assert headings(text) == ["2025-06-30"]
    assert "Monday 30 June 2025" in text
    before_all = text_of(client.get(URL, {"month": "2025-05"}))
    assert "Nothing logged up to 31 May 2025" in before_all


# ── A page at a time ────────────────────────────────────────────────────────────────────────────
def test_the_list_leads_on_from_page_to_page_and_back(client, log):
    seen, path = [], URL
    names = []
    while path:
        text = text_of(client.get(path))
        seen += headings(text)
        path = way(text, "older")
        names += re.findall(r'id="older".*?>\s*([A-Z][\w ]+?)\s*</a>', text, re.DOTALL)
    assert seen == [str(DAY - timedelta(days=n)) for n in range(DAYS)]
    assert names == ["Earlier in February", "Earlier in January"]
    # The calendar turned with the list, and its newest page is one step back.
    assert '<h2 id="month-title">January 2026</h2>' in text
    assert way(text, "newest").startswith("/history/?month=2026-01")


def test_what_leads_on_keeps_what_is_looked_for(client, log, person):
    for n in range(45):
        SprintSessionFactory(person=person, day=DAY - timedelta(days=n))
    path = way(text_of(client.get(URL, {"kind": "sprints"})), "older")
    assert "kind=sprints" in path
    assert set(titles(text_of(client.get(path)))) == {"Sprint session"}
    path = way(text_of(client.get(URL, {"q": "sprint", "month": "2026-02"})), "older")
    # What is looked for anywhere leaves the calendar where it is.
    assert "q=sprint" in path
    assert "month=2026-02" in path


# ── What is looked for ──────────────────────────────────────────────────────────────────────────
def test_words_are_looked_for_in_all_months_and_marked_where_they_stand(client, log):
    text = text_of(client.get(URL, {"q": "River", "month": "2026-02"}))
    assert "Entries with “River”" in text
    assert "12 entries" in text
    assert text.count("<mark>river</mark>") == 12
    assert headings(text) == []
    assert "Sat 14 Mar" in text
    assert 'value="River"' in text


def test_a_kind_is_chosen_for_the_month_shown(client, log):
    text = text_of(client.get(URL, {"kind": "doses", "month": "2026-02"}))
    assert set(titles(text)) == {"450 mg glycinate"}
    assert headings(text)[0] == "2026-02-27"
    assert re.search(r'value="doses"\s+autocomplete="off"\s+checked', text)


def test_entries_with_a_note_are_a_choice_of_their_own(client, log):
    assert len(titles(text_of(client.get(URL, {"kind": "noted"})))) == 12


def test_some_days_are_looked_at_with_what_is_found_counted(client, log):
    text = text_of(client.get(URL, {"from": "2026-02-01", "to": "2026-02-03"}))
    assert headings(text) == ["2026-02-03", "2026-02-02", "2026-02-01"]
    assert "1 February to 3 February 2026" in text
    assert "<details open>" in text
    assert 'value="2026-02-01"' in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": "no such thing"}, "Nothing found for “no such thing”"),
        ({"kind": "sprints"}, "None up to 14 March 2026"),
        ({"from": "2025-01-01", "to": "2025-02-01"}, "Nothing logged up to 14 March 2026"),
    ],
)
@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
def test_where_nothing_is_found_it_is_said_with_a_way_out(asked, said, headers, client, log):
    text = text_of(client.get(URL, asked, headers=headers))
    assert said in text
    assert 'href="/history/">Show all entries</a>' in text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"from": "2026-03-10", "to": "2026-03-01"}, "This day is before the first."),
        ({"from": "2026-03-15"}, "That day has not come yet."),
        ({"q": "n" * 101}, "Keep it to 100 characters; this has 101."),
        ({"q": "a\x00b"}, "Null characters are not allowed."),
        *(({"to": day}, "") for day in NO_DAYS if day and day != "2026-11-23"),
    ],
)
@pytest.mark.parametrize("headers", [{}, PART, WHOLE], ids=["page", "part", "whole"])
def test_what_cannot_be_is_said_at_its_field_and_kept(asked, words, headers, client, log):
    response = client.get(URL, asked, headers=headers)
    text = text_of(response, 422)
    assert words in text
    assert 'aria-invalid="true"' in text
    assert "field__error" in text
    for value in asked.values():
        assert "\x00" in value or f'value="{value}"' in text
    # The list stands below all the same.
    assert headings(text)[0] == "2026-03-14"
    assert response.headers.get("HX-Retarget") == ("#history" if headers else None)
    assert not {"HX-Push-Url", "HX-Replace-Url"} & set(response.headers)


@pytest.mark.parametrize(
    "asked",
    [
        *(
            {"month": month}
            for month in ("2026-13", "2026-04", "9999-12", "1969-12", "2026-3", "March", "\x00")
        ),
        *({"until": day} for day in ("2026-03-15", "1969-12-31", "yesterday", "2026-02-30", "\x00")),
        *({"kind": kind} for kind in NO_CHOICES),
    ],
)
def test_what_no_page_leads_to_is_not_found(asked, client, log):
    assert client.get(URL, asked).status_code == 404
    assert client.get(URL, asked, headers=PART).status_code == 404


# ── In place ────────────────────────────────────────────────────────────────────────────────────
def test_what_is_typed_replaces_the_list_alone_with_the_arrows_of_the_month(client, log):
    text = text_of(client.get(URL, {"q": "river", "month": "2026-02"}, headers=PART))
    assert text.strip().startswith('<div class="found" id="found">')
    assert "<html" not in text
    assert 'class="cal"' not in text
    assert "<input" not in text
    assert 'id="month-head" hx-swap-oob="outerHTML"' in text
    assert way(text, "month-previous") == "/history/?month=2026-01&q=river"
    assert re.search(r'id="found-status" hx-swap-oob="innerHTML">12 entries<', text)


def test_the_whole_is_replaced_as_it_stands_in_the_page(client, log):
    asked = {"month": "2026-02", "kind": "walks"}
    part = client.get(URL, asked, headers=WHOLE).content.decode().strip()
    assert part.startswith('<div class="wrap history" id="history">')
    assert part in client.get(URL, asked).content.decode()
    assert "hx-swap-oob" not in part


@pytest.mark.parametrize(
    ("shown", "asked", "target", "header", "address"),
    [
        ("", {"q": "river"}, "found", "HX-Push-Url", "/history/?q=river"),
        # What is typed on takes the place of what was typed.
        ("?q=riv", {"q": "river"}, "found", "HX-Replace-Url", "/history/?q=river"),
        ("?q=riv", {"q": ""}, "found", "HX-Push-Url", "/history/"),
        ("?q=riv", {"q": "river"}, "history", "HX-Push-Url", "/history/?q=river"),
        (
            "",
            {"kind": "walks", "q": "", "from": "", "to": ""},
            "found",
            "HX-Push-Url",
            "/history/?kind=walks",
        ),
        ("", {"month": "2026-02"}, "history", "HX-Push-Url", "/history/?month=2026-02"),
        ("?month=2026-02", {"month": "2026-03"}, "history", "HX-Push-Url", "/history/"),
        ("", {"until": "2026-03-10"}, "history", "HX-Push-Url", "/history/?until=2026-03-10"),
        # Sent twice, or by Enter after a pause: one step back is still one step.
        ("?q=river", {"q": "river"}, "history", None, None),
    ],
)
def test_the_address_follows_what_is_shown(shown, asked, target, header, address, client, log):
    headers = {
        "HX-Request": "true",
        "HX-Target": target,
        "HX-Current-URL": f"http://testserver/history/{shown}",
    }
    response = client.get(URL, asked, headers=headers)
    told = {name: response[name] for name in ("HX-Push-Url", "HX-Replace-Url") if name in response}
    assert told == ({header: address} if header else {})
    if address:
        again = client.get(address, headers=PART).content
        assert client.get(URL, asked, headers=PART).content == again


def test_nothing_of_it_is_kept_by_caches(client, log):
    for headers in ({}, PART):
        response = client.get(URL, {"q": "river"}, headers=headers)
        assert {"no-store", "private"} <= set(re.split(r", *", response["Cache-Control"]))
        assert {"HX-Request", "HX-Target"} <= set(re.split(r", *", response["Vary"]))


# ── Who sees it ─────────────────────────────────────────────────────────────────────────────────
def test_a_stranger_signs_in_first(db):
    response = Client().get(URL, {"q": "river"})
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_who_has_not_set_up_does_so_first(db, client_of):
    assert client_of(PersonFactory(set_up_at=None)).get(URL).url == "/setup/"


def test_nobody_sees_entries_of_others(client, person, client_of):
    other = person_with_everything()
    PostMealWalkFactory(person=other, note="by the river")
    PostMealWalkFactory(person=person, note="at home")
    for asked in ({}, {"q": "river"}, {"q": "glycinate"}, {"q": "reading"}, {"kind": "noted"}):
        text = text_of(client.get(URL, asked))
        assert "<mark>" not in text
        assert "with water" not in text
        assert titles(text) in ([], ["Walk after lunch, 10 min"])


def test_nothing_can_be_sent_to_it(client):
    assert client.post(URL).status_code == 405


# ── Ways to it ──────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("address", ["/", "/days/2026-03-10/", "/trends/"])
def test_it_is_reached_from_the_calendars_of_other_pages(address, client, log):
    assert 'href="/history/"' in text_of(client.get(address))
