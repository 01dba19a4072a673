"""The days that somebody wants to look at."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.domain.days import FIRST_DAY
from tracker.domain.spans import MAX_SPAN, MAX_YEARS, Span, own_span


class SpanForm(forms.Form):
    """The first and the last day of a stretch; neither lies ahead of `today`."""

    error_css_class = "field--error"
    # Whether both days must be said, and how far apart they may be.
    needs_days = True
    max_span: timedelta | None = MAX_SPAN

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = forms.DateField(
                label=label,
                required=self.needs_days,
                # Dates in addresses are the same in every language.
                input_formats=["%Y-%m-%d"],
                widget=forms.DateInput(
                    format="%Y-%m-%d",
                    attrs={"type": "date", "min": FIRST_DAY.isoformat(), "max": today.isoformat()},
                ),
                error_messages={
                    "required": _("Choose a day."),
                    "invalid": _("Choose a day, such as 2026-03-14."),
                },
            )

    def clean(self) -> dict[str, Any]:
        """Check both days together."""
        days = super().clean() or {}
        for name in ("from", "to"):
            day = days.get(name)
            if day is None:
                continue
            if day > self.today:
                self.add_error(name, _("That day has not come yet."))
            elif day < FIRST_DAY:
                self.add_error(name, _("Choose a day after 1969."))
        first, last = days.get("from"), days.get("to")
        if first and last and not self.errors:
            if first > last:
                self.add_error("to", ValidationError(_("This day is before the first.")))
            elif self.max_span and last - first > self.max_span:
                words = _("Choose at most %(years)d years.") % {"years": MAX_YEARS}
                self.add_error("from", ValidationError(words))
        return days

    @property
    def span(self) -> Span:
        """The days chosen, once they are valid."""
        return own_span(self.cleaned_data["from"], self.cleaned_data["to"], self.today)
