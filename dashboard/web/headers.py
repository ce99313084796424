"""The headers that every answer carries: what a page of ours may load, and that nobody else may frame or keep it."""

from typing import Any, Final

from dashboard.web.asgi import Message, Send

_OURS: Final = (
    b"cache-control",
    b"content-security-policy",
    b"referrer-policy",
    b"x-content-type-options",
    b"x-frame-options",
)


def content_security_policy(port: int) -> str:
    """Return the policy: everything from this server only; the evals are Vega's and the component loader's."""
    sockets = f"ws://127.0.0.1:{port} ws://localhost:{port}"
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {sockets}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
        )
    )


def shielded(send: Send, path: str, port: int) -> Send:
    """Return a `send` that puts our headers on the answer, over any of the same name."""

    async def send_shielded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": _with_ours(message.get("headers", ()), path, port)}
        await send(message)

    return send_shielded


def _with_ours(headers: Any, path: str, port: int) -> list[tuple[bytes, bytes]]:  # noqa: ANN401  (what ASGI hands over)
    keep = path.startswith("/static/")  # Streamlit's own files, named by their content
    theirs = [
        (name, value)
        for name, value in headers
        if name.lower() not in _OURS or (keep and name.lower() == b"cache-control")
    ]
    ours = [
        (b"content-security-policy", content_security_policy(port).encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
    ]
    return theirs + ours + ([] if keep else [(b"cache-control", b"no-store")])
