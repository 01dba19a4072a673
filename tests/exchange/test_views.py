"""The file that one takes along, as it is handed out."""

import json

import pytest

from tests.factories import PersonFactory
from tests.people import person_with_everything

EXPORT = "/settings/account/export.json"


@pytest.fixture(autouse=True)
def morning(db, time_machine):
    time_machine.move_to("2026-11-23T07:00:00Z", tick=False)


def test_everything_is_a_file_to_keep_and_nobody_keeps_it_on_the_way(client_of):
    response = client_of(person_with_everything()).get(EXPORT)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="twelve-2026-11-23.json"'
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    file = json.loads(response.content)
    assert (file["format"], file["exported_at"]) == ("twelve", "2026-11-23T08:00:00+01:00")
    assert len(file["doses"]) == 2


def test_the_file_is_named_by_the_persons_own_date(client_of, time_machine):
    time_machine.move_to("2026-11-23T20:00:00Z", tick=False)
    response = client_of(PersonFactory(time_zone="Pacific/Auckland")).get(EXPORT)
    assert "twelve-2026-11-24.json" in response.headers["Content-Disposition"]
