import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import DoseFactory, PersonFactory, SupplementFactory, TargetFactory
from tracker.actions.ordering import arrange
from tracker.models import Dose, Supplement

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
FRAGMENT = {"HX-Request": "true", "HX-Target": "day"}
LABEL = {
    "name": "Evening capsules", "magnesium_form": "glycinate", "basis": "elemental", "amount": "100",
    "units_per_serving": "2", "usual_moment": "evening",
}  # fmt: skip


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to("2026-11-22T20:00:00Z", tick=False)


@pytest.fixture
def person(db):
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    return person


@pytest.fixture
def visitor(person):
    client = Client()
    client.force_login(person)
    return client


# ── Their order ─────────────────────────────────────────────────────────────────────────────────
def names(person):
    return list(person.supplements.live().values_list("name", flat=True))


@pytest.fixture
def three(person):
    return [SupplementFactory(person=person, name=name, position=place) for place, name in enumerate("abc")]


def test_buttons_move_one_up_or_down(visitor, person, three):
    visitor.post(reverse("tracker:move_supplement", args=[three[2].pk]), {"to": "up"})
    visitor.post(reverse("tracker:move_supplement", args=[three[0].pk]), {"to": "up"})
    assert names(person) == ["a", "c", "b"]
    visitor.post(reverse("tracker:move_supplement", args=[three[0].pk]), {"to": "down"})
    assert names(person) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("order", "expected"), [([2, 0, 1], "cab"), ([2], "cab"), ([], "abc"), ([2, 2, 1], "cba")]
)
def test_the_order_dragged_is_kept_and_what_it_does_not_name_stays_behind(
    visitor, person, three, order, expected
):
    sent = [three[place].pk for place in order]
    odd = ["x", "-1", "9" * 30, "9" * 5000]
    answer = visitor.post(reverse("tracker:arrange_supplements"), {"order": sent + odd, "moved": odd})
    assert answer.status_code == 302
    assert "".join(names(person)) == expected


def test_the_list_is_drawn_anew_and_says_where_it_stands_now(visitor, person, three):
    part = {"HX-Request": "true", "HX-Target": "supplements-order"}
    moved = visitor.post(
        reverse("tracker:move_supplement", args=[three[0].pk]), {"to": "down"}, headers=part
    ).text
    assert "<html" not in moved
    assert "a is at place 2 of 3 now." in moved
    order = {"order": [three[2].pk, three[0].pk], "moved": three[2].pk}
    dragged = visitor.post(reverse("tracker:arrange_supplements"), order, headers=part).text
    assert "c is at place 1 of 3 now." in dragged
    plain = visitor.post(
        reverse("tracker:move_supplement", args=[three[0].pk]), {"to": "down"}, follow=True
    ).text
    assert "a is at place 3 of 3 now." in plain
    # At the end nothing moves, and the button stays where it was.
    end = visitor.post(reverse("tracker:move_supplement", args=[three[0].pk]), {"to": "down"}, headers=part)
    assert names(person) == ["c", "b", "a"]
    assert f'id="down-{three[0].pk}" name="to" value="down" aria-disabled="true"' in end.text


def test_the_order_decides_the_tiles(visitor, three):
    visitor.post(reverse("tracker:arrange_supplements"), {"order": [row.pk for row in reversed(three)]})
    tiles = visitor.get("/").context["page"].magnesium.tiles
    assert [tile.supplement.name for tile in tiles] == ["c", "b", "a"]


def test_a_new_order_takes_as_many_queries_for_two_as_for_thirty(person, django_assert_max_num_queries):
    for count in (2, 28):
        rows = [SupplementFactory(person=person) for _place in range(count)]
        with django_assert_max_num_queries(5):
            arrange(Supplement, person, [row.pk for row in reversed(rows)])


def test_a_strangers_supplements_keep_their_order(visitor, three, other_person):
    first, second = (SupplementFactory(person=other_person, name=n, position=p) for p, n in enumerate("xy"))
    visitor.post(reverse("tracker:arrange_supplements"), {"order": [second.pk, first.pk]})
    assert names(other_person) == ["x", "y"]


