"""Whatever is sent that no page of ours sends, nobody sees a 500 and nothing is stored."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests import breadth
from tests.addresses import named_addresses
from tests.bad_values import NO_DAYS, NO_NOTES
from tests.breadth import examples, some
from tests.database import unchanged_database
from tests.views.sent import (
    BEDTIME,
    DAY_SETTINGS,
    DOSE,
    FRAGMENT,
    MEDICINE,
    NEVER,
    SAFETY,
    SETUP,
    SPRINT,
    SUPPLEMENT,
    TARGET,
    TODAY,
    WALK,
    YESTERDAY,
    address_of,
    person_of_yesterday,
    refused,
    says_why,
    ways,
)
from tracker.domain.days import week_first_day, week_name
from tracker.presenters.review.mail import stop_token


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)


@pytest.fixture
def person(db):
    return person_of_yesterday()


@pytest.fixture
def visitor(person, client_of):
    return client_of(person)


# ── Paths ───────────────────────────────────────────────────────────────────────────────────────


DAY_NAMES = ["day", "doses", "walks", "sprints", "bedtime", "rate_night", "ceiling_note", "log_supplement"]


NO_PATH_DAYS = [
    "0001-01-01", "1969-12-31", "9999-12-31", "9999-01-01", "2026-11-23", "2026-06-31", "2026-02-29",
    "2026-13-01", "0000-00-00", "2026-1-1", "20261122", "tomorrow", "2026-W47-1", "-2026-11-22",
    "２０２６-11-22", "2026-11-22%00", "%ff%fe", "NaN",
]  # fmt: skip


@pytest.mark.parametrize(("number", "name"), list(enumerate(DAY_NAMES)))
def test_a_path_without_a_day_that_has_come_is_not_found(number, name, person, visitor):
    arguments = [TODAY, person.supplements.live().get().pk] if name == "log_supplement" else [TODAY]
    with unchanged_database():
        for text in some(NO_PATH_DAYS, number, 2):
            address = reverse(f"tracker:{name}", args=arguments).replace("2026-11-22", text)
            for headers in ({}, FRAGMENT):
                assert visitor.get(address, headers=headers).status_code in {404, 405}, text
                answer = visitor.post(address, DOSE | WALK | SPRINT, headers=headers)
                assert answer.status_code in {404, 405}, text


def test_the_first_day_of_all_can_be_opened(visitor):
    assert visitor.get("/days/1970-01-01/").status_code == 200


@pytest.mark.parametrize("typed", NO_DAYS)
def test_a_day_that_cannot_be_chosen_leads_back_to_today_with_a_word(typed, visitor):
    response = visitor.get(reverse("tracker:choose_day"), {"day": typed}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Choose a day, such as" in response.text or "That day has not come yet." in response.text


# ── Ids ─────────────────────────────────────────────────────────────────────────────────────────


NO_IDS = ["x", "1", "not-a-uuid", f"{NEVER}0", "\x00", "9" * 10_000]


@pytest.mark.parametrize(
    ("number", "what"), list(enumerate(["doses", "walks", "sprints", "bedtime", "log_supplement"]))
)
def test_a_broken_entry_id_is_refused_with_a_word(number, what, person, visitor):
    form = {"doses": DOSE, "walks": WALK, "sprints": SPRINT}.get(what, {})
    with unchanged_database():
        for entry_id, headers in product(some(NO_IDS, number), ways(number)):
            assert says_why(refused(visitor, person, what, form | {"entry_id": entry_id}, headers))


@pytest.mark.parametrize(
    "path",
    [
        "/doses/not-a-uuid/",
        f"/doses/{NEVER}/",
        f"/walks/{NEVER}/delete/",
        f"/naps/{NEVER}/",
        "/settings/supplements/0/",
        "/settings/supplements/9223372036854775808/",
        f"/settings/supplements/{'9' * 200}/",
        f"/settings/supplements/{'9' * 5000}/archive/",
        "/settings/supplements/99999999999999999999/restore/",
        "/settings/supplements/-1/",
        "/settings/safety/medicines/0/",
        "/settings/safety/medicines/99999999999999999999/",
        f"/settings/safety/medicines/{'9' * 5000}/remove/",
        "/days/2026-11-22/tap/99999999999999999999999/",
        f"/days/2026-11-22/tap/{'9' * 5000}/",
        "/%00/",
        "/%ed%a0%80/",
        "/..%2f..%2fetc/passwd",
    ],
)
def test_a_path_that_names_nothing_is_not_found(path, visitor):
    with unchanged_database():
        assert visitor.post(path).status_code == 404
        assert visitor.get(path).status_code in {404, 405}


@pytest.mark.parametrize(
    "token",
    ["", "x", ":", "::", ".a:b:c", "a:b:c", "\x00", "ü:ü:ü", "e30:1:1", "9" * 10_000, "\ufffd:\ufffd"],
)
@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_an_undo_that_is_none_says_so_and_changes_nothing(token, headers, visitor):
    with unchanged_database():
        response = visitor.post(reverse("tracker:undo"), {"token": token}, headers=headers, follow=True)
        assert response.status_code == 200
        assert "can no longer be undone" in response.text


# ── What is no form at all ──────────────────────────────────────────────────────────────────────


def addresses_of(person):
    """Each address of the app, for rows of this person; apart from deleting, which takes no form."""
    rows = {
        "entry_id": str(person.doses.order_by("pk").first().entry_id),
        "kind": "doses",
        "pk": str(person.supplements.live().get().pk),
        "day": YESTERDAY,
        "start": YESTERDAY,
        "week": week_name(week_first_day(YESTERDAY, 0)),
        "chart": "magnesium",
        "token": stop_token(person),
    }
    found = [
        reverse(f"tracker:{name}", kwargs={each: rows[each] for each in names})
        for name, names in named_addresses().items()
        if name != "delete_entry"
    ]
    assert len(found) > 10
    return found


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\xfd=\xff&note=%ff%fe&amount=%ed%a0%80&entry_id=%00", "application/x-www-form-urlencoded"),
        (b"note=%ED%A0%80&time=%ff", "application/x-www-form-urlencoded; charset=utf-8"),
        (b"&&&===;;;", "application/x-www-form-urlencoded"),
        (b"amount=" + b"9" * 100_000, "application/x-www-form-urlencoded"),
        (b"a=1&" * 1_100, "application/x-www-form-urlencoded"),
        (b"note=" + b"n" * 3_000_000, "application/x-www-form-urlencoded"),
        (b'{"amount": NaN}', "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"broken", "multipart/form-data"),
        (b"note=a", "application/x-www-form-urlencoded; charset=no-such"),
        (b"note=a", "\xff"),
    ],
    ids=range(12),
)
def test_a_body_that_is_no_form_never_breaks_a_page(body, content_type, person, visitor):
    visitor.raise_request_exception = False
    every = addresses_of(person)
    # Each address gets some body, and each body comes to some addresses.
    mine = every if breadth.thorough else every[len(body) % 5 :: 5]
    for place, address in enumerate(mine):
        headers = [{}, FRAGMENT][place % 2]
        response = visitor.generic("POST", address, body, content_type=content_type, headers=headers)
        assert response.status_code < 500, address


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Current-URL": "http://["},
        {"HX-Current-URL": "http://testserver:port/"},
        {"HX-Current-URL": "\x00"},
        {"HX-Target": "no-such"},
        {"HX-Target": "../../etc"},
        {"Accept-Language": "xx" * 5_000},
        {"Referer": "http://["},
        {"Accept-Encoding": "gzip;q=NaN"},
    ],
    ids=str,
)
def test_odd_headers_never_break_a_page(headers, person, visitor):
    headers = {"HX-Request": "true"} | headers
    assert visitor.get("/", headers=headers).status_code == 200
    response = visitor.post(address_of("doses", person), DOSE, headers=headers)
    assert response.status_code == 200
    assert Client().get("/trends/", headers=headers).headers["HX-Redirect"].startswith("/accounts/login/")


FIELD_NAMES = sorted(
    {
        *DOSE, *WALK, *SPRINT, *BEDTIME, *SUPPLEMENT, *TARGET, *DAY_SETTINGS, *SETUP, *SAFETY, *MEDICINE,
        "entry_id", "on", "token", "quality", "from", "when", "confirmed", "keep", "skip", "day",
        "password",
    }
)  # fmt: skip
PLAUSIBLE = st.sampled_from(
    ["on", "now", "today", "08:00", "2026-11-21", "9999-12-31", "0001-01-01", "400,5", "-1", "0", "1e9",
     "NaN", "99", "glycinate", "other", "units", "compound", "elemental", "lunch", "bike", "own", "UTC",
     "Europe/Oslo", "03:00", "00000000-0000-0000-0000-000000000000", *NO_NOTES[2:]]
)  # fmt: skip
# No lone surrogates: bytes that are no UTF-8 arrive as U+FFFD, which is tried above.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.fixture
def addresses(person):
    return addresses_of(person)


@hypothesis_settings(
    max_examples=examples(3),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    form=st.dictionaries(st.sampled_from(FIELD_NAMES), PLAUSIBLE | ANY_TEXT, min_size=1, max_size=14),
    headers=st.sampled_from([{}, FRAGMENT]),
)
@example(form={"note": "\u0958" * 200, "meal": "lunch"}, headers={})
@example(form={"when": "now", "time": "02:00"}, headers=FRAGMENT)
def test_no_form_whatever_it_holds_breaks_a_page(form, headers, visitor, addresses):
    for address in addresses:
        response = visitor.post(address, form, headers=headers)
        assert response.status_code in {200, 204, 302, 400, 404, 405, 409, 422}, (
            address,
            response.status_code,
        )
