"""The first thing a browser shows is ours, before Streamlit's scripts have come; nothing else is touched."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import streamlit

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.web.asgi import Message, Receive, Scope, Send
from dashboard.web.opening import Opening, drawn
from dashboard.web.palette import PALETTE

DOCUMENT = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def answered(body: bytes, kind: str, *, method: str = "GET", query: str = "", **headers: str) -> list[Message]:
    """Return what comes out where Streamlit answers in two pieces."""
    sent: list[Message] = []

    async def streamlits(scope: Scope, receive: Receive, send: Send) -> None:
        size = str(len(body)).encode()
        said = [(b"Content-Type", kind.encode()), (b"content-length", size), (b"etag", b"x")]
        await send({"type": "http.response.start", "status": 200, "headers": said})
        first, second = (b"", b"") if method == "HEAD" else (body[:100], body[100:])
        await send({"type": "http.response.body", "body": first, "more_body": True})
        await send({"type": "http.response.body", "body": second})

    async def nothing() -> Message:
        return {"type": "http.request"}

    async def keep(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(Opening(streamlits)(scope, nothing, keep))
    return sent


def body_of(messages: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in messages[1:])


@pytest.mark.parametrize("locale", LOCALES)
def test_streamlits_own_document_gets_a_sentence_and_our_paper(locale: str) -> None:
    said = drawn(DOCUMENT, locale).decode()
    root = said.partition('<div id="root">')[2].partition("</div>")[0]
    assert words(locale)("page.opening") in root
    assert f'lang="{locale}"' in root
    assert all(colour in said.partition("</head>")[0] for name in ("paper", "quiet") for colour in PALETTE[name])
    assert "<title>Walletwatch</title>" in said
    assert "<title>Streamlit</title>" not in said


def test_the_document_goes_out_whole_with_its_new_length() -> None:
    start, *rest = answered(DOCUMENT, "text/html; charset=utf-8")
    headers = {name.lower(): value for name, value in start["headers"]}
    assert body_of([start, *rest]) == drawn(DOCUMENT, "en")
    assert int(headers[b"content-length"]) == len(drawn(DOCUMENT, "en"))
    assert headers[b"etag"] == b"x"


@pytest.mark.parametrize(
    ("query", "accept", "locale"),
    [("lang=id", "zh-CN", "id"), ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("lang=xx", "id;q=1", "id"), ("", "de", "en")],
)
def test_it_speaks_what_the_address_or_the_browser_says(query: str, accept: str, locale: str) -> None:
    said = body_of(answered(DOCUMENT, "text/html", query=query, accept_language=accept)).decode()
    assert words(locale)("page.opening") in said


def test_what_is_no_document_passes_piece_by_piece() -> None:
    script = answered(b'<div id="root"></head>' * 20, "text/javascript")
    assert body_of(script) == b'<div id="root"></head>' * 20
    assert len(script) == 3


def test_a_document_that_is_built_in_another_way_stays_as_it_is() -> None:
    assert drawn(b"<html><head></head><div id=app></div>", "en") == b"<html><head></head><div id=app></div>"


def test_a_question_for_the_headers_alone_keeps_their_length() -> None:
    start, *rest = answered(DOCUMENT, "text/html", method="HEAD")
    assert dict(start["headers"])[b"content-length"] == str(len(DOCUMENT)).encode()
    assert body_of([start, *rest]) == b""
