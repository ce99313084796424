"""The sheet a PDF is drawn on: lines of text one below the other, new pages, what stands on every page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Final

from fpdf import FPDF
from fpdf.enums import TextMode

from dashboard.paper.document import Document
from dashboard.paper.wrap import wrapped

MARGIN: Final = 22.0  # millimetres, as all lengths here
BODY: Final = 10.5  # points, as all sizes of type
SMALL: Final = 8.5
TITLE: Final = 14.0
LEADING: Final = 0.56  # millimetres from line to line, for each point of type
INK: Final = 30
GREY: Final = 105
_EDGE: Final = 0.12  # millimetres around a letter that has to look bold
_TOTAL: Final = "\0" * 5  # stands for the number of pages until it is known; a document's text cannot hold it


@dataclass(frozen=True, slots=True)
class Family:
    """The font family that a PDF is written in; without a bold face its letters are drawn with an edge instead."""

    name: str
    has_bold: bool


class Sheet:
    """A page being filled from top to bottom.

    Args:
        pdf: with the family and what it falls back on.
        family: of every text.
        fit: makes a text one whose every character a font has.
        document: whose header and footer stand on every page.
    """

    def __init__(self, pdf: FPDF, family: Family, fit: Callable[[str], str], document: Document) -> None:
        self._pdf = pdf
        self._family = family
        self._fit = fit
        self._header = document.header
        self._footer = document.footer
        self._widths: dict[tuple[str, float, bool], float] = {}
        self.width = float(pdf.w) - 2 * MARGIN
        self.y = MARGIN
        pdf.set_auto_page_break(auto=False)
        pdf.set_margins(MARGIN, MARGIN)
        pdf.c_margin = 0
        pdf.alias_nb_pages(_TOTAL)
        self.new_page()

    # -- measuring -----------------------------------------------------------------------------------------------

    def text_width(self, text: str, size: float = BODY, *, bold: bool = False) -> float:
        """Return how wide a text is, in millimetres."""
        return sum(self._sign_width(sign, size, bold) for sign in text)

    def lines(self, text: str, width: float, size: float = BODY, *, bold: bool = False) -> list[str]:
        """Return a text as lines that fit into a width."""
        return wrapped(self._fit(text), width, lambda part: self.text_width(part, size, bold=bold))

    @property
    def room(self) -> float:
        """How much height is left on this page."""
        return self._bottom - self.y

    @property
    def whole(self) -> float:
        """How much height an empty page has."""
        return self._bottom - MARGIN

    @property
    def _bottom(self) -> float:
        return float(self._pdf.h) - MARGIN

    def _sign_width(self, sign: str, size: float, bold: bool) -> float:  # noqa: FBT001  (a key of the memory)
        key = (sign, size, bold)
        if key not in self._widths:
            self._use(size, bold=bold)
            self._widths[key] = float(self._pdf.get_string_width(sign))
        return self._widths[key]

    # -- drawing -------------------------------------------------------------------------------------------------

    def put(
        self, line: str, x: float, size: float = BODY, *, bold: bool = False, grey: bool = False, right: float = 0
    ) -> None:
        """Write one line at the present height; `right` is the width at whose end it ends, instead of beginning at `x`."""
        if not line:  # fpdf2 draws no text of no length
            return
        self._use(size, bold=bold)
        self._pdf.set_text_color(GREY if grey else INK)
        start = x + max(0.0, right - self.text_width(line, size, bold=bold)) if right else x
        self._pdf.set_xy(MARGIN + start, self.y)
        with self._edged() if bold and not self._family.has_bold else nullcontext():
            self._pdf.cell(h=size * LEADING, text=line)

    def write(
        self,
        lines: Sequence[str],
        x: float = 0,
        size: float = BODY,
        *,
        bold: bool = False,
        grey: bool = False,
        right: bool = False,
    ) -> None:
        """Write lines one below the other, on the next page where this one is full."""
        for line in lines:
            self.need(size * LEADING)
            self.put(line, x, size, bold=bold, grey=grey, right=self.width - x if right else 0)
            self.y += size * LEADING

    def rule(self, shade: int = 190) -> None:
        """Draw a thin line across the page."""
        self._pdf.set_draw_color(shade)
        self._pdf.set_line_width(0.15)
        self._pdf.line(MARGIN, self.y, MARGIN + self.width, self.y)

    def skip(self, height: float) -> None:
        """Leave room, none at the top of a page."""
        if self.y > MARGIN:
            self.y += height

    def need(self, height: float) -> None:
        """Go to the next page unless so much height is left on this one, or on none."""
        if height > self.room and self.y > MARGIN:
            self.new_page()

    def new_page(self) -> None:
        """Begin a page."""
        self.finish()
        self._pdf.add_page()
        self.y = MARGIN

    def finish(self) -> None:
        """Write what stands above and below the page."""
        if not self._pdf.page:
            return
        number = f"{self._pdf.page} / "
        below = float(self._pdf.h) - MARGIN / 2 - 2
        room = self.width - self.text_width(f"{number}000  ", SMALL)
        for said, height in ((self._header, MARGIN / 2), (self._footer, below)):
            self.y = height
            if said:
                self.put(self.lines(said, room, SMALL)[0], 0, SMALL, grey=True)
        end = self.text_width(f"{number}0", SMALL)
        self.put(number + _TOTAL, self.width - end, SMALL, grey=True)

    def _use(self, size: float, *, bold: bool) -> None:
        self._pdf.set_font(self._family.name, "B" if bold and self._family.has_bold else "", size)

    @contextmanager
    def _edged(self) -> Iterator[None]:
        with self._pdf.local_context(text_mode=TextMode.FILL_STROKE, line_width=_EDGE, draw_color=INK):
            yield
