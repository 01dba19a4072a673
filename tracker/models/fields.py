from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.domain.weekdays import EVERY_WEEKDAY, mask_of, weekdays_of

if TYPE_CHECKING:
    SetField = models.Field[Iterable[int], frozenset[int]]
else:
    SetField = models.Field


class WeekdaysField(SetField):
    """Days of the week as a set of numbers, 0 for Monday; the database keeps them as one (`mask_of`)."""

    default_error_messages = {"invalid": _("Choose days of the week.")}

    def __init__(
        self, verbose_name: Any = None, *, default: Iterable[int] | int = EVERY_WEEKDAY, **kwargs: Any
    ) -> None:
        super().__init__(verbose_name, default=self.to_python(default), **kwargs)

    def get_internal_type(self) -> str:
        """The column is one of small numbers."""
        return "PositiveSmallIntegerField"

    def deconstruct(self) -> Any:
        """Describe it to migrations as the number it is stored as: they import no code of the app."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs["default"] = mask_of(self.default)
        return name, "django.db.models.PositiveSmallIntegerField", args, kwargs

    def from_db_value(self, value: int | None, *_args: Any) -> frozenset[int] | None:
        """Days from what is stored; None in rows of a union that have none."""
        return None if value is None else weekdays_of(value)

    def to_python(self, value: Any) -> frozenset[int]:
        """Days from days, or from their number, be it text as in a session."""
        try:
            return weekdays_of(int(value)) if isinstance(value, int | str) else frozenset(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        """The number to store; one to compare with stays as it is."""
        value = super().get_prep_value(value)
        return mask_of(value) if isinstance(value, Iterable) else value

    def value_to_string(self, obj: models.Model) -> str:
        """The number as text, which `to_python` reads."""
        return str(mask_of(self.value_from_object(obj)))


def some_weekdays(name: str) -> models.CheckConstraint:
    """Hold that a row's `weekdays` are one at least, and none that no week has."""
    return models.CheckConstraint(
        condition=Q(weekdays__gte=1, weekdays__lte=mask_of(EVERY_WEEKDAY)),
        name=name,
        violation_error_message=_("Choose at least one day of the week."),
    )
