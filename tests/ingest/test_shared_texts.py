from collections.abc import Iterator

import pytest

from ingest.shared_texts import Estimate, characters

TEXTS = b"<sst><si><t>" + b"x" * 1000 + b"</t></si><si><t>ab</t></si></sst>"
LONGEST = 2000


def sheet(*cells: bytes) -> bytes:
    return b'<worksheet xmlns="s" xmlns:x="s"><sheetData><row>' + b"".join(cells) + b"</row></sheetData></worksheet>"


def cell(place: int) -> bytes:
    return b'<c r="A1" t="s"><v>%d</v></c>' % place


def pieces(part: bytes, length: int) -> Iterator[bytes]:
    return (part[at : at + length] for at in range(0, len(part), length))


def counted(*parts: bytes, length: int = 1 << 20) -> int:
    return characters(lambda: (pieces(part, length) for part in parts), LONGEST)


def estimated(*parts: bytes, length: int = 1 << 20) -> int:
    estimate = Estimate()
    for part in parts:
        assert b"".join(estimate.watching(pieces(part, length))) == part
    return estimate.most


@pytest.mark.parametrize("length", [1, 2, 3, 7, 64, 1 << 20])
def test_each_cell_has_the_text_whose_number_it_bears(length: int) -> None:
    numbers = sheet(cell(0), cell(1), cell(1), b'<c r="D1"><v>0</v></c>', b'<c t="str"><v>0</v></c>')
    assert counted(numbers, TEXTS, length=length) == counted(TEXTS, numbers, length=length) == 1004


@pytest.mark.parametrize("length", [1, 2, 3, 7, 64, 1 << 20])
def test_the_estimate_is_never_too_low(length: int) -> None:
    for texts in (TEXTS, b"<x:sst xmlns:x='s'><x:si\n><x:t>" + b"x" * 1000 + b"</x:t></x:si></x:sst>"):
        assert estimated(sheet(cell(0)), texts, length=length) >= 1000
        assert estimated(texts, sheet(cell(0), cell(0)), length=length) >= 2000


@pytest.mark.parametrize(
    "odd",
    [
        b"<c t='s'><v>0</v></c>",
        b'<c t = "s"><v >\n0 </v></c>',
        b'<x:c t="s"><x:v>0</x:v></x:c>',
        b'<c t="s"><v><![CDATA[0]]></v></c>',
        b'<c t="s"><v>&#48;</v></c>',
        b'<c t="s"><v>0<!-- 1 --></v></c>',
        b'<c t="s"><v>1</v><v>0</v></c>',
        b'<c t="s"><v>7</v></c>',  # there is no such text: the longest is counted
    ],
)
def test_a_cell_may_be_written_in_any_way(odd: bytes) -> None:
    assert counted(TEXTS, sheet(odd)) >= 1000
    assert estimated(TEXTS, sheet(odd)) >= 1000


@pytest.mark.parametrize(
    "text",
    [
        b"<si><r><t>" + b"x" * 500 + b"</t></r><r><t>" + b"x" * 500 + b"</t></r></si>",
        b"<si><si></si><t>" + b"x" * 1000 + b"</t></si>",
        b"<si><t>" + b"x" * 1000,
        b"<si><t><![CDATA[" + b"x" * 1000 + b"]]></t></si>",
    ],
)
def test_a_text_may_be_written_in_any_way(text: bytes) -> None:
    parts = (b"<sst>" + text + b"</sst>", sheet(cell(0), cell(0)))
    assert estimated(*parts) >= 2000


@pytest.mark.parametrize("damage", [b"", b"<", b"&no;", b"\x00", b"<!DOCTYPE a>"])
def test_cells_of_a_damaged_sheet_have_the_longest_text(damage: bytes) -> None:
    assert counted(TEXTS, damage + sheet(cell(1) * 10)[:-8] + damage) >= 10 * LONGEST


def test_a_picture_counts_for_little() -> None:
    assert counted(TEXTS, sheet(cell(1)), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400) < 10 * LONGEST
