"""What a stranger reads first."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
def test_the_start_page_is_honest(client):
    page = client.get("/").content.decode()
    for words in ("nothing was reversed", "is a total, food included", "never diagnoses", "350", "250"):
        assert words in page
    assert reverse("account_signup") in page
    assert reverse("account_login") in page
