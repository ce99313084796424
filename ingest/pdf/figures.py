"""Amounts as statements print them: digits with marks for direction around them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ingest.pdf.words import Word

_SIGNS: Final = "\\-+\u2212\u2013"
_UNIT: Final = r"(?:S\$|HK\$|US\$|RM|Rp\.?|[$¥￥€£]|[A-Z]{3})"
_BEFORE: Final = re.compile(rf"(?:[{_SIGNS}]|{_UNIT}){{1,2}}")
_AFTER: Final = re.compile(rf"(?:CR|DR|DB|[{_SIGNS}DK])", re.IGNORECASE)
_WHOLE: Final = {".": r"\d{1,3}(?:[,'’]\d{3})+|\d+", ",": r"\d{1,3}(?:\.\d{3})+|\d+"}
_CLOSE: Final = 16.0  # points between an amount and its mark


class Figure(NamedTuple):
    """An amount with its box: the bare number, and the mark that says its direction ("" where there is none)."""

    text: str
    number: str
    mark: str
    x0: float
    x1: float


def figure_pattern(mark: str, *, cents: bool) -> "re.Pattern[str]":
    """Return what one amount looks like; without `cents`, whole numbers are amounts too."""
    fraction = rf"{re.escape(mark)}\d{{2}}" if cents else rf"(?:{re.escape(mark)}\d{{2}})?"
    return re.compile(
        rf"(?P<open>\()?(?P<sign>[{_SIGNS}])?{_UNIT}?(?P<inner>[{_SIGNS}])?(?P<number>(?:{_WHOLE[mark]}){fraction})"
        rf"(?P<close>\))?(?P<after>CR|DR|DB|[{_SIGNS}DK])?",
        re.IGNORECASE,
    )


def figures(words: Sequence[Word], pattern: "re.Pattern[str]") -> Iterator[tuple[Figure, range]]:
    """Yield each amount among the words, and which words it is made of: `S$`, `+` and `CR` may stand apart."""
    taken = 0
    for n, word in enumerate(words):
        if n < taken or not (found := pattern.fullmatch(word.text)):
            continue
        first, last = n, n
        text = word.text
        if n > taken and _BEFORE.fullmatch(words[n - 1].text) and word.x0 - words[n - 1].x1 < _CLOSE:
            joined = pattern.fullmatch(words[n - 1].text + text)
            if joined:
                first, found, text = n - 1, joined, f"{words[n - 1].text} {text}"
        following = words[n + 1] if n + 1 < len(words) else None
        if following and not found["after"] and _AFTER.fullmatch(following.text) and following.x0 - word.x1 < _CLOSE:
            joined = pattern.fullmatch(text.replace(" ", "") + following.text)
            if joined:
                last, found, text = n + 1, joined, f"{text} {following.text}"
        taken = last + 1
        yield Figure(text, found["number"], _mark(found), words[first].x0, words[last].x1), range(first, last + 1)


def _mark(found: "re.Match[str]") -> str:
    if found["open"] and found["close"]:
        return "()"
    said = (found["after"] or found["sign"] or found["inner"] or "").upper()
    return "-" if said in ("\u2212", "\u2013") else said
