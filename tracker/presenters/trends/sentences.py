"""What each chart of Trends shows, in a sentence that is worked out from the data."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit, HabitKey
from tracker.domain.spans import Span
from tracker.domain.summary import Tally
from tracker.domain.trends import MagnesiumTakeaway, Share, Trends
from tracker.vocabulary.clocks import clock_after_noon
from tracker.vocabulary.formats import mean_rating, mg, percent
from tracker.vocabulary.habit_styles import HABIT_STYLES, HabitStyle, habit_styles
from tracker.vocabulary.names import COUNTS_OF_WALKS, MEAL_NAMES

from .spans import before_words, long_day

# A meal is called skipped only when it was asked for so often, and lies so far behind the best.
MIN_MEAL_DAYS, SKIPPED_BY = 7, 0.15
# A change of strength in percent that is worth a word.
CHANGED_BY = 5


def magnesium_sentence(page: Trends) -> str:
    """Days in range, how many more than before, and where the mean stands."""
    tally = page.total.tally(Habit.MAGNESIUM)
    sentences = []
    if tally.due:
        words = ngettext(
            "In range on %(kept)d of %(due)d day", "In range on %(kept)d of %(due)d days", tally.due
        )
        sentences.append(
            words % {"kept": tally.kept, "due": tally.due} + _against_days_before(page, tally) + "."
        )
    if mean := _mean_sentence(page.magnesium, page.span, page.today):
        sentences.append(mean)
    if not sentences:
        sentences.append(_("A day counts once it is over, and the 7-day mean begins with the third one."))
    return " ".join(sentences)


def _against_days_before(page: Trends, tally: Tally) -> str:
    """How the days before were: a difference where as much was due, both figures where not."""
    before = page.before.tally(Habit.MAGNESIUM) if page.before else None
    if not before or not before.due:
        return ""
    figures = {"before": before_words(page), "kept": before.kept, "due": before.due}
    if before.due != tally.due:
        return _("; %(kept)d of %(due)d in %(before)s") % figures
    difference = tally.kept - before.kept
    if not difference:
        return _(", as many as in %(before)s") % figures
    figures["count"] = abs(difference)
    if difference > 0:
        return _(", %(count)d more than in %(before)s") % figures
    return _(", %(count)d fewer than in %(before)s") % figures


def _mean_sentence(takeaway: MagnesiumTakeaway, span: Span, today: date) -> str:
    """Where the newest mean stands; one that is not yesterday's says whose it is. Nothing without a mean."""
    if takeaway.mean_mg is None or takeaway.off_mg is None or takeaway.mean_day is None:
        return ""
    words = {
        "mg": mg(round(takeaway.mean_mg)),
        "off": mg(abs(round(takeaway.off_mg))),
        "day": long_day(takeaway.mean_day, today),
    }
    if span.last_day < today - timedelta(days=1):
        return _("Your 7-day mean was %(mg)s mg on %(day)s.") % words
    if takeaway.mean_day < span.last_day:
        return _("Your last 7-day mean was %(mg)s mg, on %(day)s.") % words
    if takeaway.steady_since:
        words["day"] = long_day(takeaway.steady_since, today)
        if takeaway.steady_all_along:
            return (
                _("Your 7-day mean has been in your range since at least %(day)s and is now %(mg)s mg.")
                % words
            )
        return _("Your 7-day mean has stayed in your range since %(day)s and is now %(mg)s mg.") % words
    if round(takeaway.off_mg) < 0:
        return _("Your 7-day mean is %(mg)s mg, %(off)s mg below your range.") % words
    if round(takeaway.off_mg) > 0:
        return _("Your 7-day mean is %(mg)s mg, %(off)s mg above your range.") % words
    if takeaway.off_mg:
        return _("Your 7-day mean is %(mg)s mg, less than 1 mg outside your range.") % words
    return _("Your 7-day mean is %(mg)s mg, in your range.") % words


def adherence_sentence(page: Trends) -> str:
    """The habit that is kept best and the one that is kept least."""
    if not page.shares:
        return ""
    best, worst = page.shares[0], page.shares[-1]
    styles = habit_styles(page.custom)
    if len(page.shares) == 1:
        return f"{capfirst(share_words(best, styles))}."
    if best.ratio == worst.ratio:
        return _("All habits stand alike, at %(percent)s %%.") % {"percent": percent(best.ratio)}
    return _("Steadiest: %(best)s. Thinnest: %(worst)s.") % {
        "best": share_words(best, styles),
        "worst": share_words(worst, styles),
    }


