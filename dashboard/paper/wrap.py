"""Where a line may end, in Latin and in Chinese text."""

import re
from collections.abc import Callable, Sequence
from typing import Final

Measure = Callable[[str], float]

_NEVER_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕”’％‰…—～·,.;:?!)]}%°")
_NEVER_LAST: Final = frozenset("（《〈「『【〔“‘￥¥$€£([{№")
_WIDE: Final = re.compile(r"[⺀-〿぀-ヿ㄀-ㄯ㐀-䶿一-鿿豈-﫿︰-﹏！-｠￠-￦\U00020000-\U0003ffff]")


def wrapped(text: str, width: float, measure: Measure) -> list[str]:
    """Return text as lines no wider than `width`; a word too long for a line of its own is cut.

    >>> wrapped("two words", 5, len), wrapped("退款（原路）。", 3, len), wrapped("abcdefgh", 3, len)
    (['two', 'words'], ['退款', '（原', '路）。'], ['abc', 'def', 'gh'])
    """
    lines, line = [], ""
    for piece in _fitting(_pieces(text), width, measure):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def is_wide(sign: str) -> bool:
    """Tell whether a character is written in a square of its own, as Chinese is."""
    return bool(_WIDE.match(sign))


def _pieces(text: str) -> list[str]:
    """Split where a line may end; what belongs to a word stays with it."""
    cuts = [n for n in range(1, len(text)) if _may_part(text[n - 1], text[n])]
    return [text[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _may_part(before: str, after: str) -> bool:
    if before == " " or after == " ":
        return before == " " and after != " "
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return is_wide(before) or is_wide(after)


def _fitting(pieces: Sequence[str], width: float, measure: Measure) -> list[str]:
    """Cut the pieces that no line can hold."""
    parts: list[str] = []
    for piece in pieces:
        while measure(piece.rstrip()) > width and len(piece) > 1:
            size = next((n for n in range(len(piece) - 1, 1, -1) if measure(piece[:n]) <= width), 1)
            parts.append(piece[:size])
            piece = piece[size:]  # noqa: PLW2901  (the rest of it is next)
        parts.append(piece)
    return parts
