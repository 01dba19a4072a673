from decimal import Decimal

import pytest

from tests.day_page import NOW, TODAY
from tests.factories import DoseFactory
from tracker.domain.magnesium import MagnesiumForm
from tracker.forms.entries.doses import DoseEditForm, DoseForm, TapForm
from tracker.models import Supplement

CAPSULES = Supplement(
    pk=7, name="Capsules", magnesium_form="l_threonate", elemental_mg_per_unit=Decimal("48.5")
)


@pytest.fixture
def typed(filled):
    """A dose as it is typed, by somebody who has one supplement."""

    def fill(source="citrate", basis="elemental", amount="200"):
        sent = {"source": source, "basis": basis, "amount": amount}
        return filled(DoseForm, sent, supplements=[CAPSULES])

    return fill


@pytest.fixture
def edited(filled, person):
    """A dose that is stored with these figures, with what is sent to correct it; None to show it."""

    def edit(sent=None, *, supplements=(CAPSULES,), **figures):
        dose = DoseFactory.build(person=person, day=TODAY, taken_at=NOW, **figures)
        if sent is not None:
            sent = {"time": "14:00", "on": str(TODAY)} | sent
        return filled(DoseEditForm, sent, entry=dose, supplements=list(supplements))

    return edit


@pytest.mark.parametrize(("sent", "confirmed"), [({}, False), ({"confirmed": "on"}, True)])
def test_a_tap_says_nothing_but_that_it_is_meant(filled, sent, confirmed):
    form = filled(TapForm, sent)
    assert form.is_valid()
    assert (form.cleaned_data["moment"], form.cleaned_data["confirmed"]) == (NOW, confirmed)


def test_all_forms_are_offered_in_their_groups_behind_the_persons_own_supplements(filled):
    groups = dict(filled(DoseForm, None, supplements=[CAPSULES]).fields["source"].choices)
    assert [str(group) for group in groups] == [
        "My supplements", "Preferred in the protocol", "Also common", "Discouraged in the protocol",
    ]  # fmt: skip
    (own, *of_forms) = groups.values()
    assert own == [("supplement:7", "Capsules")]
    assert sorted(key for group in of_forms for key, _words in group) == sorted(MagnesiumForm)
    without = dict(filled(DoseForm, None, supplements=[]).fields["source"].choices)
    assert list(without) == list(groups)[1:]


def test_the_options_carry_what_the_live_conversion_needs(filled):
    select = str(filled(DoseForm, None, supplements=[CAPSULES])["source"])
    fractions = 'data-fraction="0.072" data-lowest="0.072" data-highest="0.0825"'
    assert f'<option value="supplement:7" {fractions} data-unit-mg="48.5">' in select
    assert f'<option value="l_threonate" {fractions}>' in select
    assert '<option value="other">' in select


@pytest.mark.parametrize(
    ("source", "basis", "amount", "kept"),
    [
        ("citrate", "elemental", "200", (None, "citrate", Decimal(200), None, None)),
        ("malate", "compound", "1,032", (None, "malate", Decimal("160.0"), Decimal(1032), None)),
        ("supplement:7", "units", "1,5", (CAPSULES, "l_threonate", Decimal("72.8"), None, Decimal("1.5"))),
        ("supplement:7", "compound", "2000", (CAPSULES, "l_threonate", Decimal(144), Decimal(2000), None)),
        ("other", "elemental", "1", (None, "other", Decimal(1), None, None)),
        ("oxide", "elemental", "2000", (None, "oxide", Decimal(2000), None, None)),
    ],
)
def test_a_dose_is_what_was_typed_and_the_magnesium_in_it(typed, source, basis, amount, kept):
    form = typed(source, basis, amount)
    assert form.is_valid()
    names = ("supplement", "magnesium_form", "elemental_mg", "compound_mg", "units")
    assert tuple(form.cleaned_data[name] for name in names) == kept


@pytest.mark.parametrize(
    ("source", "basis", "amount", "words"),
    [
        ("citrate", "elemental", "", "Enter an amount."),
        ("citrate", "elemental", "0.9", "A dose holds at least 1 mg of magnesium."),
        ("citrate", "compound", "6", "A dose holds at least 1 mg of magnesium."),
        (
            "oxide",
            "compound",
            "4000",
            "2,412 mg of magnesium is more than one dose can hold. Enter 2,000 mg or less.",
        ),
        ("citrate", "units", "2", "Units need one of your supplements: choose it above."),
        ("supplement:7", "units", "99.1", "Enter at most 99 units."),
        ("other", "compound", "500", "For this form only the elemental figure can be used."),
    ],
)
def test_an_amount_that_no_dose_can_be_is_refused_in_words(typed, source, basis, amount, words):
    assert typed(source, basis, amount).errors == {"amount": [words]}


@pytest.mark.parametrize("source", ["stearate", "supplement:8", ""])
def test_a_source_that_is_not_offered_is_refused(typed, source):
    assert list(typed(source).errors) == ["source"]


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        ({"supplement": CAPSULES, "units": Decimal("1.5")}, ("supplement:7", "units", "1.5")),
        ({"compound_mg": Decimal("1000.0")}, ("glycinate", "compound", "1000")),
        ({"elemental_mg": Decimal("200.0")}, ("glycinate", "elemental", "200")),
    ],
)
def test_a_dose_is_shown_as_it_was_typed(edited, figures, shown):
    form = edited(**figures)
    assert tuple(form[name].value() for name in ("source", "basis", "amount")) == shown
    assert "keep" not in form.fields


def test_a_dose_of_an_archived_supplement_still_offers_it(edited):
    form = edited(supplement=CAPSULES, units=Decimal(2), supplements=[])
    own = dict(form.fields["source"].choices)["My supplements"]
    assert own == [("supplement:7", "Capsules")]


@pytest.mark.parametrize("typed", ["2", "2.0", "2,0", " 2 "])
def test_a_dose_whose_amount_is_left_alone_keeps_its_mg_whatever_the_label_says_today(edited, typed):
    sent = {"source": "supplement:7", "basis": "units", "amount": typed, "note": "late"}
    form = edited(sent, supplement=CAPSULES, units=Decimal("2.0"), elemental_mg=Decimal("96.0"))
    assert form.is_valid()
    assert form.cleaned_data["elemental_mg"] == Decimal("96.0")


def test_another_amount_is_worth_what_the_label_says_today(edited):
    sent = {"source": "supplement:7", "basis": "units", "amount": "3"}
    form = edited(sent, supplement=CAPSULES, units=Decimal("2.0"), elemental_mg=Decimal("96.0"))
    assert form.is_valid()
    assert (form.cleaned_data["units"], form.cleaned_data["elemental_mg"]) == (3, Decimal("145.5"))
