"""A span of days that asks for nothing."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tracker.domain.spans import MAX_YEARS
from tracker.models import Pause

from .fields import DayField, PlainTextField

# A pause excuses; one that never ends is a plan that has changed.
MAX_PAUSE = timedelta(days=731)


class PauseForm(forms.Form):
    """The first and the last day of a pause, and why."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("It is paused too. You can end a pause earlier."))
    reason = PlainTextField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Ill, travelling, or whatever it is. Only you see it."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, pause: Pause | None = None
    ) -> None:
        initial: dict[str, Any] = {"first_day": today, "last_day": today}
        if pause:
            initial = {name: getattr(pause, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        cast(DayField, self.fields["first_day"]).first = today - timedelta(days=365 * MAX_YEARS)
        cast(DayField, self.fields["last_day"]).last = today + MAX_PAUSE

    def clean(self) -> dict[str, Any]:
        """Refuse a pause that ends before it begins, and one longer than two years."""
        values = super().clean() or self.cleaned_data
        first, last = values.get("first_day"), values.get("last_day")
        if first is None or last is None:
            return values
        if last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif last - first >= MAX_PAUSE:
            self.add_error(
                "last_day",
                _("A pause lasts two years at most. If your plan has changed for good, change your targets."),
            )
        return values

    def refuse_overlap(self, other: Pause | None) -> None:
        """Say at the field which pause is in the way; one made at this very moment has no name yet."""
        if other is None:
            self.add_error("first_day", _("Another pause was just made on these days. Look at your pauses."))
            return
        field = "first_day" if self.cleaned_data["first_day"] >= other.first_day else "last_day"
        words = {
            "first": date_format(other.first_day, "j F Y"),
            "last": date_format(other.last_day, "j F Y"),
        }
        self.add_error(
            field,
            _("You have a pause from %(first)s to %(last)s. Edit that one, or choose other days.") % words,
        )
