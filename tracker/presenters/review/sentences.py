"""What a week's review says, in sentences that are worked out from the data: for the page, paper and mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.habits import Habit, HabitKey, Mark
from tracker.domain.journal import Meal
from tracker.domain.review import Trait
from tracker.domain.summary import Tally
from tracker.domain.targets import Verdict
from tracker.domain.trends import FAMILY_ORDER, Share
from tracker.presenters.trends.sentences import share_words
from tracker.presenters.trends.spans import days_words
from tracker.queries.review import ReviewPage
from tracker.vocabulary.formats import mg, percent, tenths_of_percent
from tracker.vocabulary.habit_styles import HABIT_STYLES, HabitStyle, habit_styles
from tracker.vocabulary.names import FAMILY_NAMES, MEAL_NAMES, WALKS_AS_SUBJECT

from .intentions import weekday_names

MAX_NAMED = 2
# By the icon that shows it.
TRENDS = {"up-s": gettext_lazy("up"), "down-s": gettext_lazy("down"), "same": gettext_lazy("the same")}


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a habit was done, `of` how much in words, and how it `was` in the week before.

    `trend` is the icon of the difference and `trend_words` what it means, both empty where weeks cannot be
    compared.
    """

    icon: str
    name: str | Promise
    kept: int
    of: str
    was: int | None
    trend: str
    trend_words: str | Promise


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One part of the score: how often a habit was kept, and how much of what was due that is, in percent."""

    kept: str
    percent: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The score in percent, what it is the mean of, and how that fits the figures of the cards."""

    percent: str
    rows: Sequence[ScoreRow]
    note: str


@dataclass(frozen=True, slots=True)
class FormTaken:
    """How much was taken of the forms of one family."""

    form: str
    name: str | Promise
    mg: Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """One habit that stands out, and what is to be said of it."""

    title: str
    tone: str
    icon: str
    says: str
    note: str


@dataclass(frozen=True, slots=True)
class StreakOfWeek:
    """What the week did to the streak of a habit."""

    tone: str
    icon: str
    name: str | Promise
    words: str


def week_words(first_day: date, last_day: date) -> str:
    """A week's days, as Monday 16 to Sunday 22 November 2026; each month and year said where it differs."""
    start = "l j"
    if first_day.month != last_day.month:
        start += " F"
    if first_day.year != last_day.year:
        start += " Y"
    return _("%(first)s to %(last)s") % {
        "first": date_format(first_day, start),
        "last": date_format(last_day, "l j F Y"),
    }


# ── The headline ────────────────────────────────────────────────────────────────────────────────
def headline(page: ReviewPage) -> str:
    """The week in one sentence."""
    week = page.week
    days, sprints = week.done(Habit.MAGNESIUM), week.done(Habit.SPRINTS)
    if not week.has_entries:
        if week.summary.is_paused:
            return _("A week of rest.")
        return _("Nothing is logged yet.") if week.is_open else _("Nothing was logged.")
    parts = []
    if days.due:
        parts.append(
            _("no day in range")
            if not days.kept
            else ngettext("%(count)s day in range", "%(count)s days in range", days.kept)
            % {"count": apnumber(days.kept)}
        )
    if sprints.due and not (week.is_open and not sprints.kept):
        parts.append(_sprint_words(sprints))
    if not parts:
        nights = week.done(Habit.BEDTIME)
        if not nights.due and week.summary.is_paused:
            return _("A week of rest.")
        if not nights.due:
            begun = week.is_open and week.days[-1].band
            return _("The week has just begun.") if begun else _("A week without a target.")
        parts.append(
            ngettext("%(count)s bedtime dose", "%(count)s bedtime doses", nights.kept)
            % {"count": apnumber(nights.kept)}
        )
    words = (
        _("%(first)s, and %(second)s") % {"first": parts[0], "second": parts[1]} if parts[1:] else parts[0]
    )
    if week.is_open:
        words = _("%(words)s so far") % {"words": words}
    return f"{capfirst(words)}."


def _sprint_words(sprints: Tally) -> str:
    if sprints.kept >= sprints.due:
        if sprints.due == 2:
            return _("both sprints done")
        return ngettext("the sprint done", "all %(count)s sprints done", sprints.due) % {
            "count": apnumber(sprints.due)
        }
    if not sprints.kept:
        return _("no sprint done")
    return _("%(done)s of %(due)s sprints done") % {
        "done": apnumber(sprints.kept),
        "due": apnumber(sprints.due),
    }


