"""What the templates need to write figures, draw icons and lay out fields."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import cache, lru_cache
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.domain.searching import marked_pieces
from tracker.domain.zones import zone_or_utc
from tracker.vocabulary.clocks import clock_words
from tracker.vocabulary.formats import in_html, in_sentence, mg, percent, plural_number

register = template.Library()

for written in (in_sentence, mg, percent, plural_number):
    register.filter(written.__name__, written)


# Pages have dozens of icons and addresses, the same ones again and again: both are worked out once.
@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the sprite, as tall as the words beside it and silent to screen readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f"i {classes}".rstrip(),
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
@cache
def drawing(name: str, classes: str = "") -> SafeString:
    """The logo or the chlorophyll ring, sized by its class alone."""
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        classes,
        "0 0 48 48" if name == "logo" else "0 0 240 240",
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def url(name: str, *values: Any) -> str:
    """Django's own tag of this name, for addresses whose values stand in their path, in order."""
    return _address(get_script_prefix(), get_urlconf(), name, *values)


@lru_cache(maxsize=1000)
def _address(_prefix: str, urlconf: str | None, name: str, *values: Any) -> str:
    return reverse(name, urlconf, args=values)


# Tables have hundreds of rows and a year's calendar as many cells: here each is one text, while a template
# would look up every word of it.
@register.simple_tag
def table_rows(rows: Iterable[Any]) -> SafeString:
    """The rows of a chart's table, each with a head that may lead to its day."""
    return SafeString("".join(map(_table_row, rows)))


def _table_row(row: Any) -> str:
    head, note = in_html(row.head), f" <small>{in_html(row.note)}</small>" if row.note else ""
    if row.href:
        head = f'<a href="{in_html(row.href)}">{head}</a>'
    cells = "</td><td>".join(map(in_html, row.shown))
    return f'<tr><th scope="row">{head}{note}</th><td>{cells}</td></tr>'


@register.simple_tag
def heat_cells(cells: Iterable[Any]) -> SafeString:
    """The days of one weekday in the calendar, each a link to its day unless that cannot be opened."""
    return SafeString("".join(map(_heat_cell, cells)))


def _heat_cell(cell: Any) -> str:
    link, today = "", " data-today" if cell.is_today else ""
    if cell.day:
        link = f'<a href="{in_html(cell.href)}" aria-label="{in_html(cell.words)}">{in_html(cell.text)}</a>'
    return f'<td data-l="{in_html(cell.level)}"{today}>{link}</td>'


@register.simple_tag
def entry_id() -> UUID:
    """A new id for the entry a form makes: the same form sent twice makes one entry."""
    return uuid4()


@register.filter
def clock(value: datetime | time | None, zone: str | ZoneInfo | None = None) -> str:
    """A time of day as 07:42, or 7:42 am for who wants 12 hours, in `zone` or else in the zone that
    the view chose; a zone that the system does not know reads as UTC.
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value, zone_or_utc(zone) if isinstance(zone, str) else zone)
    return clock_words(value.time() if isinstance(value, datetime) else value)


@register.filter
def marked(text: str, words: Sequence[str]) -> SafeString:
    """A text with these words marked wherever it has them."""
    return SafeString(
        "".join(
            f"<mark>{in_html(piece)}</mark>" if is_word else in_html(piece)
            for piece, is_word in marked_pieces(text, words)
        )
    )


@register.filter
def form_symbol(magnesium_form: str) -> str:
    """The three letters that stand for a form of magnesium, such as Gly."""
    return FORM_FACTS[MagnesiumForm(magnesium_form)].symbol


@register.filter
def form_tone(magnesium_form: str) -> str:
    """The name of a form's colour, as `data-form` and the style sheet know it."""
    return FORM_FACTS[MagnesiumForm(magnesium_form)].family


@register.filter
def widget_kind(field: BoundField) -> str:
    """How a field is laid out: check, radios, select, textarea, password or input."""
    widget = field.field.widget
    for widget_class, name in (
        (forms.CheckboxInput, "check"),
        # Radio buttons are a kind of select to Django, so they are asked for first.
        (forms.RadioSelect, "radios"),
        (forms.CheckboxSelectMultiple, "radios"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.PasswordInput, "password"),
    ):
        if isinstance(widget, widget_class):
            return name
    return "input"


@register.filter
def render_control(field: BoundField) -> SafeString:
    """A field's widget with the class that the style sheet knows it by.

    Django adds what it says of a hint and an error to screen readers (aria-describedby, aria-invalid).
    """
    styles = {"select": "select", "textarea": "textarea", "check": "", "radios": ""}
    style = styles.get(widget_kind(field), "input")
    own = field.field.widget.attrs.get("class", "")
    classes = f"{style} {own}".strip()
    return field.as_widget(attrs={"class": classes} if classes else None)
