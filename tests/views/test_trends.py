import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from tests.factories import DoseFactory, PauseFactory, TargetFactory
from tracker.domain.trends import TrendRange

URL = "/trends/"
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
    assert "Steadiest: magnesium in range on 28 of 39 days." in page
    assert page.count('role="img"') == 6


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
    assert "No doses in these weeks" in page
    assert "No day is over yet" in page
    assert "data-figure" not in page


def test_the_table_holds_the_numbers_of_the_chart(client, person):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=10))
    DoseFactory(person=person, day=DAY - timedelta(days=1), magnesium_form="glycinate", elemental_mg="399.9")
    page = client.get(URL, {"range": "4w"}).content.decode()
    row = page[page.index('href="/days/2026-03-13/"') :].split("</tr>")[0]
    assert re.findall(r"<td[^>]*>(.*?)</td>", row) == ["399.9", "<b>399.9</b>", "–", "Below range"]
    row = page[page.index('href="/days/2026-03-12/"') :].split("</tr>")[0]
    assert re.findall(r"<td[^>]*>(.*?)</td>", row) == ["–", "<b>–</b>", "–", "Nothing logged"]


def test_tables_can_be_scrolled_by_keyboard(client, month):
    page = client.get(URL).content.decode()
    regions = re.findall(
        r'<div class="chart__table scroll-x" tabindex="0" role="region" aria-label="([^"]*)"', page
    )
    assert regions == ["Magnesium each day, by form, table", "Habits kept, week by week, table"]


def test_no_figure_mark_up_needs_inline_styles_or_scripts(client, month):
    page = client.get(URL).content.decode()
    assert 'style="' not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize("count", [1, 60])
def test_any_range_takes_five_queries_with_session_and_person(
    client, person, count, django_assert_num_queries
):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    for n in range(count):
        DoseFactory(person=person, day=DAY - timedelta(days=6 * n))
    for trend_range in TrendRange:
        with django_assert_num_queries(5):
            client.get(URL, {"range": trend_range.value})


def test_a_stranger_signs_in_first(db):
    from django.test import Client

    response = Client().get(URL)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_other_peoples_doses_are_not_shown(client, other_person):
    DoseFactory(person=other_person, day=DAY)
    assert "No doses in these weeks" in client.get(URL).content.decode()