def notes(page: ReviewPage) -> str:
    """What stands below the headline: the difference to the week before, and days that stand out."""
    week = page.week
    sentences = [_against_week_before(page)]
    above = [day for day in week.days if day.verdict is Verdict.ABOVE and not day.is_paused]
    if 0 < len(above) <= MAX_NAMED:
        sentences += [
            _("%(day)s went above, with %(mg)s mg.")
            % {"day": WEEKDAYS[day.day.weekday()], "mg": mg(day.total_mg)}
            for day in above
        ]
    missed = [day for day in week.days if day.mark(Habit.BEDTIME) is Mark.MISSED]
    if 0 < len(missed) <= MAX_NAMED and week.done(Habit.BEDTIME).kept:
        names = get_text_list([str(WEEKDAYS[day.day.weekday()]) for day in missed], _("and"))
        sentences.append(_("The bedtime dose is missing on %(days)s.") % {"days": names})
    return " ".join(filter(None, sentences))


def _against_week_before(page: ReviewPage) -> str:
    now = page.week.done(Habit.MAGNESIUM)
    before = page.previous.done(Habit.MAGNESIUM) if page.previous else None
    if page.week.is_open or not now.due or before is None or not before.due:
        return ""
    if now.due != before.due:
        return _("The week before it was %(kept)d of %(due)d days.") % {
            "kept": before.kept,
            "due": before.due,
        }
    difference = now.kept - before.kept
    if not difference:
        return _("As many days in range as the week before.")
    words = {"count": capfirst(str(apnumber(abs(difference))))}
    if difference > 0:
        return (
            ngettext(
                "%(count)s more day in range than the week before.",
                "%(count)s more days in range than the week before.",
                difference,
            )
            % words
        )
    return (
        ngettext(
            "%(count)s day less in range than the week before.",
            "%(count)s days less in range than the week before.",
            -difference,
        )
        % words
    )


# ── Figures ─────────────────────────────────────────────────────────────────────────────────────
def scores(page: ReviewPage) -> list[Score]:
    """Each habit that was due or done: how much, of how much, and how it was the week before."""
    shown = []
    for habit, style in habit_styles(page.custom).items():
        tally = page.week.done(habit)
        if not tally.due and not tally.kept:
            continue
        before = page.previous.done(habit) if page.previous else None
        # A week still going on is behind by nature.
        is_comparable = before is not None and (before.due or before.kept) and not page.week.is_open
        was = before.kept if before and is_comparable else None
        trend = "" if was is None else _trend(tally.kept, was)
        shown.append(
            Score(
                icon=style.icon,
                name=style.name,
                kept=tally.kept,
                of=_due_words(habit, style, tally.due),
                was=was,
                trend=trend,
                trend_words=TRENDS.get(trend, ""),
            )
        )
    return shown


def _trend(kept: int, was: int) -> str:
    if kept == was:
        return "same"
    return "up-s" if kept > was else "down-s"


def _due_words(habit: HabitKey, style: HabitStyle, due: int) -> str:
    """Of how much, with what is counted: the score counts sprints another way."""
    if not due:
        return ""
    if habit == Habit.WALKS:
        # Its card says what they are, and a phone's has no room to say it twice.
        return _("of %(due)d") % {"due": due}
    if habit == Habit.SPRINTS:
        words = ngettext("of %(due)d session", "of %(due)d sessions", due)
    elif habit == Habit.BEDTIME:
        words = ngettext("of %(due)d night", "of %(due)d nights", due)
    elif style.is_weekly:
        words = ngettext("of %(due)d time", "of %(due)d times", due)
    else:
        words = ngettext("of %(due)d day", "of %(due)d days", due)
    return words % {"due": due}


def score_words(page: ReviewPage) -> str:
    """The week's score with its parts, so that anybody can check the sum; none before there are findings."""
    score = _score(page)
    if score is None:
        return ""
    parts = [words for words, _ratio in _score_parts(page)]
    words = _("Week score %(score)s %%: the mean of %(parts)s.") % {
        "score": percent(score),
        "parts": get_text_list(parts, _("and")),
    }
    return " ".join(filter(None, [words, _score_before(page)]))


def score_table(page: ReviewPage) -> ScoreTable | None:
    """The same as a table; None before there are findings, or where nothing was due."""
    score = _score(page)
    if score is None:
        return None
    rows = [ScoreRow(capfirst(words), tenths_of_percent(ratio)) for words, ratio in _score_parts(page)]
    return ScoreTable(percent(score), rows, " ".join(_score_notes(page)))


