"""Entries as people type them: text in, clean values out."""

from datetime import date, datetime
from datetime import time as clock_time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.domain.days import FIRST_DAY, is_ahead, logical_day, moment_on_day
from tracker.domain.zones import zone_or_utc
from tracker.forms.fields import PlainTextField
from tracker.models import Entry, User
from tracker.vocabulary.clocks import clock_words


class EntryForm(forms.Form):
    """What every kind of entry asks: an id made in advance, when, and a note."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter a time, such as 07:45.")},
    )
    note = PlainTextField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, person: User, day: date, now: datetime, **kwargs: Any) -> None:
        """`day` is the page's logical day; `now` settles "just now" and what has not come yet."""
        super().__init__(*args, **kwargs)
        self.person, self.day, self.now = person, day, now
        self.zone = person.zone
        self.today = logical_day(now, self.zone, person.day_start)
        self.initial.setdefault("entry_id", uuid4())

    # When nothing is said: now on the open day, this clock time on a past one.
    usual_clock = clock_time(12, 0)

    def clean_entry_id(self) -> Any:
        """The id the client made; a new one when it made none."""
        return self.cleaned_data["entry_id"] or uuid4()

    def clean(self) -> dict[str, Any]:
        """Add `moment` and the logical `day` it belongs to."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors.pop("entry_id", None):
            # Nobody typed it, so nobody can correct it: the form comes back with another.
            self.data = {**{name: self.data[name] for name in self.data}, "entry_id": str(uuid4())}
            self.add_error(None, _("This form was damaged on its way. Please send it again."))
        if "time" in cleaned:
            self._settle(cleaned)
        return cleaned

    def _settle(self, cleaned: dict[str, Any]) -> None:
        clock = cleaned["time"]
        if clock is None and self.day == self.today:
            moment = self.now
        else:
            moment = moment_on_day(self.day, clock or self.usual_clock, self.zone, self.person.day_start)
            # The minute a person types is the minute it is.
            if is_ahead(moment, self.now):
                self.add_error("time", self._not_yet(clock))
                return
        cleaned["moment"] = moment
        cleaned["day"] = logical_day(moment, self.zone, self.person.day_start)

    def _not_yet(self, clock: clock_time | None) -> str:
        if clock and self.day == self.today and clock < self.person.day_start:
            return _("Times before %(start)s belong to the day before. Open it to log this.") % {
                "start": clock_words(self.person.day_start)
            }
        return _("%(time)s has not happened yet. Pick a time up to %(now)s.") % {
            "time": clock_words(clock or self.usual_clock),
            "now": clock_words(self.now.astimezone(self.zone).time()),
        }


class EntryEditForm(EntryForm):
    """An entry that exists: its day can be changed too, and an unchanged time keeps its seconds."""

    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, such as 2026-03-14."), "required": _("Choose a day.")},
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        initial = {
            "entry_id": entry.entry_id,
            "time": entry.local_moment.time().replace(second=0, microsecond=0),
            "on": entry.day,
            "note": entry.note,
        } | kwargs.pop("initial", {})
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.fields["time"].required = True
        # The clock on the wall where it was logged, not where the person is now.
        self.zone = zone_or_utc(entry.time_zone)

    def clean_entry_id(self) -> Any:
        """An entry keeps its id."""
        return self.entry.entry_id

    def _settle(self, cleaned: dict[str, Any]) -> None:
        on = cleaned.get("on")
        if on is None or cleaned["time"] is None:
            return
        if on == self.entry.day and cleaned["time"] == self.initial["time"]:
            cleaned["moment"], cleaned["day"] = self.entry.moment, self.entry.day
            return
        if on > self.today:
            self.add_error("on", _("This day has not come yet."))
        elif on < FIRST_DAY:
            self.add_error("on", before_first_day())
        else:
            self.day = on
            super()._settle(cleaned)


def before_first_day() -> str:
    return _("Choose a day after %(first)s.") % {"first": FIRST_DAY.isoformat()}
