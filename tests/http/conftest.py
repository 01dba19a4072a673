import pytest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails


@pytest.fixture
def asked():
    """Make a request as a view is told of it; with a `target` it is htmx's, for that part of the page."""

    def made(target=None, *, posted=None, person=None, **headers):
        headers |= {"HX-Request": "true", "HX-Target": target} if target else {}
        factory = RequestFactory()
        request = (
            factory.get("/", headers=headers)
            if posted is None
            else factory.post("/", posted, headers=headers)
        )
        request.htmx = HtmxDetails(request)
        request.user = person
        return request

    return made


@pytest.fixture
def templates(settings):
    """Have only these templates, by their names."""

    def written(**texts):
        settings.TEMPLATES = [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.locmem.Loader",
                            {f"{name}.html": text for name, text in texts.items()},
                        )
                    ]
                },
            }
        ]

    return written
