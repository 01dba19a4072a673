"""Clock times as the person of a request reads them."""

from tracker.vocabulary.clocks import hour_format


class ClockOfPerson:
    """Lets all that a request writes follow the person's choice of 12 or 24 hours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Who is not signed in has chosen nothing.
        with hour_format(lambda: getattr(request.user, "hour_format", "24")):
            return self.get_response(request)
