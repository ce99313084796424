"""Damages exports at random: their bytes, their lines and cells, their tags, and the parts of their workbooks and ZIPs.

All randomness comes from the `random.Random` that is handed in, so a damage can be made again from its seed.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Final

Damage = Callable[[bytearray, list[bytes], random.Random], None]

LARGEST: Final = 60_000
TOKENS: Final = (
    b"", b"\0", b"\r", b"\n", b"\r\n", b"\t", b",", b";", b"|", b'"', b"'", b"-", b"+", b".", b"0", b"9" * 40, b"1e999", b"-0", b"NaN", b"inf",
    b"(1)", b"1,234.56", b"1.234,56", b"00/00/0000", b"2026-02-30", b"31/12/9999", b"20261399", b"<", b">", b"&", b"&#0;", b"<!--", b"]]>", b"<!DOCTYPE a>",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xe2\x80\xae", b"\xc2\xa0", b"\xe5\xb9\xb4", b"=1+1", b"%s", b"{0}", b"^", b":61:", b":86:", b"!Type:Bank",
    b"<STMTTRN>", b"</Ntry>", b"JPY", b"BHD", b"XXX", "１２．３４".encode(), "٣".encode(), b"\xe2\x88\x925.00", b"5.00-", b"5.00 CR", b"1E5", b"0x10", b"1_000",
    b"24:61", b"0000-00-00 00:00:00", b"9999-12-31 23:59:59", b"1582-10-15", b"-1", b"99999999999.99", b"92233720368547758.08", b"0.001", b"#REF!",
)  # fmt: skip
_ENCODINGS: Final = ("utf-16", "utf-16-le", "gb18030", "shift_jis", "cp1252", "cp850", "utf-8-sig", "utf-7")
_NUMBER: Final = re.compile(rb"\d+(?:[.,]\d+)*")
_TAG: Final = re.compile(rb"<(/?)([\w:.]+)[^<>]*>")
_MARKS: Final = (b",", b";", b"\t", b"|")


def damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a sample after a few damages of its bytes, lines, cells or tags."""
    buffer = bytearray(data[:LARGEST])
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 30))):
        chance.choice(_DAMAGES)(buffer, others, chance)
        del buffer[4 * LARGEST :]
    return bytes(buffer)


