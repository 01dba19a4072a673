import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from bench.history import add_history
from tests.factories import DoseFactory, PauseFactory, TargetFactory
from tracker.actions.history import store_anew
from tracker.domain.spans import TrendRange

URL = "/trends/"
CARDS = [
    "magnesium", "calendar", "walks", "sprints", "minutes", "weekdays",
    "strength", "adherence", "bedtime", "observations",
]  # fmt: skip
# What a month of doses alone can draw: habits that were due and not kept are drawn as such.
POSTERS = ("magnesium", "walks", "sprints", "weekdays", "strength", "adherence")
NOTHING = '<span aria-hidden="true">–</span><span class="vh">Nothing</span>'
DAY = date(2026, 3, 14)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with time_machine.travel(datetime(2026, 3, 14, 18, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def client(person, client_of):
    return client_of(person)


@pytest.fixture
def month(person):
    """Four weeks of 450 mg a day, of which two days are paused."""
    TargetFactory(person=person, starts_on=DAY - timedelta(days=40))
    for n in range(30):
        DoseFactory(person=person, day=DAY - timedelta(days=n), elemental_mg=Decimal(450))
    PauseFactory(person=person, first_day=DAY - timedelta(days=5), last_day=DAY - timedelta(days=4))


def test_the_page_says_what_the_charts_show(client, month):
    page = client.get(URL).content.decode()
    assert "<h1>Trends</h1>" in page
    assert "Your 7-day mean has been in your range since at least 15 February and is now 450 mg." in page
    assert "In range on 27 of 38 days." in page
    assert page.count('role="img"') == 3 * len(POSTERS)
    assert re.findall(r'<h2 id="([a-z]+)-title">', page) == CARDS


def test_twelve_weeks_are_shown_unless_asked_otherwise(client):
    assert 'id="range-12w" href="?range=12w"' in client.get(URL).content.decode()
    assert re.search(r'id="range-12w"[^>]*aria-current="true"', client.get(URL).content.decode())


@pytest.mark.parametrize("trend_range", TrendRange)
def test_every_range_answers_as_page_and_as_fragment(client, month, trend_range):
    page = client.get(URL, {"range": trend_range.value})
    assert page.status_code == 200
    assert "<html" in page.content.decode()
    fragment = client.get(
        URL, {"range": trend_range.value}, headers={"HX-Request": "true", "HX-Target": "trends"}
    )
    text = fragment.content.decode()
    assert fragment.status_code == 200
    assert "<html" not in text
    assert text.strip().startswith('<div class="wrap trends" id="trends">')
    assert re.search(rf'id="range-{trend_range.value}"[^>]*aria-current="true"', text)


@pytest.mark.parametrize("value", ["", "5w", "4W", "all of it", "12w'--", "\x00"])
def test_a_range_that_does_not_exist_is_not_found(client, value):
    assert client.get(URL, {"range": value}).status_code == 404


def test_nothing_logged_says_what_would_appear(client):
    page = client.get(URL).content.decode()
    assert page.count("Nothing here yet") == 8
    assert "Each day becomes a bar, stacked by form" in page
    assert "data-figure" not in page


def test_the_table_holds_the_numbers_of_the_chart(client, person):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=10))
    DoseFactory(person=person, day=DAY - timedelta(days=1), magnesium_form="glycinate", elemental_mg="399.9")
    page = client.get(URL, {"range": "4w"}).content.decode()
    page = page[page.index("Daily magnesium in mg") :]
    row = page[page.index('href="/days/2026-03-13/"') :].split("</tr>")[0]
    assert re.findall(r"<td[^>]*>(.*?)</td>", row) == ["399.9", "399.9", NOTHING, "Below range"]
    row = page[page.index('href="/days/2026-03-12/"') :].split("</tr>")[0]
    assert re.findall(r"<td[^>]*>(.*?)</td>", row) == [NOTHING, NOTHING, NOTHING, "Nothing logged"]


