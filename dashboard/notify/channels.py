"""Where notifications go: addresses in the system's keyring, or in the environment. Never in a file of ours."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboard.notify.wishes import Wishes

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

ENVIRONMENT: Final = "WALLETWATCH_NOTIFY"
LONGEST: Final = 40  # characters of a channel's name
_SERVICE: Final = "walletwatch"
# Backends that keep nothing, or keep it where every program of the person's can read it.
_UNSAFE: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class NoKeyring(Exception):
    """This session has no keyring that keeps secrets."""


class Channels:
    """The channels of one ledger. Addresses are read when they are used, and never shown."""

    def __init__(self, wishes: Wishes, ledger: Path) -> None:
        self._wishes = wishes
        self._ledger = hashlib.blake2b(os.fsencode(ledger.absolute()), digest_size=4).hexdigest()

    @property
    def any(self) -> bool:
        """Whether something is set up."""
        return bool(self._wishes.channels or in_environment())

    def add(self, name: str, address: str) -> None:
        """Keep an address under a name, in the place of an earlier one.

        Raises:
            NoKeyring: there is nowhere to keep it.
        """
        with _keyring() as keyring:
            keyring.set_password(_SERVICE, self._key(name), address)
        self._wishes.keep_channels(tuple(dict.fromkeys((*self._wishes.channels, name))))

    def remove(self, name: str) -> None:
        """Forget a channel, also where the keyring has lost its address or is not there."""
        with suppress(NoKeyring), _keyring() as keyring:
            keyring.delete_password(_SERVICE, self._key(name))
        self._wishes.keep_channels(tuple(other for other in self._wishes.channels if other != name))

    def addresses(self, names: Iterable[str] | None = None) -> dict[str, str]:
        """Return the addresses by name, those of the environment under its variable's name and a number.

        A channel whose address the keyring has lost has an empty one.

        Raises:
            NoKeyring: channels are set up, and their addresses cannot be read.
        """
        wanted = self._wishes.channels if names is None else tuple(names)
        found = {}
        for name in wanted:
            with _keyring() as keyring:
                found[name] = keyring.get_password(_SERVICE, self._key(name)) or ""
        if names is None:
            found |= {f"{ENVIRONMENT} {n}": address for n, address in enumerate(in_environment(), start=1)}
        return found

    def _key(self, name: str) -> str:
        return f"{self._ledger}:{name}"


def nameable(name: str) -> bool:
    """Tell whether a channel may be called so: some letters that can be seen, on one line."""
    return bool(name.strip()) and len(name) <= LONGEST and name.isprintable()


def keyring_usable() -> bool:
    """Tell whether this session has a keyring that keeps secrets; nothing is read or written."""
    try:
        with _keyring():
            return True
    except NoKeyring:
        return False


def in_environment() -> list[str]:
    """Return the addresses of the environment, parted by white space."""
    return os.environ.get(ENVIRONMENT, "").split()


@contextmanager
def _keyring() -> "Iterator[KeyringBackend]":
    """Lend the system's keyring to a block; whatever goes wrong with it is NoKeyring."""
    import keyring  # noqa: PLC0415  (loaded when a channel is used)
    from keyring.errors import KeyringError  # noqa: PLC0415

    _find_bus()
    backend = keyring.get_keyring()
    first = next(iter(getattr(backend, "backends", ())), backend)  # of several, the one that is written to
    if type(first).__module__.startswith(_UNSAFE):
        raise NoKeyring
    try:
        yield backend
    except (KeyringError, OSError) as error:
        raise NoKeyring from error


def _find_bus() -> None:
    """Name the person's message bus, which cron does not: the keyring is behind it."""
    if sys.platform == "linux":
        bus = Path(f"/run/user/{os.getuid()}/bus")
        if "DBUS_SESSION_BUS_ADDRESS" not in os.environ and bus.exists():
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