def share_words(share: Share, styles: Mapping[HabitKey, HabitStyle]) -> str:
    """How often a habit was kept, in words; `styles` are those of all habits."""
    kept, due = share.tally.kept, share.tally.due
    if share.habit not in HABIT_STYLES:
        return _custom_share_words(styles[share.habit], kept, due)
    words = {
        Habit.MAGNESIUM: ngettext(
            "magnesium in range on %(kept)d of %(due)d day",
            "magnesium in range on %(kept)d of %(due)d days",
            due,
        ),
        Habit.WALKS: ngettext(
            "all walks on %(kept)d of %(due)d day", "all walks on %(kept)d of %(due)d days", due
        ),
        Habit.SPRINTS: ngettext(
            "sprint sessions in %(kept)d of %(due)d week",
            "sprint sessions in %(kept)d of %(due)d weeks",
            due,
        ),
        Habit.BEDTIME: ngettext(
            "bedtime dose on %(kept)d of %(due)d night", "bedtime dose on %(kept)d of %(due)d nights", due
        ),
    }[Habit(share.habit)]
    return words % {"kept": kept, "due": due}


def _custom_share_words(style: HabitStyle, kept: int, due: int) -> str:
    if style.is_weekly:
        words = ngettext(
            "%(habit)s in %(kept)d of %(due)d week", "%(habit)s in %(kept)d of %(due)d weeks", due
        )
    else:
        words = ngettext("%(habit)s on %(kept)d of %(due)d day", "%(habit)s on %(kept)d of %(due)d days", due)
    return words % {"habit": style.in_sentence, "kept": kept, "due": due}


def walks_sentence(page: Trends) -> str:
    """Walks that counted, and the meal that is skipped most, where one clearly is."""
    total = page.total
    counts = {"kept": total.walks.counted.kept, "due": total.walks.counted.due}
    meals = {meal: tally for meal, tally in total.walks.days_by_meal.items() if tally.due >= MIN_MEAL_DAYS}
    if meals:
        worst, best = min(meals, key=lambda m: meals[m].kept), max(meals, key=lambda m: meals[m].kept)
        if meals[best].kept - meals[worst].kept >= SKIPPED_BY * meals[best].due:
            return _("%(meal)s is the walk you skip most: %(kept)d of %(due)d days, against %(best)s.") % {
                "meal": MEAL_NAMES[worst],
                "kept": meals[worst].kept,
                "due": meals[worst].due,
                "best": COUNTS_OF_WALKS[best] % {"count": meals[best].kept},
            }
    if not counts["due"]:
        return (
            ngettext("%(kept)d walk that counted.", "%(kept)d walks that counted.", counts["kept"]) % counts
        )
    return _("%(kept)d walks that counted, of %(due)d asked for.") % counts


def minutes_after_meal_sentence(page: Trends) -> str:
    """How long after meals walks began, of those that say so."""
    waited = page.total.walks.minutes_after_meal
    return ngettext(
        "You set off %(minutes)d minutes after the meal on average (%(count)d walk that says so).",
        "You set off %(minutes)d minutes after the meal on average (%(count)d walks that say so).",
        waited.count,
    ) % {"minutes": round(waited.mean or 0), "count": waited.count}


def sprints_sentence(page: Trends) -> str:
    """Weeks that met the target, sessions, their volume and effort."""
    total = page.total
    tally = total.tally(Habit.SPRINTS)
    sentences = []
    if tally.due:
        words = ngettext(
            "Target met in %(kept)d of %(due)d week.", "Target met in %(kept)d of %(due)d weeks.", tally.due
        )
        sentences.append(words % {"kept": tally.kept, "due": tally.due})
    sessions = total.sprints.sessions.kept
    if sessions:
        words = ngettext(
            "%(count)d session, %(time)s of hard work.",
            "%(count)d sessions, %(time)s of hard work in all.",
            sessions,
        )
        sentences.append(words % {"count": sessions, "time": _duration(total.sprints.work_seconds)})
    if total.sprints.effort.count:
        sentences.append(_("Mean effort %(effort)s of 10.") % {"effort": mg(total.sprints.effort.mean)})
    return " ".join(sentences)


