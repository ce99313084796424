"""Files that are no statement and never hold one that can be read: pictures, texts, other archives. Told by content.

The marks are those that each format sets at its beginning (file signatures), and the names that an office ZIP gives its
main part.
"""

import io
import zipfile
from typing import Final

_PICTURES: Final = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*",
)  # fmt: skip
_HEIF: Final = frozenset((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"))
_PACKED: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_TEXTS: Final = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))
_ZIP_TEXTS: Final = frozenset(("word/document.xml", "ppt/presentation.xml", "Index/Document.iwa"))
_ZIP_SHEETS: Final = frozenset(("Index/CalculationEngine.iwa",))
_NAMED: Final = 30  # bytes of a ZIP before the name of its first file; OpenDocument says there what it is
_TELLS: Final = b"mimetypeapplication/vnd.oasis.opendocument."


def other_kind(data: bytes) -> str:
    r"""Return what a file is instead of a statement, a key of `errors.BROKEN`; empty where it may be one.

    >>> other_kind(b"\xff\xd8\xff\xe0"), other_kind(b"{\\rtf1 ..."), other_kind(b"date,amount")
    ('picture', 'document', '')
    """
    if data.startswith(_PICTURES) or _is_newer_picture(data):
        return "picture"
    if data.startswith(_PACKED):
        return "packed"
    if data.startswith(b"{\\rtf") or (data.startswith(_OLE) and any(name in data for name in _OLE_TEXTS)):
        return "document"
    return _of_zip(data) if data.startswith(b"PK\x03\x04") else ""


def _is_newer_picture(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bitmap = data[:2] == b"BM" and data[6:10] == b"\0\0\0\0"
    return webp or bitmap or (data[4:8] == b"ftyp" and data[8:12] in _HEIF)


def _of_zip(data: bytes) -> str:
    """Tell by the first file of a ZIP or the names of all; a Numbers file is a Pages file with a calculation engine."""
    if data[_NAMED:].startswith(_TELLS):
        return "other_sheet" if data[_NAMED + len(_TELLS) :].startswith(b"spreadsheet") else "document"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    if names & _ZIP_SHEETS:
        return "other_sheet"
    return "document" if names & _ZIP_TEXTS else ""
