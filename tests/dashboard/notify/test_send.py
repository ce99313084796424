"""What each kind of channel is given: a page, a text, or a short text. Nothing is sent."""

from typing import Any

import apprise
import pytest

from dashboard.notify.message import Message
from dashboard.notify.send import send

MAIL, CHAT, PHONE = (
    "mailto://u:p@example.com",
    "tgram://123456789:abcdefghijklmnopqrstuvwxyzabcdefghi/123",
    "ntfy://topic",
)
PAGE = f"<!DOCTYPE html><html><body><p>{'x' * 100}</p></body></html>"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was to be sent: the form and the body."""
    said: list[tuple[str, str]] = []

    def notify(_: object, *, body: str, body_format: apprise.NotifyFormat, **__: Any) -> bool:
        said.append((body_format.value, body))
        return True

    monkeypatch.setattr(apprise.Apprise, "notify", notify)
    return said


@pytest.mark.parametrize(
    ("address", "form", "body"),
    [(MAIL, "html", PAGE), (f"{MAIL}?format=text", "text", "all of it"), (CHAT, "text", "all of it"), (PHONE, "text", "all of it")],
)  # fmt: skip
def test_mail_is_given_the_page_and_everything_else_the_text(
    address: str, form: str, body: str, given: list[tuple[str, str]]
) -> None:
    assert send({"one": address}, Message("title", "all of it", PAGE, "short")) == []
    assert given == [(form, body)]


def test_a_text_that_is_too_long_for_a_channel_gives_way_to_the_short_one(given: list[tuple[str, str]]) -> None:
    message = Message("title", "x" * 5_000, "x" * 50_000, "short")
    send({"chat": CHAT, "phone": PHONE, "mail": MAIL}, message)
    assert given == [("text", "short"), ("text", "x" * 5_000), ("text", "x" * 5_000)]


def test_a_message_without_a_digest_is_text_everywhere(given: list[tuple[str, str]]) -> None:
    send({"mail": MAIL, "chat": CHAT}, Message("title", "news"))
    assert given == [("text", "news")] * 2
