"""Widgets are written as Django's own templates write them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from tracker.forms.rendering import INPUTS, WRITERS, WidgetRenderer

OURS, DJANGOS = WidgetRenderer(), DjangoTemplates()
TEXTS = st.text(st.sampled_from("ab <>&\"'é{}%\n"), max_size=8)
LABELS = TEXTS | TEXTS.map(SafeString) | st.integers(0, 5000) | st.just(gettext_lazy("Amount"))
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "class", "data-a", "required"]), st.none() | st.booleans() | LABELS, max_size=4
)
CHOICES = st.lists(
    st.tuples(TEXTS, LABELS) | st.tuples(TEXTS.filter(bool), st.lists(st.tuples(TEXTS, LABELS), max_size=3)),
    max_size=4,
)
KINDS = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput,
    forms.HiddenInput, forms.DateInput, forms.TimeInput, forms.CheckboxInput, forms.Textarea,
]  # fmt: skip
CHOOSERS = [forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.SelectMultiple]


def folded(html):
    """With one blank for several and none around blocks: Django's templates have lines of their own."""
    return re.sub(r" ?(</?(?:div|option|optgroup|select)\b[^>]*>) ?", r"\1", re.sub(r"\s+", " ", html))


@pytest.mark.parametrize("kind", KINDS)
@given(value=st.none() | st.booleans() | LABELS, attributes=ATTRIBUTES)
def test_a_widget_is_written_as_by_its_template(kind, value, attributes):
    widget = kind(attrs=attributes)
    assert widget.render("na<me", value, renderer=OURS) == widget.render("na<me", value, renderer=DJANGOS)


@pytest.mark.parametrize("kind", CHOOSERS)
@given(choices=CHOICES, value=st.none() | TEXTS, attributes=ATTRIBUTES)
def test_choices_are_written_as_by_their_template(kind, choices, value, attributes):
    widget = kind(attrs=attributes, choices=choices)
    ours, djangos = (widget.render("name", value, renderer=renderer) for renderer in (OURS, DJANGOS))
    assert folded(ours) == folded(djangos)


def test_what_has_no_writer_is_left_to_its_template():
    assert "<input" in forms.ClearableFileInput().render("file", None, renderer=OURS)


def test_each_writer_stands_for_a_template_that_exists():
    for name in WRITERS:
        assert DJANGOS.get_template(f"django/forms/widgets/{name}")
    assert set(INPUTS) <= {name.removesuffix(".html") for name in WRITERS}
