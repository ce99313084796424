"""The PDF library with a limit on what it draws; the only module that loads it."""

import io
import logging
from itertools import islice
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from ingest.pdf import guard
from ingest.pdf.budget import Budget

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks quote the statement
guard.install()


def draw(data: bytes, limit: int) -> "list[BoundedPage]":
    """Return the pages of a PDF, none drawn yet, and at most one more than `limit`."""
    budget = Budget()
    with guard.within(budget):
        pdf = pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False)
        pages = islice(PDFPage.create_pages(pdf.doc), limit + 1)
        return [BoundedPage(pdf, page, number, budget) for number, page in enumerate(pages, start=1)]


class _Device(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]
    """The library's device, counting what it draws."""

    def __init__(self, budget: Budget, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Draw until the budget is spent."""
        super().__init__(*args, **options)
        self.budget = budget

    def render_char(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        """Pay for a character."""
        self.budget.spend()
        return super().render_char(*args, **options)

    def paint_path(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Pay for a path."""
        self.budget.spend()
        super().paint_path(*args, **options)

    def begin_figure(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Pay for a form: forms may call forms, over and over."""
        for _ in range(16):
            self.budget.spend()
        super().begin_figure(*args, **options)


class BoundedPage(Page):  # type: ignore[misc]
    """The library's page, drawn within a budget."""

    def __init__(self, pdf: Any, page: Any, number: int, budget: Budget) -> None:  # noqa: ANN401
        """Take a page that is not drawn yet."""
        super().__init__(pdf, page, page_number=number)
        self._budget = budget

    @property
    def layout(self) -> Any:  # noqa: ANN401
        """Return the drawn page."""
        if not hasattr(self, "_layout"):
            device = _Device(self._budget, self.pdf.rsrcmgr, pageno=self.page_number, laparams=None)
            self._budget.turn()
            with guard.within(self._budget):
                PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, drawn: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return what words and rules are made of. Of a letter the library would copy much more, which takes longest of all."""
        if not isinstance(drawn, LTChar):
            return dict(super().process_object(drawn))
        left, above = self.mediabox[:2]
        top = (self.height - drawn.y1) + above
        return {
            "object_type": "char",
            "text": drawn.get_text(),
            "x0": drawn.x0 + left,
            "x1": drawn.x1 + left,
            "top": top,
            "bottom": (self.height - drawn.y0) + above,
            "doctop": self.initial_doctop + top,
            "width": drawn.width,
            "height": drawn.height,
            "size": drawn.size,
            "fontname": drawn.fontname,
            "upright": drawn.upright,
        }
