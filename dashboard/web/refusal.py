"""The few answers of the guard itself: one plain sentence in every language, since nobody knows the reader's yet."""

from dataclasses import dataclass
from html import escape
from typing import Final

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.web.asgi import Send


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status and the key of a sentence."""

    status: int
    key: str

    async def send(self, send: Send) -> None:
        """Answer with the sentence."""
        body = self.page().encode()
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def page(self) -> str:
        """Return the sentence as a page."""
        said = "".join(f'<p lang="{locale}">{escape(words(locale)(self.key))}</p>' for locale in LOCALES)
        style = (
            "body{font:1.1rem/1.6 system-ui;max-width:38rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}"
        )
        return f"<!doctype html><meta charset=utf-8><title>Walletwatch</title><style>{style}</style>{said}"


DENIED: Final = Refusal(403, "page.door.denied")
WRONG_TOKEN: Final = Refusal(403, "page.door.wrong_token")
STRANGER: Final = Refusal(421, "page.door.stranger")
