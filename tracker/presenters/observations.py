"""What is said of nights compared: how they differ and how sure that is, or how many are still needed."""

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.observations import Comparison
from tracker.vocabulary.formats import in_sentence, mg

COMPARED = {
    Comparison.BEDTIME_DOSE: (
        gettext_lazy("Sleep is rated %(with)s after a bedtime dose, %(without)s without."),
        gettext_lazy("With the dose"),
        gettext_lazy("Without"),
    ),
    Comparison.IN_RANGE: (
        gettext_lazy("Sleep is rated %(with)s after days in range, %(without)s after others."),
        gettext_lazy("In range"),
        gettext_lazy("Other days"),
    ),
    Comparison.SPRINT_DAY: (
        gettext_lazy("Sleep is rated %(with)s after sprint days, %(without)s after others."),
        gettext_lazy("Sprint days"),
        gettext_lazy("Other days"),
    ),
}


def observed(found):
    """One comparison in words: the difference, its interval and its counts."""
    says, with_name, without_name = COMPARED[found.comparison]
    means = {"with": _rating(found.with_mean), "without": _rating(found.without_mean)}
    if found.low is None:
        sure = _("All nights of a kind are rated alike, so how sure the difference is cannot be said.")
    else:
        sure = (
            _("The difference is likely between %(low)s and %(high)s.")
            if found.is_clear
            else _("The difference may be chance: likely between %(low)s and %(high)s.")
        ) % {"low": _signed(found.low), "high": _signed(found.high)}
    return {
        "says": says % means,
        "note": _("Twelve weeks, %(count)d nights against %(others)d. %(sure)s")
        % {"count": found.with_nights, "others": found.without_nights, "sure": sure},
        "sides": [
            {"name": with_name, "mean": means["with"], "width": round(100 * found.with_mean / 5, 1)},
            {"name": without_name, "mean": means["without"], "width": round(100 * found.without_mean / 5, 1)},
        ],
    }


def compared(found):
    """One comparison of the fixed list: in words, or what it is about and how many nights it needs."""
    if found.is_shown:
        return observed(found)
    _says, with_name, without_name = COMPARED[found.comparison]
    about = _("Sleep: %(with)s against %(without)s") % {
        "with": in_sentence(with_name),
        "without": in_sentence(without_name),
    }
    return {"about": about, "needed": still_needed(found)}


def still_needed(found):
    """How many more rated nights a comparison needs."""
    with_it, without = found.still_needed
    _says, with_name, without_name = COMPARED[found.comparison]
    needs = [
        ngettext("%(count)d more rated night: %(side)s", "%(count)d more rated nights: %(side)s", count)
        % {"count": count, "side": in_sentence(side)}
        for count, side in ((with_it, with_name), (without, without_name))
        if count
    ]
    return get_text_list(needs, _("and"))


def _rating(mean):
    return number_format(mean, 1)


def _signed(difference):
    return f"{'+' if round(difference, 1) > 0 else ''}{mg(round(difference, 1))}".replace("-", "−")