def _score(page: ReviewPage) -> float | None:
    return page.week.summary.score if page.week.has_findings else None


def _score_parts(page: ReviewPage) -> list[tuple[str, float]]:
    """Each habit that was due: how often it was kept in words, and as a ratio."""
    styles = habit_styles(page.custom)
    tallies = [(habit, page.week.summary.tally(habit)) for habit in styles]
    shares = [Share(habit, tally) for habit, tally in tallies if tally.due]
    return [(share_words(share, styles), share.ratio) for share in shares]


def _score_notes(page: ReviewPage) -> list[str]:
    """How the figures of the cards became those of the score, which counts days and weeks."""
    week = page.week
    notes = [_("The score is the average of these shares.")]
    walks, full = week.done(Habit.WALKS), week.summary.tally(Habit.WALKS)
    if full.due:
        words = ngettext(
            "Walks count by full days here: %(walks)d of %(due)d walks made %(count)d full day.",
            "Walks count by full days here: %(walks)d of %(due)d walks made %(count)d full days.",
            full.kept,
        )
        notes.append(words % {"walks": walks.kept, "due": walks.due, "count": full.kept})
    sprints = week.done(Habit.SPRINTS)
    if week.summary.tally(Habit.SPRINTS).due:
        words = _("Sprints count by the week: %(kept)d of %(due)d sessions were done.")
        notes.append(words % {"kept": sprints.kept, "due": sprints.due})
    if before := _score_before(page):
        notes.append(before)
    return notes


def _score_before(page: ReviewPage) -> str:
    before = page.previous.summary.score if page.previous else None
    return "" if before is None else _("The week before: %(score)s %%.") % {"score": percent(before)}


def magnesium_sentences(page: ReviewPage) -> list[str]:
    """Mean and spread, how the days stood, and the mg by form, each a sentence."""
    week = page.week
    totals = week.totals_mg
    if not totals:
        return []
    sentences = [_("Mean %(mean)s mg a day.") % {"mean": mg(week.summary.magnesium.mean_mg)}]
    if len(totals) > 1:
        sentences.append(
            _("From %(low)s to %(high)s mg, standard deviation %(spread)s mg.")
            % {"low": mg(min(totals)), "high": mg(max(totals)), "spread": mg(week.spread_mg)}
        )
    verdicts = week.summary.magnesium.verdicts
    if verdicts:
        sentences.append(
            _("Of the days logged, %(below)d below, %(within)d in and %(above)d above your range.")
            % {
                "below": verdicts.get(Verdict.BELOW, 0),
                "within": verdicts.get(Verdict.WITHIN, 0),
                "above": verdicts.get(Verdict.ABOVE, 0),
            }
        )
    return sentences


def forms_taken(page: ReviewPage) -> list[FormTaken]:
    """The mg of each form in the days that count, in stack order."""
    sums = page.week.summary.magnesium.mg_by_family
    return [
        FormTaken(family, FAMILY_NAMES[family], sums[family]) for family in FAMILY_ORDER if family in sums
    ]


def nights_words(page: ReviewPage) -> str:
    """Which days the nights that are compared are of."""
    return days_words(page.nights.first_day, page.nights.last_day)


def findings_to_come(page: ReviewPage) -> str:
    """When it will be said what stands out; nothing once it can be."""
    if page.week.has_findings:
        return ""
    return _("What stands out comes on %(day)s, when there is enough to compare.") % {
        "day": WEEKDAYS[page.week.findings_day.weekday()]
    }


# ── Findings ────────────────────────────────────────────────────────────────────────────────────
def findings(page: ReviewPage) -> list[Finding]:
    """The best and the weakest habit, when they differ; none before enough of the week is there."""
    if not page.week.has_findings:
        return []
    ranked = page.week.ranked
    if len(ranked) < 2 or _share(ranked[0][1]) == _share(ranked[-1][1]):
        return []
    return [_steadiest(page, *ranked[0]), _most_room(page, *ranked[-1])]


def _share(tally: Tally) -> float:
    """How much of what was due was done, 0 to 1; more than was asked for is no more than all."""
    return min(1.0, tally.kept / tally.due)


def _steadiest(page: ReviewPage, habit: HabitKey, tally: Tally) -> Finding:
    style = habit_styles(page.custom)[habit]
    says = _done_words(habit, style, tally)
    return Finding(_("Steadiest"), style.tone, style.icon, says, _recent_sentence(page, habit))


