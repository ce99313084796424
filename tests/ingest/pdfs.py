"""Writes text as a PDF, and the samples: `python -m tests.ingest.pdfs`, then regenerate the expected files.

A layout of characters becomes a page, each character where it stands in the layout.

The first character of a line is a flag and not drawn: `*` a row, `-` a line of the table that is no transaction, `+`
further text of a row, ` ` anything else. Two spaces or more part what is printed as one piece. A form feed ends a page.
The layout itself is kept in the file, where no reader looks, so that tests can change it: `layout_of`.
"""

import hashlib
import re
import zlib
from pathlib import Path

SIZE = 6.0
ADVANCE = 0.6 * SIZE  # of Courier
LEADING = 8.0
MARGIN = 30.0
_PIECE = re.compile(r"\S+(?: \S+)*")
_KEPT = b"% layout "


def pdf(layout: str, *, compress: bool = False, password: str | None = None) -> bytes:
    """Return the PDF of a layout; with a password, protected by it."""
    lock = None if password is None else _Lock(password)
    pages = [page.split("\n") for page in layout.strip("\n").split("\f")]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (9 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
        ),
        b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>",
        (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/DW 1000/W[0 11903 500]"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        ),
        _characters(layout),
    ]
    for lines in pages:
        width = 2 * MARGIN + ADVANCE * max(_width(line) for line in lines)
        height = 2 * MARGIN + LEADING * (len(lines) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 6 0 R>>>>>>"
            % (width + 1, height, len(objects) + 2)
        )
        drawn = b"\n".join(
            _drawn(line, height - MARGIN - LEADING * n) for n, line in enumerate(lines) if line[1:].strip()
        )
        drawn = zlib.compress(drawn) if compress else drawn
        drawn = lock.closed(drawn, len(objects) + 1) if lock else drawn
        objects.append(
            b"<</Length %d%s>>stream\n%s\nendstream" % (len(drawn), b"/Filter/FlateDecode" * compress, drawn)
        )
    if lock:
        return assembled([*objects, lock.entry], trailer=b"/Encrypt %d 0 R/ID[<00><00>]" % (len(objects) + 1))
    return assembled(objects, _KEPT + layout.encode().hex().encode())


def assembled(objects: list[bytes], remark: bytes = b"", trailer: bytes = b"") -> bytes:
    """Number the objects and return them as a file."""
    data = b"%PDF-1.7\n" + remark + b"\n" * bool(remark)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, trailer, len(data))
    )


class _Lock:
    """The standard security handler, revision 2 (PDF 1.7, 7.6.3): old, and what every reader opens."""

    _PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")

    def __init__(self, password: str) -> None:
        padded = (password.encode("latin-1") + self._PAD)[:32]
        owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
        said = padded + owner + (-4).to_bytes(4, "little", signed=True) + b"\0"
        self.key = hashlib.md5(said, usedforsecurity=False).digest()[:5]
        shown = owner.hex().encode(), _rc4(self.key, self._PAD).hex().encode()
        self.entry = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % shown

    def closed(self, data: bytes, number: int) -> bytes:
        own = self.key + number.to_bytes(3, "little") + b"\0\0"
        return _rc4(hashlib.md5(own, usedforsecurity=False).digest()[:10], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def layout_of(data: bytes) -> str:
    """Return the layout that a PDF of ours was made from."""
    kept = data.split(b"\n", 2)[1]
    return bytes.fromhex(kept.removeprefix(_KEPT).decode()).decode()


def numbered(layout: str) -> list[tuple[int, str]]:
    """Return the printed lines of a layout with the numbers that an importer gives them."""
    return list(enumerate((line for line in re.split("[\n\f]", layout.strip("\n")) if line[1:].strip()), start=1))


def _width(text: str) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in text)


def _drawn(line: str, y: float) -> bytes:
    return b"".join(
        _piece(found.group(), MARGIN + ADVANCE * _width(line[1 : found.start() + 1]), y)
        for found in _PIECE.finditer(line[1:])
    )


def _piece(text: str, x: float, y: float) -> bytes:
    if all(letter < "\u0100" for letter in text):
        shown = b"/F1", b"(%s)" % re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252"))
    else:
        font = b"/F2" if _simplified(text) else b"/F3"
        shown = font, b"<%s>" % text.encode("utf-16-be").hex().encode()
    return b"BT %s %g Tf %g %g Td %s Tj ET\n" % (shown[0], SIZE, x, y, shown[1])


def _simplified(text: str) -> bool:
    if any(letter.isalpha() and "\u0100" <= letter < "\u2e80" for letter in text):
        return False
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _characters(layout: str) -> bytes:
    """Return the map from codes to characters of the font for every other script: the codes are the characters'."""
    used = sorted({letter for letter in layout if letter >= " "})
    named = b"\n".join(b"<%04x> <%04x>" % (ord(letter), ord(letter)) for letter in used)
    said = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar\nendcmap end end" % (len(used), named)
    )
    return b"<</Length %d>>stream\n%s\nendstream" % (len(said), said)


def write_samples() -> None:
    """Write every layout in `tests/ingest/layouts` as a sample."""
    folder = Path(__file__).parent
    for layout in sorted((folder / "layouts").glob("*/*.txt")):
        sample = folder / "importers" / "samples" / layout.parent.name / f"{layout.stem}.pdf"
        sample.parent.mkdir(parents=True, exist_ok=True)
        sample.write_bytes(pdf(layout.read_text(encoding="utf-8"), compress=layout.stem == "card"))


if __name__ == "__main__":
    write_samples()
