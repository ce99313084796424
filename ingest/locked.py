"""PDFs and workbooks that a password protects: opened in memory, with the password that is asked for.

The same file opened twice gives the same bytes, so that a second import finds it unchanged.
"""

import io
import re
from threading import Lock
from typing import Final

from ingest import limits
from ingest.archive import Password
from ingest.errors import BrokenFile, PasswordNeeded, WrongPassword

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IDENTITY: Final = re.compile(rb"/ID ?\[<[0-9A-Fa-f]*> ?<[0-9A-Fa-f]*>\]")  # which the library makes up anew each time
_TAIL: Final = 2048
_ONE_AT_A_TIME: Final = Lock()  # the PDF library is not made for threads


def unlocked(data: bytes, file: str, password: Password) -> bytes:
    """Return the bytes without protection; what is not protected comes back as it is.

    `password` is asked at most once, with the file's name.

    Raises:
        PasswordNeeded, WrongPassword: protected.
        BrokenFile: trying a password would take minutes.
    """
    if b"%PDF-" in data[:1024] and b"/Encrypt" in data:
        return _pdf(data, file, password)
    if data.startswith(_OLE):
        return _workbook(data, file, password)
    return data


def _secret(file: str, password: Password) -> str:
    answer = password(file)
    if answer is None:
        raise PasswordNeeded(file=file)
    return answer


def _pdf(data: bytes, file: str, password: Password) -> bytes:
    with _ONE_AT_A_TIME:
        if not _refuses(data, None):
            return data  # readable by everyone, only printing or changing is forbidden
    secret = _secret(file, password)
    with _ONE_AT_A_TIME:
        if _refuses(data, secret):
            raise WrongPassword(file=file)
        return _saved(data, secret)


def _refuses(data: bytes, secret: str | None) -> bool:
    """Tell whether a PDF asks for another password."""
    import pypdfium2  # noqa: PLC0415  (loaded only where a file is protected)
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        pypdfium2.PdfDocument(data, password=secret).close()
    except pypdfium2.PdfiumError as error:
        return bool(error.err_code == raw.FPDF_ERR_PASSWORD)
    return False


def _saved(data: bytes, secret: str) -> bytes:
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    saved = io.BytesIO()
    try:
        document = pypdfium2.PdfDocument(data, password=secret)
        document.save(saved, flags=raw.FPDF_REMOVE_SECURITY)
        document.close()
    except pypdfium2.PdfiumError:
        return data  # damaged: reading it says so
    opened = saved.getvalue()
    return opened[:-_TAIL] + _IDENTITY.sub(b"", opened[-_TAIL:])


def _workbook(data: bytes, file: str, password: Password) -> bytes:
    import msoffcrypto  # noqa: PLC0415
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError  # noqa: PLC0415

    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not book.is_encrypted():
            return data
    except Exception:  # noqa: BLE001  (a damaged workbook makes the library raise anything; reading it says so)
        return data
    info = getattr(book, "info", None)
    if isinstance(info, dict) and info.get("spinValue", 0) > limits.SPINS:
        raise BrokenFile("spreadsheet_unsafe", file=file)
    secret, opened = _secret(file, password), io.BytesIO()
    try:
        book.load_key(password=secret)
        book.decrypt(opened)
    except (DecryptionError, InvalidKeyError) as error:
        raise WrongPassword(file=file) from error
    except Exception:  # noqa: BLE001
        return data
    return opened.getvalue()