def _duration(seconds: int) -> str:
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    return _("%(minutes)d min") % {"minutes": round(seconds / 60)}


def bedtime_sentence(page: Trends) -> str:
    """Nights kept, the usual clock time, and how sleep was rated."""
    total = page.total
    tally = total.tally(Habit.BEDTIME)
    sentences = []
    if tally.due:
        words = ngettext("Kept on %(kept)d of %(due)d night", "Kept on %(kept)d of %(due)d nights", tally.due)
        words %= {"kept": tally.kept, "due": tally.due}
        if total.nights.clock.mean is not None:
            words += _(", at %(clock)s on average") % {"clock": clock_after_noon(total.nights.clock.mean)}
        sentences.append(f"{words}.")
    taken, without = (total.nights.sleep.get(was_taken) for was_taken in (True, False))
    if taken and without:
        sentences.append(
            _(
                "Sleep is rated %(with)s with the dose and %(without)s without it"
                " (%(count)d and %(others)d nights). A pattern, not proof."
            )
            % {
                "with": mean_rating(taken.mean or 0),
                "without": mean_rating(without.mean or 0),
                "count": taken.count,
                "others": without.count,
            }
        )
    elif total.nights.rated.count:
        words = ngettext(
            "Sleep is rated %(mean)s of 5 (%(count)d night).",
            "Sleep is rated %(mean)s of 5 (%(count)d nights).",
            total.nights.rated.count,
        )
        sentences.append(
            words % {"mean": mean_rating(total.nights.rated.mean or 0), "count": total.nights.rated.count}
        )
    return " ".join(sentences)


def strength_sentence(page: Trends) -> str:
    """The strongest and the weakest of the protocol's habits now, and the one that changed most."""
    return _strengths_sentence(page, list(Habit))


def custom_sentence(page: Trends) -> str:
    """The same of the person's custom habits."""
    return _strengths_sentence(page, [habit.key for habit in page.custom])


def _strengths_sentence(page: Trends, habits: Sequence[HabitKey]) -> str:
    decided = [habit for habit in habits if page.total.tally(habit).due]
    now = {habit: 100 * page.total.records[habit].strength for habit in decided}
    if not now:
        return ""
    styles = habit_styles(page.custom)
    names = {habit: styles[habit].in_sentence for habit in now}
    best, worst = max(now, key=now.__getitem__), min(now, key=now.__getitem__)
    if len(now) == 1:
        sentence = _("Your %(habit)s stands at %(percent)d %%.") % {
            "habit": names[best],
            "percent": round(now[best]),
        }
    elif round(now[best]) == round(now[worst]):
        sentence = _("All stand alike, at %(percent)d %%.") % {"percent": round(now[best])}
    else:
        sentence = _("Strongest: %(best)s at %(top)d %%. Weakest: %(worst)s at %(low)d %%.") % {
            "best": names[best], "top": round(now[best]), "worst": names[worst], "low": round(now[worst]),
        }  # fmt: skip
    first = next((period for period in page.periods if period.records), None)
    if not first or first is page.periods[-1]:
        return sentence
    changes = {
        habit: strength - 100 * first.records[habit].strength
        for habit, strength in now.items()
        if habit in first.records
    }
    most = max(changes, key=lambda habit: abs(changes[habit]), default=None)
    if most is None or abs(changes[most]) < CHANGED_BY:
        return sentence
    words = _("Since %(day)s, %(habit)s grew by %(points)d points.")
    if changes[most] < 0:
        words = _("Since %(day)s, %(habit)s fell by %(points)d points.")
    words %= {
        "day": long_day(first.last_day, page.today),
        "habit": names[most],
        "points": abs(round(changes[most])),
    }
    return f"{sentence} {words}"


def weekdays_sentence(page: Trends) -> str:
    """The weekday that is clearly the weakest, if any is."""
    weak = page.weak_weekday
    if not weak:
        return _("No weekday stands out.")
    words = _(
        "%(weekday)s is weakest: %(kept)d of %(due)d kept, against %(best)d of %(most)d on %(strongest)s."
    )
    return words % {
        "weekday": WEEKDAYS[weak.weekday],
        "kept": weak.tally.kept,
        "due": weak.tally.due,
        "best": weak.strongest_tally.kept,
        "most": weak.strongest_tally.due,
        "strongest": WEEKDAYS[weak.strongest],
    }  # fmt: skip
