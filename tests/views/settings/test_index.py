from django.test import Client
from django.urls import reverse


def test_the_settings_begin_with_the_target(person, client_of):
    assert client_of(person).get(reverse("tracker:settings")).url == reverse("tracker:targets")


def test_they_are_read_and_never_written_as_a_whole():
    assert Client().post(reverse("tracker:settings")).status_code == 405
