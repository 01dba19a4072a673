"""What each request is given before a view sees it, and each answer on its way out."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from tracker.vocabulary.clocks import hour_format


class HourFormatMiddleware:
    """Lets all that a request writes follow the person's choice of 12 or 24 hours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Who is not signed in has chosen nothing.
        with hour_format(lambda: getattr(request.user, "hour_format", "24")):
            return self.get_response(request)


class PersonLanguageMiddleware:
    """Answers in the person's language; who has chosen none, or is not signed in, gets the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without a session nobody is signed in, and nothing need be asked.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        language = getattr(request.user, "language", "")
        if not language:
            return self.get_response(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            # Before the language of the browser comes back: a template response is drawn here at the latest.
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


class UnprocessableFormsMiddleware(MiddlewareMixin):
    """A form of allauth's that comes back with errors says so in its status, like every other form here."""

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Runs before the page is drawn, when the view's form can still be asked."""
        context = response.context_data or {}
        forms = [context.get("form"), context.get("webauthn_form")]
        if (
            request.method == "POST"
            and response.status_code == HTTPStatus.OK
            and any(getattr(form, "errors", None) for form in forms)
        ):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
