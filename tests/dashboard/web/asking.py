"""Connections as a server would hand them over, without a server."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from dashboard.web.asgi import Message, Receive, Scope, Send
from dashboard.web.guard import Guard

PORT = 8501
OURS = f"127.0.0.1:{PORT}"


@dataclass
class Inner:
    """The application behind the guard: remembers what reached it, answers 200 or accepts."""

    reached: list[str] = field(default_factory=list)
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(f"{scope['type']} {scope.get('path', '')}".strip())
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": self.headers})
            await send({"type": "http.response.body", "body": b"hello"})
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})


@dataclass
class Answer:
    """What came back."""

    messages: list[Message]

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode().lower(): value.decode() for name, value in self.messages[0]["headers"]}

    @property
    def body(self) -> str:
        return b"".join(message.get("body", b"") for message in self.messages[1:]).decode()


def ask(
    guard: Guard, path: str = "/", *, method: str = "GET", kind: str = "http", query: str = "", **headers: str
) -> Answer:
    """Send one connection through the guard; Host is ours unless said otherwise, `host=""` leaves it out."""
    said = {"host": OURS, **headers}
    scope: dict[str, Any] = {
        "type": kind,
        "path": path,
        "method": method,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in said.items() if value],
    }
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect" if kind == "websocket" else "http.request"}

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(guard(scope, receive, send))
    return Answer(messages)


def cookie_of(guard: Guard) -> str:
    """Show the token and return the cookie it is exchanged for."""
    return ask(guard, query=f"token={guard.token}").headers["set-cookie"].split(";")[0]
