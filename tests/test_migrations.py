import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_make():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_migrations_can_be_taken_back_and_made_again():
    call_command("migrate", "tracker", "0001", verbosity=0)
    call_command("migrate", "tracker", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_whoever_is_signed_in_stays_so_though_the_backend_moved(client_of, person):
    client = client_of(person)
    session = client.session
    session["_auth_user_backend"] = "tracker.views.access.AuthenticationBackend"
    session.save()
    assert client.get("/settings/targets/").status_code == 302
    # What came later is taken back in earnest: only what this one did can be done twice.
    call_command("migrate", "tracker", "0006", verbosity=0)
    call_command("migrate", "tracker", "0005", "--fake", verbosity=0)
    call_command("migrate", "tracker", verbosity=0)
    assert client.get("/settings/targets/").status_code == 200
