import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.actions.reviews import save_review

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 23, 18, 4, tzinfo=UTC)  # 19:04 in Berlin
URL = "/review/2026-W47/"
AUTOSAVE = {"HX-Request": "true", "HX-Target": "review-saved"}


@pytest.fixture(autouse=True)
def _stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(person, client_of):
    return client_of(person)


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.fixture
def week(person):
    """Five days in range, one below, one above; both sprints, most walks, six nights."""
    TargetFactory(person=person, starts_on=day(-7))
    for n, mg in enumerate([456, 456, 456, 360, 552, 456, 456]):
        DoseFactory(person=person, day=day(n), elemental_mg=Decimal(mg))
    for n in range(-7, -3):
        DoseFactory(person=person, day=day(n), elemental_mg=Decimal(450))
    for n in range(7):
        for meal in ("breakfast", "lunch") if n in (1, 2, 3) else ("breakfast", "lunch", "dinner"):
            PostMealWalkFactory(person=person, day=day(n), meal=meal)
        if n != 3:
            BedtimeLogFactory(person=person, day=day(n), sleep_quality=4)
    for n in (2, 5):
        SprintSessionFactory(person=person, day=day(n))


def text_of(response):
    """What the page says, without its mark-up."""
    main = response.content.decode().split("<main", 1)[-1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def row_of(response, name):
    """The cells of a row of the matrix, as a screen reader would have them, without dots."""
    page = response.content.decode()
    row = page[page.index(f'<th scope="row">{name}</th>') :].split("</tr>")[0]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
    return [" ".join(re.sub(r"<[^>]+>|·|–", "", cell).split()) for cell in cells]


# ── Which week ──────────────────────────────────────────────────────────────────────────────────
def test_the_review_begins_with_the_newest_week_that_is_over(client, week):
    assert client.get("/review/").headers["Location"] == URL


def test_a_log_that_began_this_week_begins_with_the_open_one(client, person):
    TargetFactory(person=person, starts_on=date(2026, 11, 23))
    assert client.get("/review/").headers["Location"] == "/review/2026-W48/"
    assert "in progress" in text_of(client.get("/review/2026-W48/"))


def test_arrows_lead_to_the_weeks_beside_it_as_far_as_there_are_any(client, week):
    def arrows(name):
        return re.findall(
            r'href="/review/([^/]+)/" rel="(\w+)"', client.get(f"/review/{name}/").content.decode()
        )

    assert arrows("2026-W47") == [("2026-W46", "prev"), ("2026-W48", "next")]
    assert arrows("2026-W46") == [("2026-W47", "next")]
    assert arrows("2026-W48") == [("2026-W47", "prev")]


@pytest.mark.parametrize(
    "name",
    [
        "2026-W54", "0000-W00", "2025-W53", "2026-W00", "9999-W52", "0001-W01",
        "2026-W45", "2026-W49", "2026-w47", "2026-W4", "next", "٢٠٢٦-W٤٧",
    ],
)  # fmt: skip
@pytest.mark.parametrize("week_start", [0, 6])
def test_weeks_that_do_not_exist_or_hold_nothing_yet_are_not_found(client, person, week, name, week_start):
    person.week_start = week_start
    person.save()
    for answer in (client.get(f"/review/{name}/"), client.post(f"/review/{name}/", {"reflection": "x"})):
        assert answer.status_code == 404
        assert "This page is missing its centre" in answer.content.decode()
    assert not person.reviews.exists()


@pytest.mark.parametrize(
    ("week_start", "said"),
    [
        (0, "Monday 16 to Sunday 22 November 2026"),
        (6, "Sunday 15 to Saturday 21 November 2026"),
        (5, "Saturday 14 to Friday 20 November 2026"),
    ],
)
def test_a_week_is_said_by_its_days_wherever_it_begins(client, person, week, week_start, said):
    person.week_start = week_start
    person.save()
    assert said in text_of(client.get(URL))


def test_somebody_who_has_not_set_up_yet_is_taken_there(client_of, db):
    newcomer = client_of(PersonFactory(set_up_at=None))
    assert newcomer.get("/review/").headers["Location"] == "/setup/"
    assert newcomer.get(URL).headers["Location"] == "/setup/"


# ── What it says ────────────────────────────────────────────────────────────────────────────────
def test_the_week_in_words_and_figures(client, week):
    said = text_of(client.get(URL))
    assert "Five days in range, and both sprints done." in said
    assert "One more day in range than the week before. Friday went above, with 552 mg." in said
    assert "Magnesium 5 of 7 days up, was 4" in said
    assert "Walks 18 of 21" in said
    assert "Sprints 2 of 2" in said
    assert "Bedtime 6 of 7 nights" in said
    # (5/7 + 4/7 + 1 + 6/7) ÷ 4
    assert (
        "Week score 79 %: the mean of magnesium in range on 5 of 7 days, all walks on 4 of 7 days,"
        " sprint sessions in 1 of 1 week and bedtime dose on 6 of 7 nights." in said
    )
    assert "Mean 456 mg a day. From 360 to 552 mg, standard deviation 55.4 mg." in said
    assert "Of the days logged, 1 below, 5 in and 1 above your range." in said
    assert "Glycinate 3,192 mg" in said


def test_the_matrix_holds_each_habit_on_each_day(client, week):
    page = client.get(URL)
    assert row_of(page, "Magnesium, mg") == [
        "456, in range", "456, in range", "456, in range", "360, below", "552, above", "456, in range",
        "456, in range",
    ]  # fmt: skip
    coloured = re.findall('data-mg="([a-z]+)"', page.content.decode())
    assert coloured == ["within", "within", "within", "below", "above", "within", "within"]
    assert row_of(page, "Dinner walk") == ["Yes", "No", "No", "No", "Yes", "Yes", "Yes"]
    assert row_of(page, "Sprint") == ["No", "No", "Yes", "No", "No", "Yes", "No"]
    assert row_of(page, "Bedtime dose") == ["Yes", "Yes", "Yes", "No", "Yes", "Yes", "Yes"]
    assert row_of(page, "Sleep, 1 to 5") == ["4", "4", "4", "not rated", "4", "4", "4"]


def test_days_to_come_are_neither_kept_nor_missed(client, week, person):
    DoseFactory(person=person, day=day(7), elemental_mg=Decimal(100))
    page = client.get("/review/2026-W48/")
    assert row_of(page, "Magnesium, mg") == ["100, so far", *["To come"] * 6]
    assert row_of(page, "Bedtime dose") == ["Not yet", *["To come"] * 6]
    assert 'href="/days/2026-11-23/"' in page.content.decode()
    assert 'href="/days/2026-11-24/"' not in page.content.decode()


def test_best_and_weakest_habit_are_named(client, week):
    said = text_of(client.get(URL))
    assert "Steadiest Sprint sessions, 2 of 2" in said
    assert "Most room Magnesium in range, 5 of 7 days" in said


def test_the_score_is_a_table_whose_sum_can_be_checked(client, week):
    page = client.get(URL).content.decode()
    table = page[page.index('id="score-title"') :].split("</section>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', table)
    assert rows == [
        ("Magnesium in range on 5 of 7 days", "71.4 %"),
        ("All walks on 4 of 7 days", "57.1 %"),
        ("Sprint sessions in 1 of 1 week", "100.0 %"),
        ("Bedtime dose on 6 of 7 nights", "85.7 %"),
    ]
    assert "79 %" in table
    assert "Walks count by full days here: 18 of 21 walks made 4 full days." in table


def test_a_week_that_has_just_begun_says_when_it_will_be_said_what_stands_out(client, person, week):
    said = text_of(client.get("/review/2026-W48/"))
    assert "What stands out comes on Thursday, when there is enough to compare." in said
    assert "Most room" not in said
    assert "How the week adds up" not in said


def test_too_few_rated_nights_are_no_news(client, week):
    assert "One thing worth noticing" not in text_of(client.get(URL))


def test_enough_rated_nights_are_compared_with_their_counts(client, person):
    TargetFactory(person=person, starts_on=day(-40))
    for n in range(8):
        BedtimeLogFactory(person=person, day=day(-n), sleep_quality=4 + n % 2)
    for n in range(10):
        BedtimeLogFactory(person=person, day=day(-n - 20), taken=False, sleep_quality=3)
    said = text_of(client.get(URL))
    assert "Sleep is rated 4.5 after a bedtime dose, 3.0 without." in said
    assert "31 August to 22 November 2026: 8 nights against 10." in said
    assert "A pattern in your own log; other things changed too. 3 comparisons were looked at." in said
    # Trends say the same of the same nights.
    page = client.get(URL).content.decode()
    address = unescape(re.search(r'href="(/trends/\?from=[^"]*)#observations"', page)[1])
    in_trends = text_of(client.get(address))
    for words in ("Sleep is rated 4.5 after a bedtime dose, 3.0 without.", "8 nights against 10."):
        assert words in in_trends


def test_what_was_noticed_once_is_not_said_again_the_week_after(client, person):
    TargetFactory(person=person, starts_on=day(-40))
    for n in range(8):
        BedtimeLogFactory(person=person, day=day(-n - 7), sleep_quality=4 + n % 2)
        BedtimeLogFactory(person=person, day=day(-n - 20), taken=False, sleep_quality=3)
    assert "One thing worth noticing" in text_of(client.get("/review/2026-W46/"))
    assert "One thing worth noticing" not in text_of(client.get(URL))


# ── Reflection and intention ────────────────────────────────────────────────────────────────────
def test_a_review_is_saved_and_shown_without_script(client, person, week):
    sent = {"reflection": "Evenings slip.\r\nKettle.", "intention": "dinner-14", "own_words": ""}
    answer = client.post(URL, sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, URL)
    review = person.reviews.get()
    assert (review.week, review.reflection) == ("2026-W47", "Evenings slip.\nKettle.")
    assert (review.intention, review.weekdays) == ("dinner", {1, 2, 3})
    page = client.get(URL).content.decode()
    assert ">Evenings slip.\nKettle.</textarea>" in page
    assert re.search(r'value="dinner-14" checked>', page)
    assert "Saved 19:04" in page


def test_saving_twice_keeps_one_review_and_a_look_keeps_none(client, person, week):
    client.get(URL)
    assert person.reviews.count() == 0
    for _ in range(2):
        client.post(URL, {"reflection": "Fine.", "intention": "none"})
    assert person.reviews.count() == 1


def test_what_is_typed_is_saved_alone_and_leaves_the_intention(client, person, week):
    save_review(person, "2026-W47", {"intention": "bedtime"})
    answer = client.post(URL, {"reflection": "Half a sent"}, headers=AUTOSAVE)
    assert answer.content.decode().strip() == (
        '<p class="hint screen-only" id="review-saved" role="status">Saved 19:04</p>'
    )
    review = person.reviews.get()
    assert (review.reflection, review.intention) == ("Half a sent", "bedtime")


def test_what_is_typed_and_too_long_is_refused_and_keeps_what_was_saved(client, person, week):
    save_review(person, "2026-W47", {"reflection": "Before."})
    answer = client.post(URL, {"reflection": "x" * 2001}, headers=AUTOSAVE)
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert "Keep it to 2000 characters; this has 2001." in answer.content.decode()
    assert person.reviews.get().reflection == "Before."


def test_two_thousand_characters_with_line_breaks_fit(client, person, week):
    longest = "x\r\n" * 999 + "xx"
    assert client.post(URL, {"reflection": longest}).status_code == 302
    assert len(person.reviews.get().reflection) == 2000


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reflection": "x" * 2001}, "Keep it to 2000 characters; this has 2001."),
        ({"reflection": "a\x00b"}, "Null characters are not allowed."),
        ({"reflection": "a\x1bb"}, "Leave out characters that cannot be seen."),
        ({"intention": "own"}, "Write what you intend, or choose another."),
        ({"intention": "own", "own_words": "x" * 201}, "Keep it to 200 characters; this has 201."),
        ({"intention": "own", "own_words": "a\nb"}, "Leave out characters that cannot be seen."),
        ({"intention": "sleep-127"}, "Choose one of these, or write your own."),
        ({"intention": "dinner-0"}, "Choose one of these, or write your own."),
        ({"intention": "dinner-128"}, "Choose one of these, or write your own."),
        ({"intention": "dinner-²"}, "Choose one of these, or write your own."),
        ({"intention": "dinner-" + "9" * 5000}, "Choose one of these, or write your own."),
    ],
)
def test_what_cannot_be_saved_comes_back_with_the_reason(client, person, week, sent, said):
    answer = client.post(URL, {"reflection": "Kept as typed."} | sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert person.reviews.count() == 0
    if "reflection" not in sent:
        assert "Kept as typed.</textarea>" in answer.content.decode()


def test_own_words_are_dropped_with_the_choice_of_something_else(client, person, week):
    client.post(URL, {"intention": "own", "own_words": "Lunch outside"})
    assert (person.reviews.get().intention, person.reviews.get().own_words) == ("own", "Lunch outside")
    client.post(URL, {"intention": "bedtime-127", "own_words": "Lunch outside"})
    assert (person.reviews.get().intention, person.reviews.get().own_words) == ("bedtime", "")


def test_the_intention_of_the_week_is_judged_by_what_was_logged(client, person, week):
    save_review(person, "2026-W46", {"intention": "dinner", "weekdays": {0, 1, 2, 3, 4}})
    assert (
        "This week’s was: Walk after dinner on Monday, Tuesday, Wednesday, Thursday and Friday."
        " Kept 2 of 5 times." in text_of(client.get(URL))
    )


def test_own_words_are_judged_by_the_person(client, person, week):
    save_review(person, "2026-W46", {"intention": "own", "own_words": "Lunch outside"})
    assert "How did it go?" in text_of(client.get(URL))
    client.post(URL, {"reflection": "", "intention": "none", "outcome": "partly"})
    assert person.reviews.get(week="2026-W46").outcome == "partly"
    assert re.search(r'name="outcome" value="partly" checked', client.get(URL).content.decode())
    refused = client.post(URL, {"outcome": "splendid"})
    assert (refused.status_code, person.reviews.get(week="2026-W46").outcome) == (422, "partly")


def test_an_outcome_nobody_asked_for_is_not_kept(client, person, week):
    save_review(person, "2026-W46", {"intention": "bedtime"})
    client.post(URL, {"outcome": "kept"})
    assert person.reviews.get(week="2026-W46").outcome == ""


def test_todays_page_shows_what_was_meant_for_the_week(client, person, week):
    save_review(person, "2026-W47", {"intention": "bedtime"})
    BedtimeLogFactory(person=person, day=day(7))
    assert "This week: Take the bedtime dose every night . Kept 1 of 1 time." in text_of(client.get("/"))
    assert "This week:" not in text_of(client.get("/days/2026-11-22/"))


# ── Whose it is, and what it costs ──────────────────────────────────────────────────────────────
def test_words_are_escaped_wherever_they_are_shown(client, person, week):
    attack = "<script>alert(1)</script>"
    save_review(person, "2026-W46", {"intention": "own", "own_words": attack})
    save_review(person, "2026-W47", {"intention": "own", "own_words": attack, "reflection": attack})
    for page in (client.get(URL), client.get("/")):
        assert attack not in page.content.decode()


def test_nobody_elses_words_are_shown_or_changed(client, person, other_person, week):
    save_review(other_person, "2026-W47", {"reflection": "Secret."})
    assert "Secret." not in client.get(URL).content.decode()
    client.post(URL, {"reflection": "Mine."})
    assert other_person.reviews.get().reflection == "Secret."


def test_a_stranger_signs_in_first(db):
    from django.test import Client

    for address in ("/review/", URL):
        for answer in (Client().get(address), Client().post(URL, {"reflection": "x"})):
            assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("count", [1, 60])
def test_a_week_takes_thirteen_queries_with_the_session(client, person, count, django_assert_num_queries):
    TargetFactory(person=person, starts_on=day(-400))
    for n in range(count):
        DoseFactory(person=person, day=day(-n))
        save_review(person, f"2026-W{max(1, 47 - n):02}", {"intention": "bedtime"})
    store_anew(person, today=NOW.date())
    with django_assert_num_queries(13):
        client.get(URL)


def test_the_page_needs_no_inline_style_or_script(client, week):
    page = client.get(URL).content.decode()
    assert 'style="' not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