# ── Chips from an old page ──────────────────────────────────────────────────────────────────────
def test_an_archived_supplement_is_still_logged_from_an_old_page(visitor, person):
    old = SupplementFactory(person=person, name="Old", archived=True)
    answer = visitor.post(
        reverse("tracker:log_supplement", args=[TODAY, old.pk]), {"when": "now"}, headers=FRAGMENT
    )
    assert "Logged 200 mg glycinate; Old is archived" in answer.text
    assert person.doses.count() == 1


@pytest.mark.parametrize("mg", ["0.4", "1500"])
@pytest.mark.parametrize("what", ["log_supplement", "log_evening_stack", "bedtime"])
def test_a_serving_that_no_dose_can_hold_is_refused_in_words(visitor, person, mg, what):
    row = SupplementFactory(
        person=person, name="Odd", elemental_mg_per_unit=mg, in_evening_stack=True, usual_moment="bedtime"
    )
    address = reverse(f"tracker:{what}", args=[TODAY, row.pk] if what == "log_supplement" else [TODAY])
    answer = visitor.post(address, {"when": "now"}, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "By its label a serving of Odd holds" in answer.text
    assert not person.doses.exists()


@pytest.mark.parametrize(("amount", "units"), [("0.1", "1"), ("1500", "2")])
def test_a_label_whose_serving_no_dose_can_hold_is_refused_at_its_field(visitor, amount, units):
    answer = visitor.post(
        reverse("tracker:supplements"), LABEL | {"amount": amount, "units_per_serving": units}
    )
    assert answer.status_code == 422
    assert "A dose holds 1 to 2,000 mg." in answer.text


def test_undo_of_a_correction_is_a_plain_form_outside_the_day(visitor, person, logged):
    logged.elemental_mg_per_unit = 80
    logged.save()
    address = reverse("tracker:correct_doses", args=[logged.pk])
    page = visitor.post(address, {"since": YESTERDAY}, follow=True).text
    toast = page[page.index("data-toast") :]
    assert 'name="token"' in toast
    assert "hx-post" not in toast[: toast.index("</form>")]


def dose_of(supplement, **changed):
    form = {"source": f"supplement:{supplement.pk}", "basis": "units", "amount": "3", "when": "now"}
    return form | {"entry_id": uuid4()} | changed


def test_an_archived_supplement_is_still_chosen_in_the_form_of_an_old_page(visitor, person):
    old = SupplementFactory(person=person, name="Old", archived=True)
    address = reverse("tracker:doses", args=[TODAY])
    wrong = visitor.post(address, dose_of(old, amount="many"), headers=FRAGMENT)
    assert wrong.status_code == 422
    assert f'value="supplement:{old.pk}" selected' in wrong.text
    assert "many" in wrong.text
    answer = visitor.post(address, dose_of(old), headers=FRAGMENT)
    assert "Logged 300 mg glycinate; Old is archived" in answer.text
    assert person.doses.get().supplement == old
    # On the page it is offered no more.
    assert f"supplement:{old.pk}" not in answer.text


@pytest.mark.parametrize("key", ["", "0", "-1", "9" * 30, "9" * 5000, "½", "٣"])
def test_no_other_number_of_a_supplement_is_a_choice(visitor, person, other_person, key):
    theirs = SupplementFactory(person=other_person, archived=True)
    for source in (f"supplement:{key}", f"supplement:{theirs.pk}"):
        answer = visitor.post(reverse("tracker:doses", args=[TODAY]), dose_of(theirs, source=source))
        assert answer.status_code == 422
        assert theirs.name not in answer.text


# ── What the label says ─────────────────────────────────────────────────────────────────────────
def add(visitor, **values):
    return visitor.post(reverse("tracker:supplements"), LABEL | values)


def test_more_magnesium_than_the_compound_can_hold_is_asked_about_and_not_blocked(visitor, person):
    answer = add(visitor, amount="200", compound="1000")
    assert answer.status_code == 422
    assert "Pure glycinate of this mass holds at most 141 mg. Is it buffered" in answer.text
    assert "It is right as it is" in answer.text
    assert not person.supplements.exists()
    assert add(visitor, amount="200", compound="1000", as_it_is="on").status_code == 302
    assert person.supplements.get().elemental_mg_per_unit == 200


def test_a_buffered_product_becomes_one_by_a_word(visitor, person):
    asked = add(visitor, amount="200", compound="1000").text
    assert "It is buffered: keep it as buffered glycinate" in asked
    assert add(visitor, amount="200", compound="1000", buffered="on").status_code == 302
    stored = person.supplements.get()
    assert (stored.magnesium_form, stored.elemental_mg_per_unit) == ("glycinate_buffered", 200)


@pytest.mark.parametrize(("form", "amount"), [("glycinate", "300"), ("citrate", "200")])
def test_what_no_buffering_explains_is_not_said_to_be_buffered(visitor, person, form, amount):
    answer = add(visitor, magnesium_form=form, amount=amount, compound="1000", buffered="on")
    assert answer.status_code == 422
    assert 'name="buffered"' not in answer.text
    assert 'name="as_it_is"' in answer.text


def test_buffered_is_no_answer_where_nothing_was_asked(visitor, person):
    add(visitor, amount="100", buffered="on")
    assert person.supplements.get().magnesium_form == "glycinate"


@pytest.mark.parametrize("new", [True, False], ids=["add", "edit"])
def test_without_script_a_label_is_worked_out_and_nothing_kept(visitor, person, new):
    row = SupplementFactory(person=person, name="Mine")
    address = reverse("tracker:supplements") if new else reverse("tracker:supplement", args=[row.pk])
    form = LABEL | {"work_out": "1", "name": "", "units_per_serving": ""}
    answer = visitor.post(address, form | {"basis": "compound", "amount": "1000"})
    assert answer.status_code == 200
    assert "1,000 mg × 14.1 %" in answer.text
    assert "labels vary from 116.6 to 141 mg" in answer.text
    both = visitor.post(address, form | {"amount": "120", "compound": "1000"})
    assert both.status_code == 200
    assert "120 mg ÷ 1,000 mg = 12.0 %" in both.text
    assert visitor.post(address, form | {"amount": "lots"}).status_code == 422
    assert list(person.supplements.values_list("name", "elemental_mg_per_unit")) == [("Mine", 100)]


@pytest.mark.parametrize(
    ("form", "amount", "compound"),
    [("glycinate", "141", "1000"), ("glycinate", "148", "1000"), ("glycinate_buffered", "200", "1000")],
)
def test_what_fits_the_form_is_not_asked_about(visitor, form, amount, compound):
    assert add(visitor, magnesium_form=form, amount=amount, compound=compound).status_code == 302


def test_a_buffered_product_says_so(visitor, person):
    add(visitor, magnesium_form="glycinate_buffered")
    assert '<span class="badge">buffered</span>' in visitor.get(reverse("tracker:supplements")).text
    assert "buffered" in visitor.get("/").text


def test_the_estimate_shows_its_arithmetic(visitor):
    page = add(visitor, basis="compound", amount="1000", name="").text
    assert "1,000 mg × 14.1 %" in page
    assert "labels vary from 116.6 to 141 mg" in page


# ── Correcting past doses ───────────────────────────────────────────────────────────────────────
@pytest.fixture
def logged(person):
    supplement = SupplementFactory(person=person, name="Glycinate")
    for ago in range(3):
        DoseFactory(person=person, supplement=supplement, units=2, day=TODAY - timedelta(days=ago))
    return supplement


def test_editing_a_label_never_changes_past_doses_and_offers_to_correct_them(visitor, person, logged):
    answer = visitor.post(reverse("tracker:supplement", args=[logged.pk]), LABEL | {"amount": "80"})
    assert answer.url == reverse("tracker:correct_doses", args=[logged.pk])
    assert set(person.doses.values_list("elemental_mg", flat=True)) == {Decimal("200.0")}
    page = visitor.get(answer.url).text
    assert "3 doses change, from 600 to 480 mg in all." in page
    assert "Correct 3 doses" in page


def test_the_preview_says_what_becomes_what(visitor, person, logged):
    DoseFactory(person=person, supplement=logged, units=1, elemental_mg=100, day=TODAY)
    DoseFactory(person=person, supplement=logged, units=50, elemental_mg=900, day=TODAY)
    DoseFactory(person=person, supplement=logged, day=TODAY)
    logged.elemental_mg_per_unit = 80
    logged.save()
    page = visitor.get(reverse("tracker:correct_doses", args=[logged.pk])).text
    assert "3 doses of 200 mg glycinate become 160 mg glycinate each." in page
    assert "1 dose of 100 mg glycinate becomes 80 mg glycinate." in page
    assert "1 dose stays as it is: by this label it would hold" in page
    assert "1 dose was logged without its units" in page
    assert "No day moves into your range or out of it." in page


def test_many_different_figures_are_counted_together(visitor, person, logged):
    for units in range(3, 13):
        DoseFactory(person=person, supplement=logged, units=units, elemental_mg=100 * units, day=TODAY)
    logged.elemental_mg_per_unit = 80
    logged.save()
    page = visitor.get(reverse("tracker:correct_doses", args=[logged.pk])).text
    assert "5 doses of other amounts change as well." in page


def test_a_label_changed_in_another_tab_is_shown_before_anything_is_corrected(visitor, person, logged):
    logged.elemental_mg_per_unit = 80
    logged.save()
    address = reverse("tracker:correct_doses", args=[logged.pk])
    shown = re.search(r'name="label" value="([^"]+)"', visitor.get(address).text)[1]
    logged.elemental_mg_per_unit = 70
    logged.save()
    answer = visitor.post(address, {"since": YESTERDAY, "label": shown})
    assert answer.status_code == 409
    assert "the label was changed in another tab" in answer.text
    assert set(person.doses.values_list("elemental_mg", flat=True)) == {Decimal("200.0")}
    now = re.search(r'name="label" value="([^"]+)"', answer.text)[1]
    assert visitor.post(address, {"since": YESTERDAY, "label": now}).status_code == 302
    assert person.doses.filter(elemental_mg=140).count() == 2


def test_a_correction_sent_twice_says_that_there_is_nothing_left_to_do(visitor, person, logged):
    logged.elemental_mg_per_unit = 80
    logged.save()
    address = reverse("tracker:correct_doses", args=[logged.pk])
    visitor.post(address, {"since": YESTERDAY}, follow=True)
    assert "say what the label says already" in visitor.post(address, {"since": YESTERDAY}, follow=True).text


def test_three_thousand_doses_are_corrected_and_taken_back_page_by_page(visitor, person, logged):
    days = [TODAY - timedelta(days=ago) for ago in range(3, 3003)]
    doses = [DoseFactory.build(person=person, supplement=logged, units=2, day=day) for day in days]
    Dose.objects.bulk_create(doses)
    logged.elemental_mg_per_unit = 80
    logged.save()
    address = reverse("tracker:correct_doses", args=[logged.pk])
    page = visitor.post(address, {"since": days[-1]}, follow=True).text
    assert "Corrected 3003 doses" in page
    assert person.doses.filter(elemental_mg=160).count() == 3003
    visitor.post(reverse("tracker:undo"), {"token": token_in(page)})
    assert person.doses.filter(elemental_mg=200).count() == 3003


def test_another_name_alone_offers_nothing(visitor, logged):
    answer = visitor.post(reverse("tracker:supplement", args=[logged.pk]), LABEL | {"name": "Other"})
    assert answer.url == reverse("tracker:supplements")


def test_doses_from_the_chosen_day_are_corrected_and_one_undo_takes_it_back(visitor, person, logged):
    logged.elemental_mg_per_unit = 80
    logged.save()
    address = reverse("tracker:correct_doses", args=[logged.pk])
    fragment = visitor.get(
        address, {"since": YESTERDAY}, headers={"HX-Request": "true", "HX-Target": "correction"}
    )
    assert "<html" not in fragment.text
    assert "Correct 2 doses" in fragment.text
    page = visitor.post(address, {"since": YESTERDAY}, follow=True).text
    assert "Corrected 2 doses" in page
    assert sorted(person.doses.values_list("elemental_mg", flat=True)) == [160, 160, 200]
    token = page.split('name="token" value="')[1].split('"')[0]
    visitor.post(reverse("tracker:undo"), {"token": token})
    assert set(Dose.objects.values_list("elemental_mg", flat=True)) == {Decimal("200.0")}


@pytest.mark.parametrize("since", ["", "soon", "2026-02-30", "2026-11-23", "9" * 40])
def test_a_day_that_is_none_is_said_at_its_field(visitor, logged, since):
    for method in (visitor.get, visitor.post):
        answer = method(reverse("tracker:correct_doses", args=[logged.pk]), {"since": since})
        assert answer.status_code == 422
        assert "data-invalid" in answer.text


def test_without_doses_there_is_nothing_to_correct(visitor, person):
    page = visitor.get(reverse("tracker:correct_doses", args=[SupplementFactory(person=person).pk])).text
    assert "Correct past doses" in page


def token_in(page):
    return page.split('name="token" value="')[1].split('"')[0]


def test_undo_of_a_correction_leads_back_to_the_supplement(visitor, person, logged):
    logged.elemental_mg_per_unit = 80
    logged.save()
    address = reverse("tracker:correct_doses", args=[logged.pk])
    page = visitor.post(address, {"since": YESTERDAY}, follow=True).text
    # The page has no day that a script could replace.
    assert "hx-target" not in page.split('action="/undo/"')[1].split(">")[0]
    answer = visitor.post(reverse("tracker:undo"), {"token": token_in(page)})
    assert answer.url == reverse("tracker:supplement", args=[logged.pk])
    # Again, from a tab that still shows it: nothing more happens, and nothing alarming is said.
    page = visitor.post(reverse("tracker:undo"), {"token": token_in(page)}, follow=True).text
    assert "These doses were undone or edited already. They stay as they are." in page
    assert set(person.doses.values_list("elemental_mg", flat=True)) == {Decimal("200.0")}


# ── Archiving ───────────────────────────────────────────────────────────────────────────────────
def archive(visitor, supplement):
    return visitor.post(reverse("tracker:archive_supplement", args=[supplement.pk]), follow=True).text


def test_archiving_is_taken_back_by_undo_twice_as_well(visitor, person, three):
    page = archive(visitor, three[0])
    assert names(person) == ["b", "c"]
    for _time in range(2):
        visitor.post(reverse("tracker:undo"), {"token": token_in(page)})
        assert names(person) == ["a", "b", "c"]


def test_undo_of_archiving_says_when_another_took_the_name(visitor, person, three):
    page = archive(visitor, three[0])
    SupplementFactory(person=person, name="a")
    answer = visitor.post(reverse("tracker:undo"), {"token": token_in(page)})
    assert answer.status_code == 422
    assert "Not restored: you have another supplement called a." in answer.text


def test_a_number_that_is_another_supplements_by_now_brings_nothing_back(visitor, person, three):
    page = archive(visitor, three[0])
    # As after a restore from a backup, which gives numbers out again.
    person.supplements.filter(pk=three[0].pk).update(name="another")
    answer = visitor.post(reverse("tracker:undo"), {"token": token_in(page)}, follow=True)
    assert "This can no longer be undone. Restore it from the list instead." in answer.text
    assert names(person) == ["b", "c"]


def test_nobody_else_brings_it_back(visitor, three, other_person, client_of):
    page = archive(visitor, three[0])
    client_of(other_person).post(reverse("tracker:undo"), {"token": token_in(page)})
    three[0].refresh_from_db()
    assert three[0].archived


@pytest.mark.once
@pytest.mark.parametrize(("name", "queries"), [("", 3), ("Mal", 4)])
def test_names_in_use_are_asked_for_when_there_is_one_to_compare(
    visitor, django_assert_num_queries, name, queries
):
    with django_assert_num_queries(queries):
        visitor.post(reverse("tracker:supplements"), LABEL | {"name": name, "amount": "no number"})
