import re

from django.core import signing

from tests.presenters.review.pages import journal, page
from tracker.models import Review, User
from tracker.presenters.review.mail import SALT, review_mail, stop_token

PERSON = User(pk=7, email="ada@example.org")
ADDRESS = "https://twelve.example.org"


def mail():
    seen = page(journal("450 450"), last_written=Review(intention="in_range"))
    return review_mail(PERSON, seen, ADDRESS)


def test_a_mail_says_the_week_to_its_person_in_both_kinds_of_text():
    sent = mail()
    ((html, kind),) = [(part.content, part.mimetype) for part in sent.alternatives]
    assert (sent.subject, sent.to, kind) == ("Your week, 16 to 22 November", ["ada@example.org"], "text/html")
    for text in (sent.body, html):
        assert "Two days in range" in text
        assert "Stay in your range every day" in text
        assert f"{ADDRESS}/review/2026-W47/" in text


def test_one_click_stops_it():
    headers = mail().extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (address,) = re.findall(r"^<(https://twelve.example.org/.+)>$", headers["List-Unsubscribe"])
    assert address in mail().body


def test_what_stops_it_names_the_person_and_no_other_purpose():
    assert signing.loads(stop_token(PERSON), salt=SALT) == 7
