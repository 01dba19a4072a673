"""What is measured must be what people see."""

import pytest

from bench.fill import signed_in


@pytest.mark.django_db
def test_who_pages_are_measured_for_is_signed_in(client, person):
    client.cookies["sessionid"] = signed_in(person)
    response = client.get("/settings/targets/")
    assert response.status_code == 200
    assert response.context["user"] == person
