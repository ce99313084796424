"""A document in the format that the name of its file says."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from dashboard.errors import NotATextFormat
from dashboard.paper.document import Document

FORMATS: Final = (".pdf", ".docx", ".md")


def written(document: Document, path: Path) -> bytes:
    """Return a document as bytes, in the format of a file's name; the file itself is the caller's to write.

    Raises:
        NotATextFormat: the name ends in none of `FORMATS`.
        MissingFont: no font on this machine has the characters of a PDF.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise NotATextFormat(file=path.name)
    return writer(document)


# Each writer brings a library that is slow to load, so it is loaded when it is wanted.
def _pdf(document: Document) -> bytes:
    from dashboard.paper.as_pdf import as_pdf  # noqa: PLC0415

    return as_pdf(document)


def _docx(document: Document) -> bytes:
    from dashboard.paper.as_docx import as_docx  # noqa: PLC0415

    return as_docx(document)


def _markdown(document: Document) -> bytes:
    from dashboard.paper.as_markdown import as_markdown  # noqa: PLC0415

    return as_markdown(document).encode()


_WRITERS: Final[Mapping[str, Callable[[Document], bytes]]] = {".pdf": _pdf, ".docx": _docx, ".md": _markdown}
