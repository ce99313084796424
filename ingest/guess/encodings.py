"""The encoding of a text that does not say its own: the one in which its beginning makes most sense."""

import re
from typing import Final

from ingest.guess.cells import NARROWEST, is_known, is_phrase
from ingest.source import Source

DELIMITERS: Final = (",", ";", "\t", "|")
_ENCODINGS: Final = (  # of two that make as much sense, the first
    "gb18030",
    "cp932",
    "cp949",
    "big5",
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1254",
    "cp1257",
    "cp1253",
    "cp874",
    "cp1255",
    "cp1258",
    "iso8859-2",
    "koi8-r",
    "cp852",
    "cp850",
    "latin-1",
)
_NUL_SHARE: Final = 4  # one byte in so many is NUL, where letters take two
_BEGINNING: Final = 2_000  # bytes that tell whether letters take two
_READ: Final = 20_000  # bytes that tell an encoding
_LINES: Final = 60  # among which a heading is looked for


def likely_encodings(source: Source) -> list[str]:
    """Return the encoding to try: the one beyond doubt, else the one that makes most sense; none where it is no text."""
    data = source.data
    if not source.is_text:
        return _wide(data[:_BEGINNING])
    decoded = source.decoded()
    if decoded is not None and not decoded.guessed:
        return [decoded.encoding]
    scores = {name: score for name in _ENCODINGS if (score := _sense(data[:_READ], name)) is not None}
    if decoded is not None and decoded.encoding in scores:
        scores[decoded.encoding] += 1
    return sorted(scores, key=lambda name: -scores[name])[:1]


def _wide(data: bytes) -> list[str]:
    """Return the encoding of letters that take two bytes, if every second one or so is NUL."""
    if data.count(0) * _NUL_SHARE < len(data):
        return []
    return ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]


def _sense(data: bytes, name: str) -> float | None:
    """Say how much sense bytes make in an encoding: known headings, and letters where letters are likely."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3:
            return None
        text = data[: error.start].decode(name, "replace")  # a letter is cut at the end
    foreign = [sign for sign in text if sign > "\x7f"]
    odd = sum(_odd(sign) for sign in foreign) + _restless(text)
    return 30 * _known_headings(text) - 100 * odd / max(1, len(foreign))


def _known_headings(text: str) -> int:
    """Count the headings in letters beyond ASCII that are known, those known word for word twice, on the line with most."""
    counts = [0]
    for line in re.split(r"[\r\n]+", text)[:_LINES]:
        for delimiter in DELIMITERS:
            cells = [cell.strip(' "') for cell in line.split(delimiter)]
            if len(cells) >= NARROWEST:
                counts.append(sum(is_known(cell) + is_phrase(cell) for cell in cells if not cell.isascii()))
    return max(counts)


def _odd(sign: str) -> float:
    """Tell letters of living languages from what a wrong encoding gives."""
    code = ord(sign)
    if (
        0x80 <= code < 0xA0
        or code in (0xFFFD, 0xA4, 0xA6, 0xAC, 0xB6, 0xB8)
        or 0xE000 <= code < 0xF900
        or 0x2500 <= code < 0x2600
    ):
        return 1
    if 0xFF61 <= code < 0xFFA0 or 0x3400 <= code < 0x4E00:
        return 0.4  # half-width kana and rare Han: real, but rare
    return 0 if sign.isalpha() or code > 0x3000 or sign in "\u00a0€£°–—’‘“”•§«»…·" else 0.5


def _restless(text: str) -> float:
    """Count small letters followed by capitals, and words of two scripts: a wrong code page makes them."""
    mixed = len(re.findall(r"[a-zß-ÿа-яё][А-ЯЁÀ-Þ]", text))
    return mixed + len(re.findall(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]|[ßàâãåæìíñòôõùûýþÿ]{3}", text))
