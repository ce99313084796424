"""Serves the pages on this machine: binds the loopback address, tells the address with its token, blocks until stopped."""

import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from streamlit import App

from dashboard.views import mishap
from dashboard.web import lean, options
from dashboard.web.ahead import work_ahead
from dashboard.web.guard import Guard
from dashboard.web.opening import Opening
from dashboard.web.served import announce_ledger
from dashboard.web.warming import warm

_SCRIPT: Final = Path(__file__).parents[1] / "app.py"
_TRIES: Final = 50  # ports looked at when the wished one is taken
_PATIENCE: Final = 2  # seconds a closing server waits for open pages


def serve(
    ledger: Path, *, port: int = 8501, browser: bool = True, announce: Callable[[str], None], own: Path | None = None
) -> None:
    """Serve the pages of one ledger until SIGINT or SIGTERM.

    Args:
        ledger: the ledger file; made when the first page needs it.
        port: wished; if it is taken, the next free one.
        browser: open the page in the person's browser.
        announce: told the address with its token, once it answers. It is written nowhere else.
        own: where the ledger is a sample, that of the person, whom the pages can lead there.

    Raises:
        OSError: no port is free.
    """
    listening = _bind(port)
    port = int(listening.getsockname()[1])
    announce_ledger(ledger, own)
    options.apply(port)
    lean.lean_start()
    guard = Guard(Opening(App(_SCRIPT, on_script_error=mishap.told)), port)

    def ready() -> None:
        announce(guard.address())
        if browser:
            _behind(webbrowser.open, guard.once())
        _behind(_make_ready)

    with listening, suppress(KeyboardInterrupt):
        _Server(_config(guard), ready).run(sockets=[listening])


def _make_ready() -> None:
    warm()
    work_ahead()


class _Server(uvicorn.Server):
    """uvicorn that says when it answers, and whose end is an ordinary return."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Run; uvicorn raises a caught signal again at its end, which must not kill the process now."""
        before = {number: signal.signal(number, _nothing) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            super().run(sockets)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Take a signal and do nothing."""


def _config(guard: Guard) -> uvicorn.Config:
    return uvicorn.Config(
        guard,
        log_level="error",
        access_log=False,  # it would print the token
        ws="websockets-sansio",
        ws_ping_interval=30,
        ws_ping_timeout=30,
        ws_max_size=200 * 1024 * 1024,
        timeout_graceful_shutdown=_PATIENCE,
        server_header=False,
    )


def _bind(port: int) -> socket.socket:
    """Return a socket on the loopback address, at the wished port or the next free one; 0 lets the system choose."""
    last = min(port + _TRIES, 65536) - 1
    for wished in range(port, last):
        with suppress(OSError):
            return _bound(wished)
    return _bound(last)


def _bound(port: int) -> socket.socket:
    listening = socket.socket()
    try:
        if os.name != "nt":  # there it would share a port that is in use
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((options.HOSTS[0], port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def _behind(work: Callable[..., object], *arguments: str) -> None:
    threading.Thread(target=work, args=arguments, daemon=True).start()
