"""Where lines end."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dashboard.paper.draw_table import column_widths
from dashboard.paper.wrap import wrapped


@given(st.text(alphabet="ab 退款，。（）“”12.,"), st.integers(2, 12))
def test_no_line_is_too_wide_and_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_chinese_line_neither_begins_with_a_stop_nor_ends_with_an_opening_bracket() -> None:
    text = "您好，请退还款项（合计）。谢谢，再见。" * 4
    for width in range(4, 20):
        lines = wrapped(text, width, len)
        assert not any(unicodedata.category(line[0]) in ("Po", "Pe") for line in lines)
        assert not any(line[-1] == "（" for line in lines)


def test_amounts_and_words_stay_whole_where_a_line_can_hold_them() -> None:
    assert wrapped("请退还 ¥1,299.00 元", 9, len) == ["请退还", "¥1,299.00", "元"]
    assert wrapped("the whole amount", 9, len) == ["the whole", "amount"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrapped("", 5, len) == [""]


@given(st.lists(st.floats(0.1, 500), min_size=1, max_size=9), st.floats(20, 300))
def test_columns_fill_the_room_and_no_more(natural: list[float], room: float) -> None:
    widths = column_widths(natural, room)
    assert sum(widths) <= room + 1e-6
    assert all(width > min(need, room / len(natural)) - 1e-6 for width, need in zip(widths, natural, strict=True))
