"""What people write about a week."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.domain.review import IntentionKind
from tracker.domain.weekdays import EVERY_WEEKDAY, mask_of, weekdays_of
from tracker.models.review import MAX_REFLECTION_LENGTH
from tracker.vocabulary.names import Outcome

from .fields import ParagraphsField, PlainTextField

MAX_OWN_WORDS_LENGTH = 200
NOTHING = "none"
EVERY_DAY = mask_of(EVERY_WEEKDAY)


class ReflectionForm(forms.Form):
    """What helped, what got in the way: all that is saved as one types."""

    reflection = ParagraphsField(
        label=_("What helped, what got in the way?"),
        required=False,
        max_length=MAX_REFLECTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReviewForm(ReflectionForm):
    """The reflection, one intention for next week, and how last week's own one went.

    An intention is sent as what it is about and its weekdays added up, as `dinner-14`.
    """

    intention = forms.CharField(
        required=False, error_messages={"unknown": _("Choose one of these, or write your own.")}
    )
    own_words = PlainTextField(label=_("In your words"), required=False, max_length=MAX_OWN_WORDS_LENGTH)
    outcome = forms.ChoiceField(
        choices=Outcome,
        required=False,
        error_messages={"invalid_choice": _("Say whether it was kept, partly kept or not.")},
    )

    def clean_intention(self) -> dict[str, Any]:
        """Return the columns that an intention is stored in."""
        sent = self.cleaned_data["intention"] or NOTHING
        if sent == NOTHING:
            return {"intention": "", "weekdays": EVERY_WEEKDAY}
        kind, _dash, days = sent.partition("-")
        is_mask = days.isascii() and days.isdigit() and len(days) <= 3
        mask = int(days) if is_mask else (0 if days else EVERY_DAY)
        if kind not in {each.value for each in IntentionKind} or not 1 <= mask <= EVERY_DAY:
            raise ValidationError(self.fields["intention"].error_messages["unknown"], code="unknown")
        return {"intention": kind, "weekdays": weekdays_of(mask)}

    def clean(self) -> dict[str, Any]:
        """Ask for the words of an own intention, and drop them of any other."""
        answers = super().clean() or {}
        intention = answers.pop("intention", None)
        if intention is not None:
            answers |= intention
            if intention["intention"] == IntentionKind.OWN:
                if not answers.get("own_words") and "own_words" not in self.errors:
                    self.add_error("own_words", _("Write what you intend, or choose another."))
            else:
                answers["own_words"] = ""
        return answers
