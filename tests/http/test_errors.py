"""The pages for when something is wrong."""

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.policy import INLINE
from tracker.http import errors


@pytest.mark.django_db
def test_a_form_without_its_token_gets_a_page_that_explains():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "403_csrf.html" in [template.name for template in response.templates]


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_our_look():
    response = Client().get("/no-such-page/")
    assert response.status_code == 404
    assert "404.html" in [template.name for template in response.templates]


def test_an_unknown_host_is_refused_without_an_error():
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400


def test_the_page_for_our_own_mistakes_asks_nothing_of_database_or_session():
    # No database is allowed in this test, and this request has no session.
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"<html" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.permission_denied, 403), (errors.page_not_found, 404), (errors.bad_request, 400)],
)
def test_each_page_carries_its_status(rf, view, status):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    assert view(request, Http404()).status_code == status


@pytest.mark.django_db
def test_trying_too_often_has_its_own_page(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    assert errors.too_many_requests(request).status_code == 429


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_a_page_of_an_error_needs_neither_request_nor_database(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string(f"{name}.html")
    assert "<h1>" in page
    assert not INLINE.search(page)