def _flip(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    if buffer:
        buffer[chance.randrange(len(buffer))] = chance.randrange(256)


def _insert(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(buffer))
    buffer[at:at] = chance.choice(TOKENS)


def _overwrite(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at, token = chance.randint(0, len(buffer)), chance.choice(TOKENS)
    buffer[at : at + len(token)] = token


def _cut(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(buffer))
    del buffer[at : at + chance.choice((1, 2, 8, 40, 400, len(buffer)))]


def _repeat(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(buffer))
    part = bytes(buffer[at : at + chance.choice((1, 8, 80, 800))])
    buffer[at:at] = part * chance.choice((1, 2, 20))


def _splice(buffer: bytearray, others: list[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    at, start = chance.randint(0, len(buffer)), chance.randint(0, len(other))
    buffer[at:at] = other[start : start + chance.choice((10, 100, 1000))]


def _shuffle(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    mark = chance.choice((b"\n", b",", b"\t", b";", b"<"))
    parts = bytes(buffer).split(mark)
    _rearranged(parts, chance)
    buffer[:] = mark.join(parts)


def _rearranged(parts: list[bytes], chance: random.Random) -> None:
    """Swap two parts, or take one out, or have one twice."""
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    match chance.randrange(4):
        case 0:
            del parts[one]
        case 1:
            parts.insert(other, parts[one])
        case _:
            parts[one], parts[other] = parts[other], parts[one]


def _cell(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    """Change one cell of one line, or take cells of the line out, in or elsewhere."""
    lines, mark = bytes(buffer).split(b"\n"), _mark(buffer)
    at = chance.randrange(len(lines))
    cells = lines[at].split(mark)
    if chance.random() < 0.6:
        cells[chance.randrange(len(cells))] = chance.choice(TOKENS)
    else:
        _rearranged(cells, chance)
    lines[at] = mark.join(cells)
    buffer[:] = b"\n".join(lines)


def _column(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    """Empty, fill, double, swap or take out one column of every line."""
    mark = _mark(buffer)
    table = [line.split(mark) for line in bytes(buffer).split(b"\n")]
    width = max(map(len, table))
    one, other, what = chance.randrange(width), chance.randrange(width), chance.randrange(4)
    token, first = chance.choice(TOKENS), chance.randrange(len(table))
    for cells in table[first:]:
        if len(cells) <= max(one, other):
            continue
        if what == 0:
            del cells[one]
        elif what == 1:
            cells.insert(other, cells[one])
        elif what == 2:
            cells[one], cells[other] = cells[other], cells[one]
        else:
            cells[one] = token
    buffer[:] = b"\n".join(map(mark.join, table))


def _mark(buffer: bytearray) -> bytes:
    return max(_MARKS, key=buffer.count)


def _tag(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    """Take a tag out, double an element, change what stands in it, or rename it."""
    tags = list(_TAG.finditer(buffer))
    if not tags:
        return
    found = chance.choice(tags)
    start, end = found.span()
    close = bytes(buffer).find(b"</" + found[2] + b">", end)
    match chance.randrange(5):
        case 0:
            del buffer[start:end]
        case 1 if close >= 0:
            buffer[close:close] = bytes(buffer[start:close]) + b"</" + found[2] + b">"
        case 2 if close >= 0:
            del buffer[start:close]
        case 3:
            buffer[found.start(2) : found.end(2)] = chance.choice(tags)[2]
        case _:
            below = bytes(buffer).find(b"<", end)
            buffer[end : below if below >= 0 else end] = chance.choice(TOKENS)


def _number(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    """Blow a number up, turn it round, or put an odd one in its place."""
    if not (found := list(_NUMBER.finditer(buffer))):
        return
    one = chance.choice(found)
    said = one[0]
    buffer[slice(*one.span())] = chance.choice(
        (said * 2, said * 40, b"-" + said, said + b"e9", said[::-1], said[:1], b"9" * len(said), b"0" * len(said), chance.choice(TOKENS))
    )  # fmt: skip


def _encode(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    """Write one line, or all of it, in another encoding than the rest."""
    lines = bytes(buffer).split(b"\n")
    at = chance.randrange(len(lines))
    whole = chance.random() < 0.2
    part = bytes(buffer) if whole else lines[at]
    for encoding in ("utf-8", "gb18030", "cp1252"):
        with suppress(UnicodeDecodeError):
            part = part.decode(encoding).encode(chance.choice(_ENCODINGS), "replace")
            break
    lines[at] = part
    buffer[:] = part if whole else b"\n".join(lines)


_DAMAGES: Final[tuple[Damage, ...]] = (
    _flip, _insert, _overwrite, _cut, _repeat, _splice, _shuffle, _shuffle, _cell, _cell, _cell, _column, _tag, _tag, _number, _number, _encode,
)  # fmt: skip
_BINARY: Final[tuple[Damage, ...]] = (_flip, _flip, _insert, _overwrite, _cut, _repeat, _splice)


def damaged_binary(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a ZIP, PDF or old workbook after damages of its bytes, its record lengths and offsets among them."""
    buffer = bytearray(data[:LARGEST])
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if chance.random() < 0.4 and len(buffer) > 8:
            at = chance.randrange(len(buffer) - 4)
            width = chance.choice((2, 4))
            buffer[at : at + width] = chance.choice((0, 1, 0xFFFF, 0x7FFF, 0xFFFFFFFF, chance.getrandbits(8 * width))).to_bytes(4, "little")[:width]  # fmt: skip
        else:
            chance.choice(_BINARY)(buffer, others, chance)
        del buffer[4 * LARGEST :]
    return bytes(buffer)


def damaged_zip(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a ZIP or XLSX after damages of one of its members, of its list of members, or of its own bytes."""
    if chance.random() < 0.2:
        return damaged_binary(data, others, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        infos = old.infolist()
        sheets = [info for info in infos if "sheet" in info.filename.lower() or "shared" in info.filename.lower()]
        chosen = chance.choice(sheets if sheets and chance.random() < 0.7 else infos)
        what = chance.random()
        for info in infos:
            content = old.read(info)
            if info is chosen and what < 0.05:
                continue
            if info is chosen and what < 0.95:
                content = damaged(content, others, chance)
            name = chance.choice(infos).filename if info is chosen and what > 0.97 else info.filename
            with suppress(UserWarning):  # two members of one name, which is what we want
                new.writestr(name, content)
    return made.getvalue()
