"""From bytes to text, strictly: a byte-order mark, then UTF-8, then what the importer says, then a guess.

Every candidate must decode the whole file without an error. A half-right decoding would turn names into other names.
"""

import codecs
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 64 * 1024
_GUESSED: Final = ""  # where `tried` keeps what charset-normalizer found


class Decoded(NamedTuple):
    """Text, the encoding that gave it, whether the bytes end inside a character (a file cut short), and whether we guessed."""

    text: str
    encoding: str
    cut: bool = False
    guessed: bool = False


def decode(data: bytes, hints: Iterable[str] = (), tried: dict[str, Decoded | None] | None = None) -> Decoded | None:
    """Return the text, or None if nothing decodes all of `data`; `tried` remembers each encoding between calls."""
    tried = {} if tried is None else tried
    marked = (name for mark, name in _MARKS if data.startswith(mark))
    # UTF-8 is tried whole and cut before any hint: GB18030 reads most UTF-8 without complaint, as other characters.
    for name in (*marked, "utf-8", *hints):
        if name not in tried:
            tried[name] = _decoded(data, name)
        if (decoded := tried[name]) is not None:
            return decoded
    if _GUESSED not in tried:
        guess = _guess(data)
        decoded = _decoded(data, guess) if guess else None
        tried[_GUESSED] = decoded._replace(guessed=True) if decoded else None
    return tried[_GUESSED]


def _decoded(data: bytes, name: str) -> Decoded | None:
    """Decode all of it, or all but a last character of which only the first bytes are there."""
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        pass
    except (LookupError, ValueError):
        return None
    try:
        return Decoded(codecs.getincrementaldecoder(name)().decode(data), name, cut=True)
    except ValueError:
        return None


def _guess(data: bytes) -> str | None:
    """Ask charset-normalizer about the beginning; the import is slow and rarely needed."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None


def western(data: bytes) -> tuple[str, ...]:
    """Return what Western text without UTF-8 is likely to be: the code page of DOS, or that of Windows.

    Old bank programs still write the former; the letters of one are punctuation of the other.

    >>> western("Überweisung für".encode("cp850"))[0], western("Überweisung für".encode("cp1252"))[0]
    ('cp850', 'cp1252')
    """
    if data.isascii():
        return ("cp1252", "latin-1")
    sample = data[: 16 * _SAMPLE]
    windows, dos = len(_WINDOWS_LETTERS.findall(sample)), len(_DOS_LETTERS.findall(sample))
    return ("cp850", "cp1252", "latin-1") if dos > windows else ("cp1252", "latin-1")


_WINDOWS_LETTERS: Final = re.compile(rb"[\xc0-\xff]")
_DOS_LETTERS: Final = re.compile(rb"[\x81-\x8d\x90\x94\x99\x9a\xa0-\xa4](?=[A-Za-z])")
