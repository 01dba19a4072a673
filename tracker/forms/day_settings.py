"""A person's clocks: where they are, when their days and weeks begin; and the look."""

from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.models import User
from tracker.vocabulary.clocks import clock_words
from tracker.vocabulary.names import HourFormat, Theme, WeekStart

# Regions of the zone database that name places. The others (Etc, US, Brazil, "Cuba" …) are old names of
# the same clocks: understood when a browser sends one, but not offered.
_OFFERED_REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def known_zones() -> frozenset[str]:
    """Names of all time zones that can be stored."""
    # Both are there on some systems: one is whatever the server's clock shows, the other no place at all.
    return frozenset(available_timezones() - {"localtime", "Factory"})


@cache
def offered_zones() -> list[str]:
    """Names of the zones to choose from, in alphabetical order with UTC last."""
    return [*sorted(name for name in known_zones() if name.split("/")[0] in _OFFERED_REGIONS), "UTC"]


class TimeZoneField(forms.CharField):
    """The IANA name of a time zone."""

    default_error_messages = {"unknown": _("Choose a time zone from the list.")}

    def clean(self, value: Any) -> str:
        """Return the zone's name; raises ValidationError."""
        name: str = super().clean(value)
        if name not in known_zones():
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return name


class TimeZoneForm(forms.Form):
    """Where a person's clock is."""

    time_zone = TimeZoneField(label=_("Time zone"))

    def time_zones(self) -> list[str]:
        """Names to offer: the usual ones and the one that is chosen."""
        chosen = self["time_zone"].value()
        offered = offered_zones()
        return [chosen, *offered] if self.is_zone_known and chosen not in offered else offered

    @property
    def is_zone_known(self) -> bool:
        """Whether the zone in the field is one: an unknown one stands for no place in the list."""
        return self["time_zone"].value() in known_zones()


class DayForm(TimeZoneForm):
    """Clocks, the first day of the week, the look."""

    day_start = forms.TypedChoiceField(
        label=_("A new day starts at"),
        coerce=time.fromisoformat,
    )
    week_start = forms.TypedChoiceField(
        label=_("A week starts on"),
        coerce=int,
        choices=WeekStart,
        error_messages={"invalid_choice": _("Choose a day from the list.")},
    )
    hour_format = forms.ChoiceField(
        label=_("Clock"),
        choices=HourFormat,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )
    theme = forms.ChoiceField(
        label=_("Theme"),
        choices=Theme,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: User) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, initial=initial | {"day_start": person.day_start.isoformat("minutes")})
        starts = {time(minutes // 60, minutes % 60) for minutes in range(0, 361, 30)} | {person.day_start}
        self._offer(
            "day_start", [(start.isoformat("minutes"), clock_words(start)) for start in sorted(starts)]
        )
        self._offer("language", [("", str(_("As the browser"))), *settings.LANGUAGES])
        self._say_clocks()

    def _say_clocks(self) -> None:
        """Write the times in hints and errors as the person reads clocks."""
        day_start = self.fields["day_start"]
        day_start.help_text = _("With %(start)s, a dose at %(dose)s counts for the evening before.") % {
            "start": clock_words(time(3)),
            "dose": clock_words(time(1, 30)),
        }
        day_start.error_messages["invalid_choice"] = _("A day starts between %(first)s and %(last)s.") % {
            "first": clock_words(time(0)),
            "last": clock_words(time(6)),
        }

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices
