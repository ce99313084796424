"""From bytes to text, strictly: a byte-order mark, then UTF-8, then what the importer says, then a guess.

Every candidate must decode the whole file without an error. A half-right decoding would turn names into other names.
"""

import codecs
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
