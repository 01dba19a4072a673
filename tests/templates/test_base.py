"""What every page has around it."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
def test_a_persons_theme_is_set_on_the_page(person, client_of):
    person.theme = "dark"
    person.save()
    page = client_of(person).get(reverse("account_change_password")).content.decode()
    assert 'data-theme="dark"' in page
    assert '<meta name="color-scheme" content="dark">' in page
