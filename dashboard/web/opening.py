"""What stands on a page until Streamlit's scripts have come: our paper and one sentence.

Streamlit's own document is empty until four megabytes are read, and white in the dark, too. Its scripts clear the element
that they draw into, so nothing of ours has to be taken away.
"""

from html import escape
from typing import Final
from urllib.parse import parse_qs

from dashboard.i18n import words
from dashboard.spoken import wished
from dashboard.web.asgi import App, Message, Receive, Scope, Send
from dashboard.web.palette import PALETTE
from dashboard.web.served import served_ledger

_ROOT: Final = b'<div id="root">'
_HEAD: Final = b"</head>"
_TITLE: Final = (b"<title>Streamlit</title>", b"<title>Walletwatch</title>")
_STYLE: Final = """<style>
html {{ background: {paper[0]} }}
.opening {{ color: {quiet[0]}; font: 1.1rem/1.6 system-ui, sans-serif; padding: 18vh 1.5rem 0; text-align: center }}
@media (prefers-color-scheme: dark) {{ html {{ background: {paper[1]} }} .opening {{ color: {quiet[1]} }} }}
</style>""".format(**PALETTE)


class Opening:
    """An ASGI application around Streamlit's; every answer but its document passes as it is."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        await self._app(scope, receive, _Drawing(scope, send) if scope["type"] == "http" else send)


class _Drawing:
    """Holds a document back until all of it is there, and sends it with our sentence in it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_document(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = drawn(self._body, _locale(self._scope)) if self._scope["method"] == "GET" else self._body
        length = (b"content-length", str(len(body)).encode())
        headers = [
            length if name.lower() == b"content-length" and self._body else (name, value)
            for name, value in start["headers"]
        ]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def drawn(document: bytes, locale: str) -> bytes:
    """Return Streamlit's document with our name, paper and sentence; one that is built in another way stays as it is."""
    if _ROOT not in document or _HEAD not in document:
        return document
    said = f'<p class="opening" role="status" lang="{locale}">{escape(words(locale)("page.opening"))}</p>'
    return (
        document.replace(*_TITLE, 1).replace(_HEAD, _STYLE.encode() + _HEAD, 1).replace(_ROOT, _ROOT + said.encode(), 1)
    )


def _is_document(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def _locale(scope: Scope) -> str:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    return wished(asked, served_ledger(), headers.get(b"accept-language", "").partition(",")[0].partition(";")[0])
