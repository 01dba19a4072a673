"""A person with 400 days of made-up, believable entries: the same ones on the same day."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tracker.domain.days import days_between, logical_day, moment_on_day
from tracker.models import BedtimeLog, Dose, Entry, PostMealWalk, SprintSession, Supplement, User

EMAIL = "demo@example.org"
DAYS = 400
ZONE = "Europe/Berlin"
# Days back from today.
HOLIDAY = (150, 138)
ILL = (63, 58)
MISSED_WEEKS = (12, 13, 31)


def create_demo_person(now: datetime, password: str) -> User:
    """Make the demo person with entries up to `now`; one that was there before goes first."""
    with transaction.atomic():
        User.objects.filter(email=EMAIL).delete()
        person = User.objects.create_user(EMAIL, password, time_zone=ZONE, set_up_at=now)
        today = logical_day(now, person.zone, person.day_start)
        first = today - timedelta(days=DAYS - 1)
        person.targets.create(starts_on=first, low_mg=Decimal(350), high_mg=Decimal(450), walks_per_day=2)
        person.targets.create(starts_on=first + timedelta(days=120), walks_per_day=2)
        for (start, end), reason in ((HOLIDAY, _("Holiday")), (ILL, _("Ill"))):
            span = {"first_day": today - timedelta(days=start), "last_day": today - timedelta(days=end)}
            person.pauses.create(reason=reason, **span)
        diary = Diary(person, now)
        for day in days_between(first, today):
            diary.write_day(day, (today - day).days)
        diary.save()
    return person


class Diary:
    """Entries in the making; nothing is stored before `save`."""

    def __init__(self, person: User, now: datetime) -> None:
        """Entries after `now` are left out, so that today looks as a day does at that hour."""
        self.person, self.now = person, now
        # Chance with a fixed start: the same day shows the same diary to everybody.
        self.chance = random.Random(12)
        self.entries: dict[type[Entry], list[Entry]] = {
            kind: [] for kind in (Dose, PostMealWalk, SprintSession, BedtimeLog)
        }
        self.glycinate, self.malate, self.threonate, self.citrate = (
            Supplement(
                person=person,
                name=name,
                magnesium_form=magnesium_form,
                elemental_mg_per_unit=Decimal(unit_mg),
                units_per_serving=Decimal(2),
                usual_moment=moment,
                position=position,
                archived=name == "Citrate",
            )
            for position, (name, magnesium_form, unit_mg, moment) in enumerate(
                [
                    ("Glycinate", "glycinate", 100, "morning"),
                    ("Malate", "malate", 80, "midday"),
                    ("Threonate", "l_threonate", 48, "bedtime"),
                    ("Citrate", "citrate", 75, "midday"),
                ]
            )
        )
        Supplement.objects.bulk_create([self.glycinate, self.malate, self.threonate, self.citrate])

    def write_day(self, day: date, days_ago: int) -> None:
        """Write one day, `days_ago` before today."""
        is_away = any(end <= days_ago <= start for start, end in (HOLIDAY, ILL))
        # Nobody keeps a diary without holes; habits get steadier with the months.
        if days_ago > 2 and self._happens(0.04):
            return
        steadiness = 0.55 if is_away else 0.8 + 0.15 * (1 - days_ago / DAYS)
        self._doses(day, days_ago, steadiness)
        self._walks(day, steadiness)
        week = days_ago // 7
        if not is_away and week not in MISSED_WEEKS and day.weekday() in (1, 4) and self._happens(0.9):
            self._add(
                SprintSession(
                    activity="bike" if self._happens(0.7) else "run",
                    sets=self.chance.choice([4, 5, 6, 6]),
                    work_seconds=20,
                    rest_seconds=120,
                    effort=self.chance.choice([7, 8, 8, 9]),
                ),
                day,
                self._about(17, 30),
            )
        self._night(day, steadiness)

    def _doses(self, day: date, days_ago: int, steadiness: float) -> None:
        if self._happens(steadiness + 0.1):
            self._dose(self.glycinate, day, self._about(7, 40))
        second = self.citrate if days_ago > 260 else self.malate
        if self._happens(steadiness + 0.06):
            self._dose(second, day, self._about(13, 5), note=_("with lunch") if self._happens(0.1) else "")
        if self._happens(0.06) and days_ago:
            # Some days hold a serving too many; today is still to be decided.
            self._dose(self.glycinate, day, self._about(18, 20))

    def _walks(self, day: date, steadiness: float) -> None:
        for meal, hour, minute, likely in (
            ("breakfast", 8, 30, 0.0),
            ("lunch", 13, 40, 0.12),
            ("dinner", 19, 20, -0.1),
        ):
            if self._happens(steadiness + likely - 0.12):
                walk = PostMealWalk(
                    meal=meal,
                    minutes=self.chance.choice([10, 10, 10, 12, 15, 20]),
                    minutes_after_meal=self.chance.choice([None, None, 5, 10, 20, 35]),
                )
                self._add(walk, day, self._about(hour, minute))

    def _night(self, day: date, steadiness: float) -> None:
        if not self._happens(steadiness + 0.04):
            return
        clock = self._about(22, 15)
        dose = self._dose(self.threonate, day, clock)
        if dose:
            quality = self.chance.choices([None, 1, 2, 3, 4, 5], [2, 1, 2, 5, 7, 3])[0]
            is_over = self.now - dose.taken_at > timedelta(hours=8)
            self._add(BedtimeLog(dose=dose, sleep_quality=quality if is_over else None), day, clock)

    def _dose(self, supplement: Supplement, day: date, clock: time, note: str = "") -> Dose | None:
        dose = Dose(
            supplement=supplement,
            magnesium_form=supplement.magnesium_form,
            units=supplement.units_per_serving,
            elemental_mg=supplement.serving_mg,
            note=note,
        )
        return dose if self._add(dose, day, clock) else None

    def _add(self, entry: Entry, day: date, clock: time) -> bool:
        moment = moment_on_day(day, clock, self.person.zone, self.person.day_start)
        # Drawn whether or not it is kept, so that the hour of the demo changes nothing else.
        entry_id = UUID(int=self.chance.getrandbits(128), version=4)
        if moment > self.now:
            return False
        entry.person, entry.day, entry.time_zone = self.person, day, self.person.time_zone
        entry.entry_id, entry.logged_at = entry_id, moment
        setattr(entry, entry.moment_field, moment)
        self.entries[type(entry)].append(entry)
        return True

    def save(self) -> None:
        """Store all entries, doses before the bedtime logs that point at them."""
        for kind, entries in self.entries.items():
            kind._default_manager.bulk_create(entries, batch_size=500)

    def _happens(self, likelihood: float) -> bool:
        return self.chance.random() < likelihood

    def _about(self, hour: int, minute: int) -> time:
        later = hour * 60 + minute + self.chance.randint(-20, 35)
        return time(later // 60 % 24, later % 60)
