"""The door: every request and every WebSocket passes here, and only the browser that showed the token gets in.

A plain ASGI application around another. What it decides rests on the request's own headers alone.
"""

import hmac
import secrets
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs

from dashboard.web.asgi import App, Receive, Scope, Send
from dashboard.web.headers import shielded
from dashboard.web.options import HOSTS
from dashboard.web.refusal import DENIED, STRANGER, WRONG_TOKEN, Refusal

HEALTH: Final = "/_stcore/health"


class Guard:
    """Lets in whoever shows the token once, and afterwards the cookie it was exchanged for.

    The cookie's secret is another one than the token, so an address in a terminal's history is no cookie.
    """

    def __init__(self, app: App, port: int) -> None:
        self.token = secrets.token_urlsafe(32)
        self._app = app
        self._port = port
        self._once: set[str] = set()
        self._session = secrets.token_urlsafe(32)
        self._hosts = {f"{host}:{port}" for host in HOSTS}
        self._cookie = f"walletwatch-{port}"  # cookies ignore ports; two dashboards must not overwrite each other's

    def address(self, token: str = "") -> str:
        """Return the address to open."""
        return f"http://{HOSTS[0]}:{self._port}/?token={token or self.token}"

    def once(self) -> str:
        """Return an address that opens a single time, for a browser's command line, which others can read."""
        token = secrets.token_urlsafe(32)
        self._once.add(token)
        return self.address(token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, shielded(send, scope["path"], self._port))

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._refusal(scope) is None and self._has_cookie(scope):
            await self._app(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before accept: the server answers 403

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope)
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if refusal is not None:
            await refusal.send(send)
        elif token and scope["path"] == "/" and scope["method"] == "GET":
            await self._exchange(token, send)
        elif self._has_cookie(scope) or scope["path"] == HEALTH:
            await self._app(scope, receive, send)
        else:
            await DENIED.send(send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        """Return why a connection does not come from a page of ours, whatever it knows."""
        host = _header(scope, b"host")
        if len(host) != 1 or host[0].lower() not in self._hosts:
            return STRANGER
        origin = _header(scope, b"origin")
        return DENIED if any(said != f"http://{host[0].lower()}" for said in origin) else None

    async def _exchange(self, token: str, send: Send) -> None:
        if not self._right(token):
            await WRONG_TOKEN.send(send)
            return
        cookie = f"{self._cookie}={self._session}; HttpOnly; SameSite=Strict; Path=/"
        headers = [(b"location", b"/"), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _right(self, token: str) -> bool:
        used = [known for known in self._once if _same(known, token)]
        self._once.difference_update(used)
        return bool(used) or _same(self.token, token)

    def _has_cookie(self, scope: Scope) -> bool:
        return any(_same(self._session, value) for value in _cookies(scope, self._cookie))


def _same(known: str, shown: str) -> bool:
    return hmac.compare_digest(known.encode(), shown.encode("utf-8", "surrogateescape"))


def _header(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _cookies(scope: Scope, name: str) -> Iterable[str]:
    """Yield the values of a cookie; http.cookies would give up at the first odd cookie of another program."""
    for line in _header(scope, b"cookie"):
        for pair in line.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                yield value
