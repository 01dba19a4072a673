import uuid
from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.domain.zones import zone_or_utc


class EntryQuerySet[E: "Entry"](models.QuerySet[E]):
    """Entries of one kind."""

    def between(self, first: date, last: date) -> Self:
        """Entries of the logical days `first` to `last`, both included."""
        return self.filter(day__range=(first, last))

    def on_days(self, *spans: tuple[date, date]) -> Self:
        """Entries of any of these spans of logical days, both ends included."""
        condition = models.Q()
        for span in spans:
            condition |= models.Q(day__range=span)
        return self.filter(condition)


class Entry(models.Model):
    """What every entry carries, whatever its kind."""

    # What entries of this kind are called in addresses, exports and undo: ENTRY_MODELS finds them by it.
    kind: ClassVar[str]
    # The name of the field that holds the moment: each kind calls it what people call it.
    moment_field: ClassVar[str]
    # The fields that a person fills in, beside the moment and the note.
    figures: ClassVar[tuple[str, ...]]
    # The rows beside it that its form and its words speak of.
    spoken_of: ClassVar[tuple[str, ...]] = ()

    # Made by the client, so that the same entry sent twice is one entry.
    entry_id = models.UUIDField(_("entry id"), default=uuid.uuid4, editable=False)
    # Each kind has an index that begins with the person, so one of the person alone would only cost.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    # Settled once, when logged: changed settings and travel leave it alone.
    day = models.DateField(_("day"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    note = models.CharField(_("note"), max_length=200, blank=True)
    logged_at = models.DateTimeField(_("logged at"), default=timezone.now, editable=False)
    # When its person last edited it; nothing on one that is as it was logged.
    changed_at = models.DateTimeField(_("changed at"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def moment(self) -> datetime:
        """The aware moment the entry is about."""
        moment: datetime = getattr(self, self.moment_field)
        return moment

    @property
    def local_moment(self) -> datetime:
        """The moment on the wall clock of the zone it was logged in."""
        return self.moment.astimezone(zone_or_utc(self.time_zone))


def entry_constraints(kind: str) -> list[models.BaseConstraint]:
    """Return the constraints every kind of entry has; `kind` names them."""
    return [models.UniqueConstraint(fields=["person", "entry_id"], name=f"{kind}_entry_id_once_per_person")]
