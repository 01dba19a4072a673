from datetime import time

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import Client
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from tests.factories import PersonFactory, TargetFactory
from tracker.http.middleware import (
    HourFormatMiddleware,
    PersonLanguageMiddleware,
    UnprocessableFormsMiddleware,
)
from tracker.models import User
from tracker.vocabulary.clocks import clock_words

EVENING = time(19, 42)


# ── Hours ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("person", "words"),
    [
        (User(hour_format="24"), "19:42"),
        (User(hour_format="12"), "7:42\N{NO-BREAK SPACE}pm"),
        (AnonymousUser(), "19:42"),
    ],
)
def test_times_are_written_as_the_person_chose_and_only_in_their_answer(person, words, asked):
    said = []
    HourFormatMiddleware(lambda _request: said.append(clock_words(EVENING)))(asked(person=person))
    assert said == [words]
    assert clock_words(EVENING) == "19:42"


def stored():
    """A person who would have to be loaded first."""
    return SimpleLazyObject(lambda: pytest.fail("the person was loaded"))


def test_an_answer_without_a_time_asks_for_no_person(asked):
    answer = HttpResponse()
    assert HourFormatMiddleware(lambda _request: answer)(asked(person=stored())) is answer


# ── Languages ───────────────────────────────────────────────────────────────────────────────────
def spoken(request, **headers):
    """In which language a request is answered, and what the answer says of it."""
    said = []

    def answer(_request):
        said.append(translation.get_language())
        return HttpResponse(headers=headers)

    response = PersonLanguageMiddleware(answer)(request)
    return said[0], response.headers.get("Content-Language")


def with_session(request):
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "any"
    return request


def test_who_chose_a_language_is_answered_in_it_and_others_after_them_in_theirs(asked):
    request = with_session(asked(person=User(language="de")))
    assert spoken(request) == ("de", "de")
    assert request.LANGUAGE_CODE == "de"
    assert translation.get_language() == "en"


@pytest.mark.parametrize("person", [User(language=""), AnonymousUser()])
def test_who_chose_none_gets_what_the_browser_asked_for(person, asked):
    with translation.override("de"):
        assert spoken(with_session(asked(person=person))) == ("de", None)


def test_without_a_session_nobody_is_asked_for(asked):
    assert spoken(asked(person=stored())) == ("en", None)


def test_an_answer_that_names_its_language_keeps_it(asked):
    request = with_session(asked(person=User(language="de")))
    assert spoken(request, **{"Content-Language": "fr"}) == ("de", "fr")


@pytest.mark.once
def test_what_a_person_chose_counts_more_than_what_the_browser_asks_for(db, client_of):
    person = PersonFactory(language="de")
    TargetFactory(person=person)
    reader = client_of(person)
    assert '<html lang="de"' in reader.get("/", headers={"Accept-Language": "en"}).text
    reader.post("/accounts/logout/")
    assert '<html lang="en"' in reader.get("/", headers={"Accept-Language": "en"}).text
    assert '<html lang="de"' in reader.get("/", headers={"Accept-Language": "de-AT"}).text
    assert '<html lang="en"' in reader.get("/", headers={"Accept-Language": "fr"}).text


# ── Forms with errors ───────────────────────────────────────────────────────────────────────────
class CodeForm(forms.Form):
    code = forms.CharField()


RIGHT, WRONG = CodeForm({"code": "123456"}), CodeForm({"code": ""})


@pytest.mark.parametrize(
    ("posted", "context", "status", "becomes"),
    [
        ({}, {"form": WRONG}, 200, 422),
        ({}, {"form": RIGHT, "webauthn_form": WRONG}, 200, 422),
        ({}, {"form": RIGHT}, 200, 200),
        ({}, {"form": None}, 200, 200),
        ({}, None, 200, 200),
        # Read, not sent; or refused for another reason already.
        (None, {"form": WRONG}, 200, 200),
        ({}, {"form": WRONG}, 429, 429),
    ],
)
def test_a_form_that_comes_back_with_errors_says_so_in_its_status(posted, context, status, becomes, asked):
    request = asked(posted=posted)
    response = TemplateResponse(request, "page.html", context, status=status)
    middleware = UnprocessableFormsMiddleware(lambda _request: response)
    assert middleware.process_template_response(request, response).status_code == becomes


@pytest.mark.once
@pytest.mark.django_db
def test_it_is_so_for_allauths_forms():
    client = Client()
    assert client.get("/accounts/login/").status_code == 200
    assert client.post("/accounts/login/", {}).status_code == 422
