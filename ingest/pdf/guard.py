"""The PDF library's unpacking and counting, kept within the budget of the document that is being read.

The library unpacks a stream whole, filter by filter, walks every range of codes that a font or a table names, and follows references
that lead to themselves; all of it grows without end from a few bytes. It has no limits of its own, so the functions that it
calls for this are put behind ours. Outside of `within` they do what they always did.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from types import SimpleNamespace
from typing import Any, Final

from pdfminer import cmapdb, lzw, pdfdocument, pdffont, pdfinterp, pdftypes, psparser, runlength, utils

from ingest import limits
from ingest.pdf.budget import Budget, TooMuchError

_SPENDING: Final[ContextVar[Budget | None]] = ContextVar("the budget of the PDF that is being read", default=None)
_RUN: Final = 128  # bytes that two bytes of run lengths may mean, at most
_CHECKSUM: Final = 3  # last bytes of a deflated stream, which may be wrong without harm
_TOKEN: Final = 1 << 16  # read at once; the library adds longer words up piece by piece, the whole each time
_LINE_END: Final = re.compile(rb"(?:\r\n|[\r\n])\Z")


@contextmanager
def within(budget: Budget) -> Iterator[None]:
    """Hold the library to a budget.

    Raises:
        TooMuchError: from inside, where the file asks for more.
    """
    token = _SPENDING.set(budget)
    try:
        yield
    finally:
        _SPENDING.reset(token)


def _room() -> int:
    """Return how long a stream may become, 0 for any length."""
    return limits.PDF_STREAM_BYTES if _SPENDING.get() is not None else 0


def _paid(data: bytes) -> bytes:
    if (budget := _SPENDING.get()) is not None:
        budget.unpack(len(data))
    return data


def _unpacked(unpacker: Any, data: bytes) -> bytes:  # noqa: ANN401  (zlib does not name its class)
    unpacked: bytes = unpacker.decompress(data, _room())
    if unpacker.unconsumed_tail:
        raise TooMuchError
    return unpacked


def _decompress(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    unpacked = _unpacked(unpacker, data)
    if not unpacker.eof:
        raise zlib.error("incomplete")
    return _paid(unpacked)


def _decompress_corrupted(data: bytes) -> bytes:
    """Return what a stream that breaks off, or whose checksum is wrong, holds; the library adds it up byte by byte."""
    unpacker = zlib.decompressobj()
    unpacked = _unpacked(unpacker, data[:-_CHECKSUM])
    try:
        for at in range(max(len(data) - _CHECKSUM, 0), len(data)):
            unpacked += _unpacked(unpacker, data[at : at + 1])
    except zlib.error:
        pass
    return _paid(unpacked)


def _lzw(data: bytes) -> bytes:
    pieces, size = [], 0
    for piece in lzw.LZWDecoder(BytesIO(data)).run():
        size += len(piece)
        if _room() and size > _room():
            raise TooMuchError
        pieces.append(piece)
    return _paid(b"".join(pieces))


def _runs(data: bytes) -> bytes:
    if _room() and len(data) * _RUN > _room() and _length_of_runs(data) > _room():
        raise TooMuchError
    unpacked: bytes = runlength.rldecode(data)
    return _paid(unpacked)


def _length_of_runs(data: bytes) -> int:
    at = size = 0
    while at < len(data) and (length := data[at]) != _RUN:
        size += length + 1 if length < _RUN else 257 - length
        at += length + 2 if length < _RUN else 2
    return size


def _no_fax(_: bytes, __: object) -> bytes:
    """Stand for the decoder of faxes, which makes a picture as large as the file says; pictures are not looked at."""
    return b""


def _predicted(predict: Callable[..., bytes]) -> Callable[..., bytes]:
    """Bound what is undone byte by byte: tables of objects need it, and are small."""

    def bounded(*said: Any) -> bytes:  # noqa: ANN401
        if _SPENDING.get() is not None and len(said[-1]) > limits.PDF_PREDICTED_BYTES:
            raise TooMuchError
        return predict(*said)

    return bounded


def _counted(*bounds: int) -> range:
    """Stand for `range` where a file says how far to count."""
    counted = range(*bounds)
    if (budget := _SPENDING.get()) is not None:
        budget.count(max(0, counted.stop - counted.start))
    return counted


_resolve = pdftypes.PDFObjRef.resolve


def _resolved(reference: Any, default: object = None) -> Any:  # noqa: ANN401
    """Pay for each reference that is followed: one may lead to itself."""
    if (budget := _SPENDING.get()) is not None:
        budget.count(1)
    return _resolve(reference, default)


class _Content(pdfinterp.PDFContentParser):  # type: ignore[misc]
    """The words of a page, counted: also those that draw nothing."""

    charpos: int

    def nextobject(self) -> Any:  # noqa: ANN401
        """Pay for one word."""
        if (budget := _SPENDING.get()) is not None:
            budget.operate()
        return super().nextobject()

    def get_inline_data(self, pos: int, target: bytes = b"EI") -> tuple[int, bytes]:
        """Return what stands before `EI` and a blank, and where it begins; the library copies all of it for each byte."""
        self.seek(pos)
        data = bytearray()
        matched = 0
        while matched <= len(target):
            self.fillbuf()
            if len(data) > limits.PDF_PREDICTED_BYTES and _SPENDING.get() is not None:
                raise TooMuchError
            if not matched:
                found = self.buf.find(target[:1], self.charpos)
                end = len(self.buf) if found < 0 else found + 1
                data += self.buf[self.charpos : end]
                self.charpos, matched = end, int(found >= 0)
                continue
            byte = self.buf[self.charpos : self.charpos + 1]
            self.charpos += 1
            data += byte
            fits = byte.isspace() if matched == len(target) else byte == target[matched : matched + 1]
            matched = matched + 1 if fits else 0
        return pos, _LINE_END.sub(b"", bytes(data[: -(len(target) + 1)]))


def install() -> None:
    """Put the library's functions behind ours; a second time changes nothing."""
    pdftypes.zlib = SimpleNamespace(decompress=_decompress, decompressobj=zlib.decompressobj, error=zlib.error)
    pdftypes.decompress_corrupted = _decompress_corrupted
    pdftypes.lzwdecode, pdftypes.rldecode, pdftypes.ccittfaxdecode = _lzw, _runs, _no_fax
    pdftypes.apply_png_predictor = _predicted(utils.apply_png_predictor)
    pdftypes.apply_tiff_predictor = _predicted(utils.apply_tiff_predictor)
    pdftypes.PDFObjRef.resolve = _resolved
    pdfinterp.PDFContentParser = _Content
    psparser.PSBaseParser.BUFSIZ = _TOKEN
    for module in (cmapdb, pdffont, pdfdocument):
        module.range = _counted
