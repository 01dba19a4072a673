from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = [
    PersonFactory,
    TargetFactory,
    PauseFactory,
    SupplementFactory,
    DoseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    BedtimeLogFactory,
]


@pytest.fixture
def operator(client_of):
    return client_of(PersonFactory(is_staff=True, is_superuser=True))


def address(row, page, *args):
    return reverse(f"admin:tracker_{row._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("factory", FACTORIES)
def test_an_operator_can_list_search_open_and_add(operator, factory):
    row = factory()
    for path in (
        address(row, "changelist"),
        address(row, "changelist") + "?q=person",
        address(row, "change", row.pk),
        address(row, "add"),
    ):
        assert operator.get(path).status_code == 200


@pytest.mark.parametrize("factory", FACTORIES)
def test_nobody_else_can(client_of, factory):
    row = factory()
    response = client_of(PersonFactory()).get(address(row, "changelist"))
    assert response.status_code in (302, 403)


@pytest.mark.parametrize("factory", [DoseFactory, PostMealWalkFactory, BedtimeLogFactory])
@pytest.mark.parametrize("count", [1, 20])
def test_a_list_takes_the_same_queries_for_one_row_and_for_many(
    operator, factory, count, django_assert_max_num_queries
):
    for number in range(count):
        row = factory(day=date(2026, 3, 1 + number))
    with django_assert_max_num_queries(9):
        operator.get(address(row, "changelist"))


def test_deleting_an_entry_makes_its_persons_past_be_summed_anew(operator):
    dose = DoseFactory()
    operator.post(address(dose, "delete", dose.pk), {"post": "yes"})
    dose.person.refresh_from_db()
    assert dose.person.history_version == 1


def test_deleting_many_does_so_for_each_person(operator):
    doses = DoseFactory.create_batch(2)
    operator.post(
        address(doses[0], "changelist"),
        {"action": "delete_selected", "_selected_action": [dose.pk for dose in doses], "post": "yes"},
    )
    for dose in doses:
        dose.person.refresh_from_db()
    assert [dose.person.history_version for dose in doses] == [1, 1]


def test_every_table_is_registered():
    registered = {model._meta.model_name for model in admin.site._registry}
    assert {factory._meta.model._meta.model_name for factory in FACTORIES} <= registered
