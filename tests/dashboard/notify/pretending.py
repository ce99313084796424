"""A channel that reaches no network and a keyring in memory, for whoever tests notifications."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import keyring
from apprise.decorators import notify as scheme
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

URL: Final = "walletwatchtest://SECRET"


@dataclass
class Inbox:
    """What arrived, and whether the next message is taken."""

    messages: list[tuple[str, str]] = field(default_factory=list)
    takes: bool = True


ARRIVED = Inbox()


@scheme(on="walletwatchtest", name="tests")  # type: ignore[no-untyped-call, untyped-decorator]
def _arrive(body: str, title: str, notify_type: str, *_: object, **__: object) -> bool:
    if ARRIVED.takes:
        ARRIVED.messages.append((title, body))
    return ARRIVED.takes


class InMemory(KeyringBackend):
    """A keyring that keeps secrets as long as the test runs."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.secrets: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.secrets.pop((service, username), None) is None:
            raise PasswordDeleteError


class Locked(InMemory):
    """A keyring that its owner did not open."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked((service, username, password))


@contextmanager
def in_memory() -> Iterator[InMemory]:
    """Lend a keyring of its own to a block, in which nothing has arrived yet."""
    ARRIVED.messages.clear()
    ARRIVED.takes = True
    before, ring = keyring.get_keyring(), InMemory()
    keyring.set_keyring(ring)
    try:
        yield ring
    finally:
        keyring.set_keyring(before)
