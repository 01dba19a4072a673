"""Pages of the week from Monday 16 November 2026, made of values: no database."""

from datetime import date, timedelta
from decimal import Decimal

from tracker.domain.journal import Journal, Night, Sprint, Walk
from tracker.domain.plan import Plan
from tracker.domain.review import week_review
from tracker.domain.spans import Span
from tracker.domain.summary import Summary
from tracker.domain.targets import Target, Targets
from tracker.queries.review import ReviewPage

MONDAY = date(2026, 11, 16)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def plan(*targets: Target, pauses=(), custom=()) -> Plan:
    return Plan(Targets(list(targets or [Target(date(2026, 1, 1))])), list(pauses), 0, custom)


NOTHING_ASKED = Plan(Targets([]), [], 0)


def journal(mg="", *, walks=(), sprints=(), nights=(), custom=(), first=0) -> Journal:
    """What was logged: `mg` day by day, `-` for none; `walks` by meal; days of sprints; `nights` by day."""
    walked: dict[date, list[Walk]] = {}
    for meal, days in dict(walks).items():
        for number in days:
            walked.setdefault(day(number), []).append(Walk(meal, 10))
    return Journal(
        {day(first + n): {"gly": Decimal(each)} for n, each in enumerate(mg.split()) if each != "-"},
        walked,
        {day(number): [Sprint(4, 30)] for number in sprints},
        {day(n): night if isinstance(night, Night) else Night(night) for n, night in dict(nights).items()},
        dict(custom),
    )


PROTOCOL, AFTERWARDS = plan(), day(7)


def page(
    logged=None,
    *,
    plan=PROTOCOL,
    today=AFTERWARDS,
    before=None,
    previous=None,
    recent=None,
    noticed=None,
    written=None,
    last_written=None,
) -> ReviewPage:
    """The page of the week; `previous` is what was logged the week before, `before` the habits' records."""
    return ReviewPage(
        today=today,
        week=week_review(plan, logged or journal(), before or {}, MONDAY, today),
        previous=week_review(plan, previous, {}, day(-7), today) if previous else None,
        next_week=None,
        recent=recent or Summary(day(-14), day(6)),
        nights=Span(day(-77), day(6)),
        noticed=noticed,
        written=written,
        last_written=last_written,
    )
