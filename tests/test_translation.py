"""Every word is translated, every figure and date is written as the language does."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation as languages

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)
from tests.tools.messages import LANGUAGES, compiled, compiled_path, translation, wording
from tracker.forms.fields import parse_decimal

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
TAG = re.compile(r"</?\w+>")
DAY = date(2026, 11, 22)
PAGES = [
    "/",
    "/days/2026-11-20/",
    "/trends/?range=4w",
    "/trends/?range=1y",
    "/review/2026-W46/",
    "/history/",
    "/history/?q=a",
]


def key(message):
    return message.id, message.context


def both(message):
    """What is to be said and what is said, as tuples of equally many forms."""
    several = isinstance(message.id, tuple)
    return (message.id, message.string) if several else ((message.id,), (message.string,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_said_is_translated_and_nothing_else(language):
    said = {key(message) for message in wording() if message.id}
    translated = {key(message): message for message in translation(language) if message.id}
    assert said ^ set(translated) == set(), "bin/messages brings the catalogue up to date"
    empty = [ids for message in translated.values() for ids, strings in [both(message)] if not all(strings)]
    assert empty == []
    assert [message.id for message in translated.values() if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_plural_has_all_its_forms(language):
    catalog = translation(language)
    forms = {len(message.string) for message in catalog if isinstance(message.id, tuple)}
    assert forms == {catalog.num_plurals}


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_marks_stand_in_the_translation_as_in_the_original(language):
    odd = []
    for message in translation(language):
        if not message.id:
            continue
        ids, strings = both(message)
        # One thing may be said without its figure ("ein Tag"), several never.
        if set(PLACEHOLDER.findall(ids[-1])) != set(PLACEHOLDER.findall(strings[-1])):
            odd.append(message.id)
        if not set(PLACEHOLDER.findall(strings[0])) <= set(PLACEHOLDER.findall(ids[0])):
            odd.append(message.id)
        if sorted(TAG.findall(ids[-1])) != sorted(TAG.findall(strings[-1])):
            odd.append(message.id)
    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    assert compiled_path(language).read_bytes() == compiled(translation(language))


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "2,000", "2000"),
        ("en", "2.000", "2.000"),
        ("en", "1,234.5", "1234.5"),
        ("en", "37,5", "37.5"),
        ("de", "2.000", "2000"),
        ("de", "2,000", "2.000"),
        ("de", "1.234,5", "1234.5"),
        ("de", "37.5", "37.5"),
        ("de", "37,5", "37.5"),
    ],
)
def test_a_figure_is_read_as_its_language_writes_it(language, typed, meant):
    with languages.override(language):
        assert parse_decimal(typed) == Decimal(meant)


@pytest.fixture
def reader(db, time_machine):
    """Somebody who reads German, with figures that have decimals."""
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    person = PersonFactory(time_zone="UTC", language="de")
    TargetFactory(person=person, low_mg=Decimal("400.5"), high_mg=Decimal("499.5"))
    SupplementFactory(person=person, elemental_mg_per_unit=Decimal("37.5"))
    PauseFactory(person=person, first_day=date(2026, 11, 12), last_day=date(2026, 11, 12))
    for number in range(1, 22):
        day = date(2026, 11, number)
        DoseFactory(person=person, day=day, elemental_mg=Decimal("401.5") + number)
        PostMealWalkFactory(person=person, day=day, minutes_after_meal=number)
        BedtimeLogFactory(person=person, day=day, sleep_quality=1 + number % 5)
        if number % 4 == 0:
            SprintSessionFactory(person=person, day=day, effort=7)
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_german_and_their_drawings_hold_numbers(reader, address):
    answer = reader.get(address)
    assert answer.headers["Content-Language"] == "de"
    page = answer.text
    assert '<html lang="de"' in page
    assert "Heute" in page
    for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        for name, value in re.findall(
            r'\s(x|y|cx|cy|r|d|width|height|viewBox|stroke-dashoffset)="([^"]*)"', drawing
        ):
            # A comma in a number would end it; in a path it stands between numbers at most.
            assert not re.fullmatch(r"-?\d+,\d+%?", value), (name, value)
