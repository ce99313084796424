"""Files let fall on a page, as from a folder's window, and a bill as a wallet mails it: in a ZIP with a password."""

import base64
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyzipper
from playwright.sync_api import Page

_HELD: Final = """files => { const held = new DataTransfer()
    for (const [name, data] of files)
        held.items.add(new File([Uint8Array.from(atob(data), sign => sign.charCodeAt(0))], name))
    return held }"""


def drop(page: Page, files: Iterable[Path]) -> None:
    """Let files fall on the place that takes them."""
    held = page.evaluate_handle(_HELD, [(file.name, base64.b64encode(file.read_bytes()).decode()) for file in files])
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event('[data-testid="stFileUploaderDropzone"]', event, {"dataTransfer": held})


def mailed(file: Path, folder: Path, password: str) -> Path:
    """Return a ZIP of a file that opens with a password."""
    packed = folder / f"{file.stem}.zip"
    with pyzipper.AESZipFile(packed, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        archive.writestr(file.name, file.read_bytes())
    return packed
