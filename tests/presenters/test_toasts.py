import pytest
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

from tracker.presenters.toasts import Toast


@pytest.mark.parametrize("token", ["", "a-token"])
def test_an_answer_in_place_says_it_as_the_messages_of_pages_do(token):
    toast, message = (
        render_to_string("shared/_toast.html", {"message": said})
        for said in (Toast("Logged: <b>Tea</b>", token), Message(25, "Logged: <b>Tea</b>", token))
    )
    assert toast == message
    assert "Logged: &lt;b&gt;Tea&lt;/b&gt;" in toast
    assert ("Undo" in toast) is bool(token)