def test_tables_can_be_scrolled_by_keyboard(client, month):
    page = client.get(URL).content.decode()
    regions = re.findall(
        r'<div class="chart__table scroll-x" tabindex="0" role="region" aria-label="([^"]*)"', page
    )
    assert len(regions) == len(POSTERS)
    assert regions[0] == "Magnesium each day, by form, table"


def test_no_figure_mark_up_needs_inline_styles_or_scripts(client, month):
    page = client.get(URL).content.decode()
    assert 'style="' not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize("count", [1, 60])
def test_any_range_takes_twelve_queries_with_session_and_person(
    client, person, count, django_assert_num_queries
):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    for n in range(count):
        DoseFactory(person=person, day=DAY - timedelta(days=6 * n))
    store_anew(person, today=DAY)
    own = {"from": "2025-01-01", "to": "2026-01-31"}
    for asked in [*({"range": each.value} for each in TrendRange), own]:
        with django_assert_num_queries(12):
            client.get(URL, asked)


# ── Own dates ───────────────────────────────────────────────────────────────────────────────────
def test_own_dates_are_shown_and_stand_in_every_address(client, month):
    page = client.get(URL, {"from": "2026-03-01", "to": "2026-03-10"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "1 March to 10 March, 10 days, 2 paused" in text
    # They can be changed where they are.
    assert 'value="2026-03-01"' in text
    assert "Today is drawn faded" not in text
    assert "In range on 8 of 8 days" in text
    assert 'aria-current="true"' not in text.split("owndates")[0].split("seg")[1]
    assert 'href="/trends/magnesium.svg?from=2026-03-01&amp;to=2026-03-10"' in text


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-10", "2026-03-01", "This day is before the first."),
        ("2006-01-01", "2026-03-01", "Choose at most 20 years."),
        ("2026-03-01", "2026-03-15", "That day has not come yet."),
        ("2026-03-01", "", "Choose a day."),
        ("", "2026-03-01", "Choose a day."),
        ("2026-02-30", "2026-03-01", "Choose a day, such as 2026-03-14."),
        ("0001-01-01", "2026-03-01", "Choose a day after 1969."),
        ("2026-03-01", "9999-12-31", "That day has not come yet."),
        ("1 March", "\x00", "Choose a day, such as 2026-03-14."),
        ("9" * 10_000, "2026-03-01", "Choose a day, such as 2026-03-14."),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "trends"}], ids=["page", "part"])
def test_dates_that_cannot_be_are_said_at_the_field_and_kept(client, month, first, last, words, headers):
    page = client.get(URL, {"from": first, "to": last}, headers=headers)
    text = page.content.decode()
    assert page.status_code == 422
    assert words in text
    if first.isascii() and len(first) < 20:
        assert f'value="{first}"' in text or not first
    # The usual range stands below.
    assert "In range on 27 of 38 days." in text


def test_own_dates_up_to_today_say_that_today_does_not_count(client, month):
    text = client.get(URL, {"from": "2026-03-05", "to": "2026-03-14"}).content.decode()
    assert "5 March to 13 March, 9 days, 2 paused" in text
    assert "In range on 7 of 7 days" in text
    assert "Today is drawn faded and counts once it is over." in text
    # The address keeps what was asked for.
    assert 'href="/trends/magnesium.svg?from=2026-03-05&amp;to=2026-03-14"' in text
    assert 'href="/days/2026-03-14/"' in text


def test_of_today_alone_nothing_is_over_yet(client, month):
    response = client.get(URL, {"from": "2026-03-14", "to": "2026-03-14"})
    assert response.status_code == 200
    assert "14 March is not over yet. Figures begin tomorrow." in response.content.decode()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("month", "1 March to 13 March, 13 days, 2 paused"),
        ("last-month", "2 February to 28 February, 27 days"),
    ],
)
def test_months_have_addresses_and_are_marked_where_they_are_chosen(client, month, value, said):
    text = client.get(URL, {"range": value}).content.decode()
    assert said in text
    assert re.search(rf'id="range-{value}"[^>]*aria-current="true"', text)
    assert '<details class="owndates screen-only" open>' in text
    assert f'href="/trends/magnesium.svg?range={value}"' in text
    picture = client.get("/trends/magnesium.svg", {"range": value})
    assert picture.status_code == 200


