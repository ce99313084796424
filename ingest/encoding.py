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
_LONGEST: Final = 3  # bytes of an unfinished character in UTF-8 or GB18030


class Decoded(NamedTuple):
    """Text, the encoding that gave it, and whether the bytes end in the middle of a character: a file cut short."""

    text: str
    encoding: str
    cut: bool = False


def decode(data: bytes, hints: Iterable[str] = ()) -> Decoded | None:
    """Return the text, or None if nothing decodes all of `data`."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strictly(data, name)
            if text is not None:
                return Decoded(text, name)
    for name in ("utf-8", *hints):
        text = _strictly(data, name)
        if text is not None:
            return Decoded(text, name)
    for name in ("utf-8", *hints):
        text = _but_for_the_end(data, name)
        if text is not None:
            return Decoded(text, name, cut=True)
    guess = _guess(data)
    text = _strictly(data, guess) if guess else None
    return Decoded(text, guess) if guess and text is not None else None


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _but_for_the_end(data: bytes, name: str) -> str | None:
    """Decode all but a last character of which only the first bytes are there."""
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        if len(data) - error.start <= _LONGEST and error.start > _LONGEST:
            return _strictly(data[: error.start], name)
    except LookupError:
        pass
    return None


def _guess(data: bytes) -> str | None:
    """Ask charset-normalizer about the beginning; the import is slow and rarely needed."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None
