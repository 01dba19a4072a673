"""A person to look around with: 400 days of believable entries, the same at each making."""

import secrets
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from tracker.actions.history import store_anew
from tracker.domain.days import logical_day
from tracker.models import (
    BedtimeLog,
    CustomHabit,
    CustomHabitEntry,
    CustomHabitTarget,
    Dose,
    Medicine,
    Pause,
    PostMealWalk,
    Review,
    SprintSession,
    Supplement,
    Target,
    User,
)

from .diary import Diary
from .plan import DAYS, EMAIL

__all__ = ["DAYS", "create_demo_person"]


def create_demo_person(now: datetime) -> tuple[User, str]:
    """Store the demo person anew, with entries up to `now`, and return them with a new password.

    One of an earlier run is deleted with all that was logged since: its entries would end ever longer
    ago. The password is made up each time, so that no installation can be entered by one that is known.
    """
    password = secrets.token_urlsafe(12)
    diary = Diary(now)
    plan = diary.plan
    person = diary.person
    person.set_password(password)
    with transaction.atomic():
        User.objects.filter(email=EMAIL).delete()
        person.save()
        # Confirmed, or signing in would send a mail to an address that nobody has.
        EmailAddress.objects.create(user=person, email=EMAIL, primary=True, verified=True)
        Target.objects.bulk_create(plan.targets)
        Pause.objects.bulk_create(plan.pauses)
        Supplement.objects.bulk_create(plan.supplements.values())
        Medicine.objects.bulk_create(plan.medicines)
        CustomHabit.objects.bulk_create(plan.custom_habits.values())
        CustomHabitTarget.objects.bulk_create(plan.custom_targets)
        Review.objects.bulk_create(plan.reviews)
        Dose.objects.bulk_create(diary.doses)
        PostMealWalk.objects.bulk_create(diary.walks)
        SprintSession.objects.bulk_create(diary.sprints)
        BedtimeLog.objects.bulk_create(diary.bedtime_logs)
        CustomHabitEntry.objects.bulk_create(diary.custom_entries)
        store_anew(person, today=logical_day(now, person.zone, person.day_start))
    return person, password
