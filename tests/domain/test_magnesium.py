from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.magnesium import (
    FORM_FACTS,
    SUPPLEMENT_LIMIT_MG,
    CeilingState,
    FormGroup,
    MagnesiumForm,
    ceiling_state,
    convert,
    exceeds_form,
    stored_mg,
)

MASSES = st.decimals(0, 100_000, places=1, allow_nan=False, allow_infinity=False)
CONVERTIBLE = [form for form in MagnesiumForm if form is not MagnesiumForm.OTHER]


def test_every_form_has_its_facts_and_its_own_symbol():
    assert set(FORM_FACTS) == set(MagnesiumForm)
    assert len({facts.symbol for facts in FORM_FACTS.values()}) == len(MagnesiumForm)


@pytest.mark.parametrize(
    ("magnesium_form", "compound_mg", "elemental_mg"),
    [
        (MagnesiumForm.GLYCINATE, "1000", "141"),
        (MagnesiumForm.MALATE, "1000", "155"),
        (MagnesiumForm.DIMAGNESIUM_MALATE, "1000", "190"),
        # The trap: 2,000 mg of L-threonate hold 144 mg of magnesium.
        (MagnesiumForm.L_THREONATE, "2000", "144"),
        (MagnesiumForm.CITRATE, "1000", "160"),
        (MagnesiumForm.TAURATE, "1000", "89"),
        (MagnesiumForm.OROTATE, "1000", "66"),
        (MagnesiumForm.CHLORIDE, "1000", "120"),
        (MagnesiumForm.LACTATE, "1000", "100"),
        (MagnesiumForm.GLUCONATE, "500", "27"),
        (MagnesiumForm.ASPARTATE, "1000", "75"),
        (MagnesiumForm.SULFATE, "1000", "99"),
        (MagnesiumForm.CARBONATE, "1000", "250"),
        (MagnesiumForm.HYDROXIDE, "400", "166.8"),
        (MagnesiumForm.OXIDE, "400", "241.2"),
    ],
)
def test_a_compound_holds_what_labels_of_its_form_usually_mean(magnesium_form, compound_mg, elemental_mg):
    assert convert(Decimal(compound_mg), magnesium_form).elemental_mg == Decimal(elemental_mg)


@given(MASSES, st.sampled_from(CONVERTIBLE))
def test_an_estimate_lies_within_its_range_and_below_the_compound(compound_mg, magnesium_form):
    conversion = convert(compound_mg, magnesium_form)
    assert conversion.lowest_mg <= conversion.elemental_mg <= conversion.highest_mg <= compound_mg


def test_hydrates_make_the_range_of_chloride_twofold():
    conversion = convert(Decimal(1000), MagnesiumForm.CHLORIDE)
    assert (conversion.lowest_mg, conversion.highest_mg) == (Decimal("119.6"), Decimal("255.3"))


def test_a_form_nobody_knows_is_not_converted():
    with pytest.raises(ValueError, match="no fraction"):
        convert(Decimal(100), MagnesiumForm.OTHER)


def test_a_mass_below_zero_is_no_mass():
    with pytest.raises(ValueError, match="negative"):
        convert(Decimal(-1), MagnesiumForm.OXIDE)


@pytest.mark.parametrize(
    ("elemental_mg", "exceeds"),
    [("148.05", False), ("148.06", True), ("141", False), ("200", True)],
)
def test_more_than_five_per_cent_over_the_pure_compound_is_asked_about(elemental_mg, exceeds):
    # Anhydrous bisglycinate is 14.1 % magnesium; 1.05 times that is 148.05 mg in 1,000 mg.
    assert exceeds_form(Decimal(elemental_mg), Decimal(1000), MagnesiumForm.GLYCINATE) is exceeds


def test_threonate_typed_as_elemental_is_asked_about():
    assert exceeds_form(Decimal(2000), Decimal(2000), MagnesiumForm.L_THREONATE)


def test_a_form_without_a_known_share_is_never_asked_about():
    assert not exceeds_form(Decimal(900), Decimal(1000), MagnesiumForm.OTHER)


def test_the_protocols_own_words_on_forms_are_kept():
    preferred = {form for form, facts in FORM_FACTS.items() if facts.group is FormGroup.PREFERRED}
    assert preferred == {
        MagnesiumForm.GLYCINATE,
        MagnesiumForm.MALATE,
        MagnesiumForm.DIMAGNESIUM_MALATE,
        MagnesiumForm.L_THREONATE,
    }
    assert FORM_FACTS[MagnesiumForm.OXIDE].group is FormGroup.DISCOURAGED


@pytest.mark.parametrize(
    ("supplement_mg", "limit_mg", "state"),
    [
        ("350", "350", CeilingState.UNDER),
        ("350.1", "350", CeilingState.OVER),
        ("251", "250", CeilingState.OVER),
        ("2500", "350", CeilingState.OVER),
        ("2500.1", "350", CeilingState.EXCESS),
        ("0", "350", CeilingState.UNDER),
    ],
)
def test_the_ceiling_itself_is_still_under(supplement_mg, limit_mg, state):
    assert ceiling_state(Decimal(supplement_mg), Decimal(limit_mg)) is state


def test_the_regions_limits_are_the_authorities():
    assert {region.value: int(limit) for region, limit in SUPPLEMENT_LIMIT_MG.items()} == {
        "us": 350,
        "eu": 250,
        "uk": 400,
        "jp": 350,
    }


def test_a_stored_mass_is_rounded_half_up_to_a_tenth():
    assert [stored_mg(Decimal(text)) for text in ("0.05", "0.04", "159.96")] == [
        Decimal("0.1"),
        Decimal("0.0"),
        Decimal("160.0"),
    ]
