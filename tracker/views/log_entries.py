"""Logging on a day: doses, walks, sprint sessions, the bedtime dose, last night's sleep."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import bedtime as bedtime_actions
from tracker.actions import custom_habits as actions
from tracker.actions.doses import dose_of_supplement, id_in_stack, log_dose
from tracker.actions.entries import undo_of_logging
from tracker.actions.exercise import log_movement
from tracker.domain.custom_habits import HabitKind
from tracker.domain.journal import Meal
from tracker.domain.magnesium import MAX_DOSE_MG, MIN_DOSE_MG
from tracker.domain.usual_times import SAME_DOSE_WITHIN, USUAL_CLOCK, is_in_evening, meal_at, usual_moment_at
from tracker.forms.entries.base import EntryForm
from tracker.forms.entries.bedtime import BedtimeForm, SleepForm
from tracker.forms.entries.custom_habits import CustomEntryForm
from tracker.forms.entries.doses import DoseForm, TapForm
from tracker.forms.entries.sprints import SprintForm
from tracker.forms.entries.walks import WalkForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest
from tracker.http.settings_page import posted_ids
from tracker.http.sheets import render_sheet
from tracker.models import BedtimeLog, Dose, PostMealWalk, SprintSession, Supplement
from tracker.presenters.custom_habits import custom_words
from tracker.presenters.day import Question
from tracker.presenters.entries import dose_words, walk_words
from tracker.queries.entries import (
    SAME_EVENING,
    doses_around,
    entry_of,
    evening_twin,
    last_sprints,
    recent_duplicates,
    walk_minutes_on,
)
from tracker.queries.supplements import (
    bedtime_among,
    live_supplements,
    supplements_numbered,
)
from tracker.vocabulary.clocks import clock_words
from tracker.vocabulary.formats import bare_number
from tracker.vocabulary.names import UsualMoment

from .day import DayReply, day_response, render_day, require_day_has_begun


@require_POST
@login_required
def log_supplement(request: PersonRequest, day: date, pk: int) -> HttpResponse:
    """Log one serving of a supplement: now, or on a past day when it is usually taken."""
    # The page that answers shows all of them, so all are loaded, once.
    supplements = live_supplements(request.user.pk)
    supplement = next((supplement for supplement in supplements if supplement.pk == pk), None)
    if supplement is None:
        # Archived since the page was opened: it was taken all the same.
        supplement = get_object_or_404(request.user.supplements, pk=pk)
    form = log_form(TapForm, request, day)
    form.usual_clock = USUAL_CLOCK[supplement.usual_moment]
    if not form.is_valid():
        return _refused(request, form)
    dose = dose_of_supplement(supplement)
    if refused := _no_dose(request, form, supplement, dose):
        return refused
    return _log_dose(request, dose, form, supplements=supplements)


@require_POST
@login_required
def log_evening_stack(request: PersonRequest, day: date) -> HttpResponse:
    """Log one serving of each supplement of the evening stack, as the page showed it, all at once.

    In the evening that keeps the bedtime habit too, when the bedtime supplement is one of them.
    """
    supplements = live_supplements(request.user.pk)
    form = log_form(TapForm, request, day)
    form.usual_clock = USUAL_CLOCK[UsualMoment.EVENING]
    if not form.is_valid():
        return _refused(request, form)
    members, archived = _members(request, supplements)
    left_out = _archived_words(archived)
    if not members:
        message = left_out or _("Nothing is in the evening stack any more")
        return day_response(request, form.day, message=message, supplements=supplements)
    doses = [dose_of_supplement(member) for member in members]
    for member, dose in zip(members, doses, strict=True):
        if refused := _no_dose(request, form, member, dose):
            return refused
    at_bedtime = _dose_at_bedtime(request, form, doses, bedtime_among(supplements))
    if ask := _ask_of_stack(request, form, doses, at_bedtime):
        return _ask(request, form, ask, supplements=supplements)
    doses, log, changes = bedtime_actions.log_evening_stack(
        request.user, doses, at_bedtime=at_bedtime, **entry_arguments(form, "taken_at")
    )
    message = ngettext(
        "Evening stack: %(count)d dose, %(mg)s mg", "Evening stack: %(count)d doses, %(mg)s mg", len(doses)
    ) % {"count": len(doses), "mg": bare_number(sum((dose.elemental_mg for dose in doses), Decimal(0)))}
    said = ". ".join(filter(None, [message, _("Bedtime logged") if log else "", left_out]))
    return day_response(request, doses[0].day, message=said, changes=changes, supplements=supplements)


@require_POST
@login_required
def doses(request: PersonRequest, day: date) -> HttpResponse:
    """Log any dose: a form of magnesium or a supplement, how much, when."""
    supplements = live_supplements(request.user.pk)
    choices = supplements + _archived_choice(request, supplements)
    form = log_form(DoseForm, request, day, supplements=choices)
    if not form.is_valid():
        return render_day(request, form.day, DayReply(form=form), supplements=supplements, status=422)
    entry = form.cleaned_data
    names = ("supplement", "magnesium_form", "elemental_mg", "compound_mg", "units")
    dose = Dose(**{name: entry[name] for name in names})
    keep_as = None
    if entry["keep"] and not entry["supplement"]:
        keep_as = Supplement(
            name=dose_words(dose),
            magnesium_form=dose.magnesium_form,
            elemental_mg_per_unit=dose.elemental_mg,
            usual_moment=usual_moment_at(entry["moment"].astimezone(request.user.zone).time()),
        )
    return _log_dose(request, dose, form, supplements=None if keep_as else supplements, keep_as=keep_as)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def walks(request: PersonRequest, day: date) -> HttpResponse:
    """Log a walk: by one tap on a meal, or with other minutes on a sheet of its own."""
    minutes = walk_minutes_on(request.user, day)
    if request.method != "POST":
        meal = meal_at(request.now.astimezone(request.user.zone).time())
        form = log_form(WalkForm, request, day, initial={"meal": meal.value, "minutes": minutes})
        return render_sheet(request, _("Log a walk"), form, _("Log walk"), day=day)
    data = request.POST.copy()
    data.setdefault("minutes", str(minutes))
    form = log_form(WalkForm, request, day, data=data)
    form.usual_clock = USUAL_CLOCK.get(data.get("meal", ""), USUAL_CLOCK[Meal.OTHER])
    if not form.is_valid():
        return render_sheet(request, _("Log a walk"), form, _("Log walk"), day=form.day)
    entry = form.cleaned_data
    walk = PostMealWalk(
        meal=entry["meal"], minutes=entry["minutes"], minutes_after_meal=entry["minutes_after_meal"]
    )
    walk = log_movement(request.user, walk, **entry_arguments(form, "started_at"))
    message = _("Logged: %(walk)s") % {"walk": walk_words(walk)}
    return day_response(request, walk.day, message=message, changes=undo_of_logging([walk]))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sprints(request: PersonRequest, day: date) -> HttpResponse:
    """Log a sprint session: as the last one by one tap, or with its figures on a sheet of its own."""
    last = last_sprints(request.user)
    names = ("activity", "sets", "work_seconds", "rest_seconds")
    initial = {name: getattr(last, name) for name in names} if last else {}
    if request.method != "POST":
        form = log_form(SprintForm, request, day, initial=initial)
        return render_sheet(request, _("Log a sprint session"), form, _("Log session"), day=day)
    data = request.POST.copy()
    blank = SprintSession()
    for name in names:
        data.setdefault(name, str(initial.get(name, getattr(blank, name))))
    form = log_form(SprintForm, request, day, data=data)
    if not form.is_valid():
        return render_sheet(request, _("Log a sprint session"), form, _("Log session"), day=form.day)
    entry = form.cleaned_data
    session = SprintSession(**{name: entry[name] for name in (*names, "effort")})
    session = log_movement(request.user, session, **entry_arguments(form, "started_at"))
    return day_response(
        request, session.day, message=_("Sprint session logged"), changes=undo_of_logging([session])
    )


@require_POST
@login_required
def bedtime(request: PersonRequest, day: date) -> HttpResponse:
    """Log magnesium before bed, once a night: with its dose, or with one of the evening that is logged."""
    form = log_form(BedtimeForm, request, day)
    if not form.is_valid():
        return _refused(request, form)
    if form.cleaned_data["counted"]:
        return _count_dose(request, form)
    supplements = live_supplements(request.user.pk)
    supplement = bedtime_among(supplements)
    dose = dose_of_supplement(supplement) if supplement else None
    if supplement and dose and (refused := _no_dose(request, form, supplement, dose)):
        return refused
    is_another = form.cleaned_data["another"]
    try:
        log, changes = bedtime_actions.log_bedtime(
            request.user, dose=dose, is_another=is_another, **entry_arguments(form, "taken_at")
        )
    except bedtime_actions.TakenThisEveningError:
        # The page was made before that dose was logged; the one that answers asks.
        asks = DayReply(asks_bedtime=True)
        return render_day(request, form.cleaned_data["day"], asks, supplements=supplements, status=409)
    if not changes:
        message = _("This night was logged already")
        return day_response(request, log.day, message=message, supplements=supplements)
    message = (
        _("Bedtime dose, %(dose)s") % {"dose": dose_words(log.dose)} if log.dose else _("Bedtime logged")
    )
    return day_response(request, log.day, message=message, changes=changes, supplements=supplements)


def _count_dose(request: PersonRequest, form: BedtimeForm) -> HttpResponse:
    """Let a dose that is logged be the one for the night."""
    entry = form.cleaned_data
    try:
        log, changes = bedtime_actions.count_dose(
            request.user, entry["counted"], entry_id=entry["entry_id"], day=form.day, today=form.today
        )
    except Dose.DoesNotExist:
        try:
            entry_of(request.user, Dose.kind, entry["counted"])
        except Dose.DoesNotExist:
            raise Http404(_("This entry was deleted meanwhile.")) from None
        form.add_error(None, _("That dose was changed meanwhile and was not counted."))
        return _refused(request, form)
    if not changes:
        return day_response(request, log.day, message=_("This night was logged already"))
    message = _("The %(time)s dose counts for bedtime") % {"time": clock_words(log.local_moment.time())}
    return day_response(request, log.day, message=message, changes=changes)


@require_POST
@login_required
def rate_night(request: PersonRequest, day: date) -> HttpResponse:
    """Say how the night of this day was, whether or not anything was taken before it."""
    form = SleepForm(request.POST)
    require_day_has_begun(request, day)
    today = request.today
    shown = today if (today - day).days == 1 and request.POST.get("from") == "today" else day
    if not form.is_valid():
        return render_day(request, shown, DayReply(sleep_error=str(form.errors["quality"][0])), status=422)
    try:
        log, changes = bedtime_actions.rate_night(
            request.user, day=day, quality=form.cleaned_data["quality"], today=today
        )
    except BedtimeLog.DoesNotExist:
        raise Http404(_("This night is not over yet.")) from None
    message = _("Sleep: %(quality)s") % {"quality": log.get_sleep_quality_display()}
    return day_response(request, shown, message=message, changes=changes)


def log_form[F: EntryForm](
    form_class: type[F],
    request: PersonRequest,
    day: date,
    data: QueryDict | None = None,
    **kwargs: Any,
) -> F:
    """Fill a form with what was sent.

    The page of an open day that has ended meanwhile still says "now": its taps belong to the day open now.
    """
    if request.method == "POST":
        data = request.POST if data is None else data
        if data.get("when") == "now" and not data.get("time"):
            day = request.today
    require_day_has_begun(request, day)
    return form_class(data, person=request.user, day=day, now=request.now, **kwargs)


def entry_arguments(form: EntryForm, moment_name: str) -> dict[str, Any]:
    """What all actions that log are told: the id, the moment, the day, today, the note."""
    entry = form.cleaned_data
    return {
        "entry_id": entry["entry_id"],
        moment_name: entry["moment"],
        "day": entry["day"],
        "today": form.today,
        "note": entry["note"],
    }


def _log_dose(
    request: PersonRequest,
    dose: Dose,
    form: TapForm | DoseForm,
    *,
    supplements: list[Supplement] | None,
    keep_as: Supplement | None = None,
) -> HttpResponse:
    """Log a dose, or ask first when the same supplement was logged within five minutes."""
    entry = form.cleaned_data
    if dose.supplement and not entry["confirmed"]:
        found = doses_around(request.user, entry["moment"], SAME_DOSE_WITHIN)
        twins = recent_duplicates(request.user, found, [dose], entry["moment"], [entry["entry_id"]])
        if twins:
            ask = Question(twins[0], request.path, _sent(request, form))
            return _ask(request, form, ask, supplements=supplements)
    dose = log_dose(request.user, dose, keep_as=keep_as, **entry_arguments(form, "taken_at"))
    message = _("Logged %(dose)s") % {"dose": dose_words(dose)}
    if dose.supplement and dose.supplement.archived:
        message = _("Logged %(dose)s; %(name)s is archived") % {
            "dose": dose_words(dose),
            "name": dose.supplement.name,
        }
    return day_response(
        request, dose.day, message=message, changes=undo_of_logging([dose]), supplements=supplements
    )


def _no_dose(
    request: PersonRequest, form: EntryForm, supplement: Supplement, dose: Dose
) -> HttpResponse | None:
    """The day with a word when a serving by its label is more or less than a dose can hold; else None."""
    if MIN_DOSE_MG <= dose.elemental_mg <= MAX_DOSE_MG:
        return None
    form.add_error(
        None,
        _("By its label a serving of %(name)s holds %(mg)s mg; a dose holds 1 to 2,000 mg.")
        % {"name": supplement.name, "mg": bare_number(dose.elemental_mg)},
    )
    return _refused(request, form)


def _dose_at_bedtime(
    request: PersonRequest, form: TapForm, doses: Sequence[Dose], supplement: Supplement | None
) -> Dose | None:
    """That of the doses which is of the bedtime supplement, in the evening; None when none is."""
    entry, person = form.cleaned_data, request.user
    if supplement and is_in_evening(entry["moment"], entry["day"], person.zone, person.day_start):
        return next((dose for dose in doses if dose.supplement == supplement), None)
    return None


def _ask_of_stack(
    request: PersonRequest, form: TapForm, doses: Sequence[Dose], at_bedtime: Dose | None
) -> Question | None:
    """What to ask when one of the doses was logged within five minutes; the others can be logged alone.

    The one for the night is asked about when it was logged at any time in this evening.
    """
    entry = form.cleaned_data
    if entry["confirmed"]:
        return None
    ids = [id_in_stack(entry["entry_id"], dose) for dose in doses]
    within = SAME_EVENING if at_bedtime else SAME_DOSE_WITHIN
    found = doses_around(request.user, entry["moment"], within)
    twins = recent_duplicates(request.user, found, doses, entry["moment"], ids)
    if at_bedtime and at_bedtime.supplement:
        key = id_in_stack(entry["entry_id"], at_bedtime)
        twin = evening_twin(request.user, found, at_bedtime.supplement, entry["day"], key)
        twins += [twin] if twin else []
    if not twins:
        return None
    logged = {twin.supplement_id for twin in twins}
    sent = _sent(request, form)
    members: list[tuple[str, object]] = [("member", dose.supplement_id) for dose in doses]
    others = [member for member in members if member[1] not in logged]
    return Question(twins[0], request.path, sent + members, sent + others if others else None)


def _ask(
    request: PersonRequest, form: EntryForm, ask: Question, *, supplements: list[Supplement] | None
) -> HttpResponse:
    """The day, with the question whether what is logged already was taken a second time."""
    return render_day(request, form.day, DayReply(ask=ask), supplements=supplements, status=409)


def _sent(request: PersonRequest, form: EntryForm) -> list[tuple[str, object]]:
    return [(name, value) for name, value in request.POST.items() if name in form.fields or name == "when"]


def _members(
    request: PersonRequest, supplements: Sequence[Supplement]
) -> tuple[list[Supplement], list[Supplement]]:
    """The supplements in the stack that the page showed: those in use, and those archived since then.

    What a page does not name is not logged, and what it names is, whatever the stack is by now.
    """
    keys = posted_ids(request, "member")
    if not keys:
        return [supplement for supplement in supplements if supplement.in_evening_stack], []
    members = [supplement for supplement in supplements if supplement.pk in keys]
    missing = set(keys) - {member.pk for member in members}
    archived = supplements_numbered(request.user, missing) if missing else []
    if len(archived) < len(missing):
        raise Http404(_("This supplement is not among yours."))
    return members, archived


def _archived_words(archived: Sequence[Supplement]) -> str:
    if not archived:
        return ""
    names = get_text_list([supplement.name for supplement in archived], _("and"))
    return ngettext(
        "%(names)s is archived and was not logged.",
        "%(names)s are archived and were not logged.",
        len(archived),
    ) % {"names": names}


def _archived_choice(request: PersonRequest, supplements: Sequence[Supplement]) -> list[Supplement]:
    """What was chosen, when it was archived since the page was opened: it was taken all the same."""
    kind, _sep, key = request.POST.get("source", "").partition(":")
    if kind != "supplement" or not (key.isascii() and key.isdigit() and len(key) < 20):
        return []
    if any(supplement.pk == int(key) for supplement in supplements):
        return []
    return supplements_numbered(request.user, [int(key)])


def _refused(request: PersonRequest, form: EntryForm) -> HttpResponse:
    """A tap that cannot be logged: the day, with why in its words."""
    reasons = [str(error) for errors in form.errors.values() for error in errors]
    return render_day(request, form.day, DayReply(refused=reasons), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def log_custom_habit(request: PersonRequest, day: date, pk: int) -> HttpResponse:
    """Log a habit: by one tap, or how much of it; an archived one from an old page is logged as well."""
    habit = get_object_or_404(request.user.custom_habits, pk=pk)
    title, verb = _("Log %(name)s") % {"name": habit.name}, _("Log")
    if request.method != "POST":
        return render_sheet(
            request, title, log_form(CustomEntryForm, request, day, habit=habit), verb, day=day
        )
    data = request.POST.copy()
    if habit.kind == HabitKind.CHECK:
        data["amount"] = "1"
    form = log_form(CustomEntryForm, request, day, data=data, habit=habit)
    if not form.is_valid():
        return render_sheet(request, title, form, verb, day=form.day)
    amount = Decimal(form.cleaned_data["amount"])
    entry, changes = actions.log_custom_habit(
        request.user, habit, amount=amount, **entry_arguments(form, "done_at")
    )
    if not changes:
        return day_response(request, entry.day, message=_("This was logged already"))
    message = _("Logged: %(entry)s") % {"entry": custom_words(entry)}
    return day_response(request, entry.day, message=message, changes=changes)
