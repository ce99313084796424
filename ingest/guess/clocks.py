"""Printed times of day, alone or behind a day."""

import re
from typing import Final

Clock = tuple[int, int, int]  # hours, minutes, seconds as printed: 24:00 and a leap second are printed too
_TIME: Final = re.compile(
    r"(?P<h>\d{1,2})(?::|\s?[h時时点點시]\s?)(?P<m>\d{2})(?:분|分)?(?:[:.\s]?(?P<s>\d{2})(?:秒|초)?)?(?:[.,]\d{1,9})?\s*(?P<half>[ap]\.?\s?m\.?|上午|下午|오전|오후|午前|午後)?"
    r"\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2}|utc[+-]\d{1,2}|[a-z]{3,4})?\s*$",
    re.IGNORECASE,
)
_HALF_BEFORE: Final = re.compile(r"(上午|下午|오전|오후|午前|午後)\s*")
_HALVES: Final = frozenset(("pm", "下午", "오후", "午後"))


def parted(text: str) -> tuple[str, Clock | None]:
    """Part a time of day from the end of a cell."""
    half = _HALF_BEFORE.search(text)
    bare = _HALF_BEFORE.sub(" ", text)
    for found in re.finditer(r"(?:^|[\sT,日|-])(?=\d{1,2}(?::|\s?[h時时点點시]))", bare):
        time = _TIME.fullmatch(bare, found.end())
        if time and (read := _clock(time, half[1] if half else time["half"] or "")):
            return bare[: found.end()].removesuffix("T").rstrip(" ,|-"), read
    return text, None


def _clock(time: "re.Match[str]", half: str) -> Clock | None:
    hour, minute, second = int(time["h"]), int(time["m"]), int(time["s"] or 0)
    said = re.sub(r"[.\s]", "", half).casefold()
    if said in _HALVES and hour < 12:
        hour += 12
    elif said and said not in _HALVES and hour == 12:
        hour = 0
    return (hour, minute, second) if hour <= 24 and minute < 60 and second < 61 else None


def clock(cell: str) -> Clock | None:
    """Return the time of day that a cell prints and nothing else; four or six digits count where a column is of them."""
    text = _HALF_BEFORE.sub("", cell.strip())
    half = _HALF_BEFORE.search(cell)
    found = _TIME.fullmatch(text)
    if found:
        return _clock(found, half[1] if half else found["half"] or "")
    if re.fullmatch(r"\d{6}", text) or re.fullmatch(r"\d{4}", text):
        hour, minute, second = int(text[:2]), int(text[2:4]), int(text[4:] or 0)
        return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
    return None
