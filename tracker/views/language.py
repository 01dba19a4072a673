"""The language that a person chose, whatever their browser asks for."""

from django.conf import settings
from django.utils import translation


class LanguageOfPerson:
    """Answers in the person's language; who has chosen none, or is not signed in, gets the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
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