def _most_room(page: ReviewPage, habit: HabitKey, tally: Tally) -> Finding:
    style = habit_styles(page.custom)[habit]
    says, note = _done_words(habit, style, tally), _recent_sentence(page, habit)
    if habit == Habit.WALKS and page.week.weakest_meal:
        meal, days, asked = page.week.weakest_meal
        says = _("%(meal)s walk, %(kept)d of %(due)d days") % {
            "meal": MEAL_NAMES[meal],
            "kept": asked - len(days),
            "due": asked,
        }
        note = _("Missing on %(days)s.") % {"days": weekday_names(day.day.weekday() for day in days)}
    return Finding(_("Most room"), style.tone, style.icon, says, note)


def _done_words(habit: HabitKey, style: HabitStyle, tally: Tally) -> str:
    counts = {"kept": tally.kept, "due": tally.due}
    if habit not in HABIT_STYLES:
        return _("%(habit)s, %(kept)d of %(due)d") % {"habit": style.name, **counts}
    words = {
        Habit.MAGNESIUM: _("Magnesium in range, %(kept)d of %(due)d days"),
        Habit.WALKS: _("Walks, %(kept)d of %(due)d"),
        Habit.SPRINTS: _("Sprint sessions, %(kept)d of %(due)d"),
        Habit.BEDTIME: _("Bedtime dose, %(kept)d of %(due)d nights"),
    }[Habit(habit)]
    return words % counts


def _recent_sentence(page: ReviewPage, habit: HabitKey) -> str:
    """How it was in the last three weeks, this one included."""
    tally = page.recent.tally(habit)
    if habit == Habit.WALKS:
        tally = page.recent.walks.counted
    if habit == Habit.SPRINTS:
        tally = page.recent.sprints.sessions
    return _("%(kept)d of %(due)d in the last three weeks.") % {"kept": tally.kept, "due": tally.due}


def in_common_sentence(page: ReviewPage) -> str:
    """What the days below the range share, where the counts support it."""
    common = page.week.in_common
    if not common or not page.week.has_findings:
        return ""
    if common.trait is Trait.IN_A_ROW:
        days = page.week.weak_days
        return _("All %(count)d days below your range came in a row, %(first)s to %(last)s.") % {
            "count": common.weak,
            "first": WEEKDAYS[days[0].day.weekday()],
            "last": WEEKDAYS[days[-1].day.weekday()],
        }
    what = {
        Trait.NO_BEDTIME_DOSE: _("the bedtime dose"),
        Trait.NO_BREAKFAST_WALK: WALKS_AS_SUBJECT[Meal.BREAKFAST],
        Trait.NO_LUNCH_WALK: WALKS_AS_SUBJECT[Meal.LUNCH],
        Trait.NO_DINNER_WALK: WALKS_AS_SUBJECT[Meal.DINNER],
    }[common.trait]
    return _(
        "On %(with)d of the %(weak)d days below your range %(what)s is missing too;"
        " of the other days, on %(others)d of %(all)d."
    ) % {
        "with": common.with_it,
        "weak": common.weak,
        "what": what,
        "others": common.others_with_it,
        "all": common.others,
    }


def streaks_of_week(page: ReviewPage) -> list[StreakOfWeek]:
    """What the week did to each streak, a sentence each."""
    said = []
    for change in page.week.streaks:
        style = habit_styles(page.custom)[change.habit]
        current, lost = (_units_words(change.habit, style, count) for count in (change.current, change.lost))
        if change.lost and change.current:
            words = _("a run of %(lost)s ended; %(current)s since") % {"lost": lost, "current": current}
        elif change.lost:
            words = _("a run of %(lost)s ended") % {"lost": lost}
        elif change.is_best:
            words = _("%(current)s, your longest so far") % {"current": current}
        else:
            words = _("%(current)s and counting") % {"current": current}
        said.append(StreakOfWeek(style.tone, style.icon, style.name, words))
    return said


def _units_words(habit: HabitKey, style: HabitStyle, count: int) -> str:
    """So many units of a habit: days, nights or weeks."""
    if style.is_weekly:
        words = ngettext("%(count)d week", "%(count)d weeks", count)
    elif habit == Habit.BEDTIME:
        words = ngettext("%(count)d night", "%(count)d nights", count)
    else:
        words = ngettext("%(count)d day", "%(count)d days", count)
    return words % {"count": count}