def test_where_there_is_something_to_compare_with_it_is_said(client, month):
    text = client.get(URL, {"from": "2026-02-25", "to": "2026-03-10"}).content.decode()
    assert "Compared with the 14 days before, from 11 February on." in text
    assert "12 of 12" in text
    assert "In range on 12 of 12 days; 12 of 14 in the 14 days before" in text


def test_twenty_years_are_shown(client, month):
    assert client.get(URL, {"from": "2006-03-15", "to": "2026-03-14"}).status_code == 200


# ── The calendar ────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("habit", ["", "magnesium", "walks", "sprints", "bedtime"])
def test_the_calendar_is_of_all_habits_or_of_one(client, month, habit):
    asked = {"range": "4w", "habit": habit}
    fragment = client.get(
        URL, asked, headers={"HX-Request": "true", "HX-Target": "calendar"}
    ).content.decode()
    assert fragment.strip().startswith('<section class="card" id="calendar"')
    assert "data-figure" not in fragment
    assert re.search(rf'id="calendar-{habit or "all"}"[^>]*aria-current="true"', fragment)
    whole = client.get(URL, asked).content.decode()
    assert fragment.strip() in whole


def cells(page, *days):
    """Level, words and text of the calendar's cells of these days."""
    cell = r'<td data-l="(\w)"[^>]*><a href="/days/{}/" aria-label="([^"]*)">(.*?)</a>'
    return [re.search(cell.format(day), page).groups() for day in days]


def test_each_cell_of_the_calendar_opens_its_day_and_says_what_was_kept(client, month):
    text = client.get(URL, {"range": "4w"}).content.decode()
    assert (
        '<td data-l="1"><a href="/days/2026-03-13/" aria-label="13 March 2026: 1 of 5 kept">1</a></td>'
        in text
    )
    assert '<td data-l="p"><a href="/days/2026-03-10/" aria-label="10 March 2026: paused">–</a></td>' in text
    text = client.get(URL, {"range": "4w", "habit": "magnesium"}).content.decode()
    assert (
        '<td data-l="5"><a href="/days/2026-03-13/" aria-label="13 March 2026: 450 mg">450</a></td>' in text
    )


@pytest.mark.parametrize("habit", ["sleep", "Magnesium", "\x00"])
def test_a_habit_that_does_not_exist_is_not_found(client, habit):
    assert client.get(URL, {"habit": habit}).status_code == 404


# ── Pictures ────────────────────────────────────────────────────────────────────────────────────
def test_each_chart_can_be_kept_as_a_picture(client, month):
    page = client.get(URL).content.decode()
    addresses = [
        address.replace("&amp;", "&") for address in re.findall(r'href="(/trends/[a-z]+\.svg[^"]*)"', page)
    ]
    assert len(addresses) == len(POSTERS)
    for address in addresses:
        picture = client.get(address)
        assert picture.status_code == 200
        assert picture["Content-Type"] == "image/svg+xml"
        assert picture["Content-Disposition"].startswith('attachment; filename="twelve-')
        assert b"var(" not in picture.content


@pytest.mark.parametrize(
    "address",
    ["no-such.svg", "walks.svg?from=2026-03-02&to=2026-03-01", "bedtime.svg", "magnesium.svg?range=5w"],
)
def test_a_picture_of_nothing_is_not_found(client, address):
    assert client.get(URL + address).status_code == 404


# ── Bytes ───────────────────────────────────────────────────────────────────────────────────────
def test_the_page_of_a_full_year_is_at_most_sixty_kilobytes_compressed(client, person):
    add_history(person, 400, DAY)
    page = client.get(URL, {"range": "1y"}, headers={"Accept-Encoding": "gzip"})
    assert len(page.content) <= 60 * 1024


def test_a_stranger_signs_in_first(db):
    from django.test import Client

    response = Client().get(URL)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_other_peoples_doses_are_not_shown(client, other_person):
    DoseFactory(person=other_person, day=DAY)
    assert client.get(URL).content.decode().count("Nothing here yet") == 8
