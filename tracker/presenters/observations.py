"""What is said of nights compared: how they differ and how sure that is, or how many are still needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.observations import Comparison, Observation
from tracker.vocabulary.formats import in_sentence, mean_rating, mg

# The difference as a sentence, and what both sides are called.
COMPARISONS = {
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


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two kinds of nights: what it is called, its mean as text and in percent of the best."""

    name: str | Promise
    mean: str
    width: float


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """One comparison: `about` what it is, and either what it `says` or how many nights are still `needed`.

    With enough nights `says` is the difference, `note` how sure it is, `sides` both means.
    """

    about: str
    says: str
    note: str
    sides: Sequence[Side]
    needed: str


def comparison_words(found: Observation, window: str) -> ComparisonWords:
    """One comparison of the fixed list in words; `window` says which days its nights are of."""
    sentence, with_name, without_name = COMPARISONS[found.comparison]
    about = _("Sleep: %(with)s against %(without)s") % {
        "with": in_sentence(with_name),
        "without": in_sentence(without_name),
    }
    if not found.is_shown or found.with_mean is None or found.without_mean is None:
        return ComparisonWords(about, says="", note="", sides=(), needed=needed_nights(found))
    sides = (_side(with_name, found.with_mean), _side(without_name, found.without_mean))
    return ComparisonWords(
        about,
        says=sentence % {"with": sides[0].mean, "without": sides[1].mean},
        note=_("%(window)s: %(count)d nights against %(others)d. %(sure)s")
        % {
            "window": window,
            "count": found.with_nights,
            "others": found.without_nights,
            "sure": _certainty_sentence(found),
        },
        sides=sides,
        needed="",
    )


def needed_nights(found: Observation) -> str:
    """How many more rated nights a comparison needs."""
    with_it, without = found.still_needed
    _sentence, with_name, without_name = COMPARISONS[found.comparison]
    needs = [
        ngettext("%(count)d more rated night: %(side)s", "%(count)d more rated nights: %(side)s", count)
        % {"count": count, "side": in_sentence(side)}
        for count, side in ((with_it, with_name), (without, without_name))
        if count
    ]
    return get_text_list(needs, _("and"))


def _certainty_sentence(found: Observation) -> str:
    if found.low is None or found.high is None:
        return _("All nights of a kind are rated alike, so how sure the difference is cannot be said.")
    words = (
        _("The difference is likely between %(low)s and %(high)s.")
        if found.is_clear
        else _("The difference may be chance: likely between %(low)s and %(high)s.")
    )
    return words % {"low": _signed(found.low), "high": _signed(found.high)}


def _side(name: str | Promise, mean: float) -> Side:
    return Side(name, mean_rating(mean), width=round(100 * mean / 5, 1))


def _signed(difference: float) -> str:
    return f"{'+' if round(difference, 1) > 0 else ''}{mg(round(difference, 1))}".replace("-", "−")
