"""What the demo person aims at, takes, and writes about their weeks."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from tracker.domain.custom_habits import Schedule
from tracker.domain.days import week_first_day, week_name
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import (
    CustomHabit,
    CustomHabitTarget,
    Medicine,
    Pause,
    Review,
    Supplement,
    Target,
    User,
)
from tracker.vocabulary.names import Outcome, UsualMoment

EMAIL = "demo@example.org"
DAYS = 400
TIME_ZONE = "Europe/Berlin"

# What follows counts days from the first: 0 to 399 are past, 400 is today.
GENTLE_START_DAYS = 84
# From here on the range is narrower than the protocol's at first.
NARROWER_FROM = 250
HOLIDAY = (231, 244)
ILL = (318, 321)
# Nothing was logged; nobody said why.
GAPS = ((47, 49), (139, 143), (288, 289))
OXIDE_UNTIL = 30
# What was forgotten at noon is taken with dinner: the powder at first, the evening stack from here.
STACK_FROM = 200
HABITS_FROM = 200
READING_UNTIL = 320
# The newest days go well, so that there are streaks to see.
GOOD_FROM = DAYS - 9

EVENING_STACK = ("malate", "taurate")

NOTES = ("With breakfast", "Forgot the pillbox at home", "After a long day", "Half asleep already")

WORKDAYS, SUNDAYS = frozenset(range(5)), frozenset({6})

# Weeks ago, what was written, what was meant for the week after and on which days, how that went.
WRITTEN = (
    (9, "Travelling again; lunch walks fell by the wayside.", ("lunch", EVERY_WEEKDAY, ""), ""),
    (6, "A calm week.", ("in_range", EVERY_WEEKDAY, ""), ""),
    (
        4,
        "Sprints feel easier on Tuesdays.",
        ("own", EVERY_WEEKDAY, "Sprint before lunch"),
        Outcome.PARTLY,
    ),
    (2, "Slept well after early dinners.", ("dinner", WORKDAYS, ""), ""),
    (1, "", ("bedtime", EVERY_WEEKDAY, ""), ""),
)


def within(spans: tuple[tuple[int, int], ...], number: int) -> bool:
    """Whether this day, counted from the first, lies in one of the spans."""
    return any(first <= number <= last for first, last in spans)


@dataclass
class DemoPlan:
    """Unsaved rows of all that is not logged day by day."""

    person: User
    first: date
    today: date
    targets: list[Target] = field(init=False)
    pauses: list[Pause] = field(init=False)
    supplements: dict[str, Supplement] = field(init=False)
    medicines: list[Medicine] = field(init=False)
    custom_habits: dict[str, CustomHabit] = field(init=False)
    custom_targets: list[CustomHabitTarget] = field(init=False)
    reviews: list[Review] = field(init=False)

    def __post_init__(self) -> None:
        self.targets = [
            Target(
                person=self.person,
                starts_on=self.first,
                low_mg=Decimal(350),
                high_mg=Decimal(450),
                walks_per_day=2,
                sprints_per_week=1,
            ),
            Target(person=self.person, starts_on=self._day(GENTLE_START_DAYS)),
            Target(person=self.person, starts_on=self._day(NARROWER_FROM), high_mg=Decimal(480)),
        ]
        self.pauses = [
            Pause(person=self.person, first_day=self._day(first), last_day=self._day(last), reason=reason)
            for (first, last), reason in ((HOLIDAY, "Holiday by the sea"), (ILL, "A cold"))
        ]
        self.supplements = self._supplements()
        self.medicines = [
            Medicine(person=self.person, kind="levothyroxine", name="Thyroid tablet", clock=time(6, 30)),
            Medicine(person=self.person, kind="bisphosphonate", clock=time(9), weekdays=SUNDAYS),
            Medicine(person=self.person, kind="proton_pump_inhibitor", clock=time(18)),
        ]
        self._habits_of_their_own()
        self.reviews = [
            self._review(weeks_ago, reflection, intention, outcome)
            for weeks_ago, reflection, intention, outcome in WRITTEN
        ]

    def _day(self, number: int) -> date:
        return self.first + timedelta(days=number)

    def _supplements(self) -> dict[str, Supplement]:
        return {
            key: Supplement(
                person=self.person,
                name=name,
                magnesium_form=form,
                elemental_mg_per_unit=Decimal(mg),
                units_per_serving=Decimal(units),
                usual_moment=moment,
                position=position,
                archived=key in {"oxide", "citrate"},
                # Two capsules with dinner, by one tap.
                in_evening_stack=key in EVENING_STACK,
            )
            for position, (key, name, form, mg, units, moment) in enumerate(
                [
                    ("glycinate", "Glycinate", "glycinate", 100, 2, UsualMoment.MORNING),
                    ("malate", "Malate", "malate", 60, 2, UsualMoment.MIDDAY),
                    ("citrate", "Citrate powder", "citrate", 120, 1, UsualMoment.EVENING),
                    ("taurate", "Taurate", "taurate", 50, 1, UsualMoment.EVENING),
                    ("l_threonate", "Threonate", "l_threonate", 48, 3, UsualMoment.BEDTIME),
                    ("oxide", "Oxide 240", "oxide", 240, 1, UsualMoment.MORNING),
                ]
            )
        }

    def _habits_of_their_own(self) -> None:
        self.custom_habits = {
            key: CustomHabit(
                person=self.person,
                name=name,
                kind=kind,
                unit=unit,
                position=position,
                archived=key == "reading",
            )
            for position, (key, name, kind, unit) in enumerate(
                [
                    ("stretching", "Stretching", "check", ""),
                    ("water", "Water", "number", "glasses"),
                    ("friends", "See friends", "check", ""),
                    ("reading", "Reading", "check", ""),
                ]
            )
        }
        asked = [
            ("stretching", HABITS_FROM, Schedule.DAILY, 1, 1),
            ("water", HABITS_FROM, Schedule.DAILY, 1, 7),
            ("friends", HABITS_FROM, Schedule.WEEKLY, 2, 1),
            ("reading", HABITS_FROM, Schedule.DAILY, 1, 1),
            ("reading", READING_UNTIL, Schedule.OFF, 1, 1),
        ]
        self.custom_targets = [
            CustomHabitTarget(
                habit=self.custom_habits[key],
                starts_on=self._day(number),
                schedule=schedule.value,
                times_a_week=times_a_week,
                at_least=Decimal(at_least),
            )
            for key, number, schedule, times_a_week, at_least in asked
        ]

    def _review(
        self, weeks_ago: int, reflection: str, intention: tuple[str, frozenset[int], str], outcome: str
    ) -> Review:
        kind, weekdays, own_words = intention
        week = week_first_day(self.today, self.person.week_start) - timedelta(weeks=weeks_ago)
        return Review(
            person=self.person,
            week=week_name(week),
            reflection=reflection,
            intention=kind,
            weekdays=weekdays,
            own_words=own_words,
            outcome=outcome,
        )
