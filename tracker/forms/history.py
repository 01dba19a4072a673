"""What somebody looks for among all entries."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.models import ENTRY_MODELS

from .fields import PlainTextField
from .trends import SpanForm

# What stands for no kind but for having a note; kinds are called as in addresses.
NOTED = "noted"
MAX_QUERY_LENGTH = 100


class HistoryForm(SpanForm):
    """Words, a kind of entry and the days it may be of; each may be left out."""

    needs_days = False
    max_span = None

    q = PlainTextField(
        label=_("Search entries and notes"),
        required=False,
        max_length=MAX_QUERY_LENGTH,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "enterkeyhint": "search",
                "placeholder": _("Notes, forms, supplements, meals"),
            }
        ),
    )
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("", *ENTRY_MODELS, NOTED)], required=False)

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The two ends of the days, for the page."""
        return [self["from"], self["to"]]

    @property
    def query(self) -> str:
        """What is typed, once it is valid; empty while it is not."""
        return str(self.cleaned_data.get("q", ""))

    @property
    def kind_wanted(self) -> str:
        """The kind, once it is valid; empty for any."""
        kind = self.cleaned_data.get("kind", "")
        return "" if kind == NOTED else str(kind)

    @property
    def wants_note(self) -> bool:
        """Whether only entries with a note are looked for."""
        return bool(self.cleaned_data.get("kind") == NOTED)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None for each while one of them cannot be."""
        if "from" in self.errors or "to" in self.errors:
            return None, None
        return self.cleaned_data.get("from"), self.cleaned_data.get("to")

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for, under its names, without what is left out."""
        first, last = self.days
        asked = {
            "q": self.query,
            "kind": self.cleaned_data.get("kind", ""),
            "from": first and first.isoformat(),
            "to": last and last.isoformat(),
        }
        return {name: value for name, value in asked.items() if value}
