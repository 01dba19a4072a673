from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.urls import NoReverseMatch, clear_script_prefix, set_script_prefix
from django.utils.safestring import SafeString

from tracker.templatetags import twelve
from tracker.templatetags.twelve import (
    clock,
    form_symbol,
    form_tone,
    icon,
    marked,
    render_control,
    widget_kind,
)


class Sample(forms.Form):
    amount = forms.CharField(help_text="Elemental")
    moment = forms.ChoiceField(choices=[("a", "A")])
    note = forms.CharField(widget=forms.Textarea, required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    kept = forms.BooleanField(required=False)
    sleep = forms.ChoiceField(choices=[("1", "Poor")], widget=forms.RadioSelect)


def test_a_clock_time_is_that_of_the_zone_asked_for():
    at = datetime(2026, 3, 14, 23, 5, tzinfo=UTC)
    assert clock(at, "Asia/Tokyo") == "08:05"


def test_a_clock_time_without_a_zone_is_that_of_the_current_one(settings):
    settings.TIME_ZONE = "UTC"
    assert clock(datetime(2026, 3, 14, 7, 42, tzinfo=UTC)) == "07:42"


def test_a_bare_clock_time_is_written_as_it_is():
    assert (clock(time(3, 0)), clock(None)) == ("03:00", "")


@pytest.mark.parametrize(
    ("text", "words", "markup"),
    [
        ("Along the River", ["river"], "Along the <mark>River</mark>"),
        ("Along the river", [], "Along the river"),
        # What was typed stays text, marked or not.
        ("<b> & <i>", ["<i>"], "&lt;b&gt; &amp; <mark>&lt;i&gt;</mark>"),
        ("", ["river"], ""),
    ],
)
def test_words_that_were_looked_for_are_marked(text, words, markup):
    assert marked(text, words) == markup
    assert isinstance(marked(text, words), SafeString)


def test_a_form_of_magnesium_has_a_symbol_and_a_family():
    assert (form_symbol("l_threonate"), form_tone("orotate")) == ("Thr", "oth")


def test_an_icon_is_a_use_of_the_sprite_and_hidden_from_screen_readers():
    markup = icon("check", "slot__tick")
    assert 'class="i slot__tick"' in markup
    assert 'aria-hidden="true"' in markup
    assert markup.endswith('#i-check"/></svg>')


def test_an_icon_does_not_let_markup_through():
    assert "<script>" not in icon("<script>")


def test_each_field_is_laid_out_by_its_widget():
    assert [widget_kind(field) for field in Sample()] == [
        "input",
        "select",
        "textarea",
        "password",
        "check",
        "radios",
    ]


def test_a_control_carries_the_class_of_its_kind():
    assert 'class="select"' in render_control(Sample()["moment"])
    assert "class=" not in render_control(Sample()["kept"])


def render_field(name, form):
    return Template('{% include "shared/_field.html" %}').render(Context({"field": form[name]}))


def test_a_field_in_error_says_so_beside_itself_and_to_screen_readers():
    markup = render_field("amount", Sample({"amount": ""}))
    assert "data-invalid" in markup
    assert 'aria-invalid="true"' in markup
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in markup
    assert 'id="id_amount_error"' in markup
    assert 'id="id_amount_helptext"' in markup


def test_a_field_keeps_what_was_typed_and_escapes_it():
    markup = render_field("amount", Sample({"amount": '"><script>'}))
    assert "&quot;&gt;&lt;script&gt;" in markup
    assert "<script>" not in markup


def test_only_a_field_that_may_stay_empty_is_marked_optional():
    assert "(optional)" in render_field("note", Sample())
    assert "(optional)" not in render_field("amount", Sample())


def test_radio_buttons_are_a_fieldset_with_a_legend():
    markup = render_field("sleep", Sample())
    assert "<fieldset" in markup
    assert "<legend>Sleep</legend>" in markup


def test_an_address_is_djangos_and_worked_out_once(monkeypatch):
    template = Template(
        "{% load twelve %}{% url 'tracker:day' day as here %}{% url 'tracker:day' day %} {{ here }}"
    )
    context = Context({"day": date(1999, 12, 31)})
    assert template.render(context) == "/days/1999-12-31/ /days/1999-12-31/"
    monkeypatch.delattr(twelve, "reverse")
    assert template.render(context) == "/days/1999-12-31/ /days/1999-12-31/"


def test_an_address_follows_the_path_under_which_the_app_is_served():
    template = Template("{% load twelve %}{% url 'tracker:trends' %}")
    assert template.render(Context()) == "/trends/"
    set_script_prefix("/twelve/")
    try:
        assert template.render(Context()) == "/twelve/trends/"
    finally:
        clear_script_prefix()


def test_an_address_that_is_not_there_is_an_error_each_time():
    template = Template("{% load twelve %}{% url 'tracker:nowhere' %}")
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            template.render(Context())


def test_a_table_has_a_line_for_each_row_and_shows_texts_as_they_are():
    rows = [
        SimpleNamespace(head="1 < 2", href="/?a=1&b=2", note="", shown=[5, SafeString("<b>–</b>"), "a & b"]),
        SimpleNamespace(head="Monday", href="", note="so “far”", shown=["x"]),
    ]
    assert twelve.table_rows(rows) == (
        '<tr><th scope="row"><a href="/?a=1&amp;b=2">1 &lt; 2</a></th>'
        "<td>5</td><td><b>–</b></td><td>a &amp; b</td></tr>"
        '<tr><th scope="row">Monday <small>so “far”</small></th><td>x</td></tr>'
    )


def test_a_cell_of_the_calendar_leads_to_its_day_where_it_has_one():
    day = SimpleNamespace(
        day=date(2026, 3, 14),
        href="/?a",
        words='14 "March"',
        text="<3",
        level="5",
        is_today=True,
    )
    nothing = SimpleNamespace(day=None, href="", words="", text="", level="n", is_today=False)
    assert twelve.heat_cells([day, nothing]) == (
        '<td data-l="5" data-today><a href="/?a" aria-label="14 &quot;March&quot;">&lt;3</a></td>'
        '<td data-l="n"></td>'
    )
