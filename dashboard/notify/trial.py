"""A test message, sent at once whatever the hour."""

from collections.abc import Iterable

from dashboard.i18n import Words
from dashboard.notify.channels import Channels
from dashboard.notify.message import Message
from dashboard.notify.send import send


def trial(channels: Channels, words: Words, names: Iterable[str] | None = None) -> tuple[list[str], list[str]]:
    """Send a test message to some channels, by default all, and return the names of those that took it and of those that did not.

    Raises:
        NoKeyring: their addresses cannot be read.
    """
    addresses = channels.addresses(names)
    failed = send(addresses, Message(words("notify.test.title"), words("notify.test.body")))
    return [name for name in addresses if name not in failed], failed
