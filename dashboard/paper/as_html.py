"""A document as one HTML file that asks nobody for anything: no script, no picture, no font from elsewhere.

Text is escaped, whatever it says. Light and dark follow the reader's screen, and a phone's width is enough.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Final

from dashboard.paper.document import (
    Bars,
    Block,
    Bullets,
    Document,
    Heading,
    Lines,
    Pairs,
    Paragraph,
    Signature,
    Table,
    Title,
)
from dashboard.web.palette import PALETTE

_LANGUAGES: Final[Mapping[str, str]] = {"zh": "zh-CN", "en": "en", "id": "id"}
_USED: Final = ("paper", "line", "ink", "quiet", "accent")
_STYLE: Final = """\
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  "WenQuanYi Micro Hei", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .4rem; padding-top: .6rem; border-top: 1px solid var(--line); }
p { margin: .4rem 0 0; }
.strong { font-weight: 600; margin-top: 1rem; }
.quiet, footer, header { color: var(--quiet); font-size: .875rem; }
.right { text-align: end; }
ul, ol { margin: .4rem 0 0; padding-inline-start: 1.3rem; }
.wide { overflow-x: auto; margin-top: .5rem; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; min-width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
td:first-child { min-width: 7rem; }
th { font-weight: 400; color: var(--quiet); }
.number { text-align: end; white-space: nowrap; }
.bar td { padding: 0 0 .4rem; border: 0; }
.bar svg { display: block; width: 100%; height: .3rem; fill: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
footer { margin-top: 2rem; }
@media print { body { max-width: none; } }
"""


def as_html(document: Document) -> str:
    """Return the document as a whole HTML file."""
    style = f"{_colours(0)}@media (prefers-color-scheme: dark) {{ {_colours(1).strip()} }}\n{_STYLE}"
    head = (
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        _tag("title", escape(document.title)),
        _tag("style", style),
    )
    body = [_tag("header", escape(document.header))] if document.header else []
    body += [_WRITE[type(block)](block) for block in document.blocks]
    body += [_tag("footer", escape(document.footer))] if document.footer else []
    language = _LANGUAGES[document.locale]
    return "\n".join(
        ("<!DOCTYPE html>", f'<html lang="{language}">', "<head>", *head, "</head>", "<body>", *body, "</body>", "</html>", "")
    )  # fmt: skip


def _colours(place: int) -> str:
    return ":root { " + " ".join(f"--{name}: {PALETTE[name][place]};" for name in _USED) + " }\n"


def _tag(name: str, inner: str, kind: str = "") -> str:
    """Return an element around finished HTML."""
    return f'<{name} class="{kind}">{inner}</{name}>' if kind else f"<{name}>{inner}</{name}>"


def _all(name: str, texts: Iterable[str]) -> str:
    return "".join(_tag(name, escape(text)) for text in texts)


def _paragraph(block: Paragraph) -> str:
    kinds = [name for name in ("strong", "quiet", "right") if getattr(block, name)]
    return _tag("p", escape(block.text), " ".join(kinds))


def _table(block: Table) -> str:
    return _framed(block, (_row("td", cells, block) for cells in block.rows))


def _bars(block: Bars) -> str:
    """Return the table with a bar under each row; the bars say nothing that the numbers do not."""
    width = len(block.table.header)
    rows = (
        f'{_row("td", cells, block.table)}<tr class="bar" aria-hidden="true"><td colspan="{width}">{_bar(share)}</td></tr>'
        for cells, share in zip(block.table.rows, block.shares, strict=True)
    )
    return _framed(block.table, rows)


def _framed(table: Table, rows: Iterable[str]) -> str:
    body = "\n".join(rows)
    inner = f"{_tag('thead', _row('th', table.header, table))}\n{_tag('tbody', body)}"
    return _tag("div", _tag("table", inner), "wide")


def _row(name: str, cells: Iterable[str], table: Table) -> str:
    align = table.align or "l" * len(table.header)
    return _tag("tr", "".join(_tag(name, escape(cell), "number" if side == "r" else "") for cell, side in zip(cells, align, strict=True)))  # fmt: skip


def _bar(share: float) -> str:
    return f'<svg viewBox="0 0 100 3" preserveAspectRatio="none"><rect width="{100 * share:.1f}" height="3"/></svg>'


def _pairs(block: Pairs) -> str:
    return _tag("dl", "".join(_tag("dt", escape(label)) + _tag("dd", escape(value)) for label, value in block.pairs))


def _lines(lines: Iterable[str], *, right: bool = False) -> str:
    return _tag("p", "<br>".join(map(escape, lines)), "right" if right else "")


_WRITE: Final[Mapping[type[Block], Callable[[Any], str]]] = {
    Title: lambda block: _tag("h1", escape(block.text)),
    Heading: lambda block: _tag("h2", escape(block.text)),
    Paragraph: _paragraph,
    Lines: lambda block: _lines(block.lines),
    Bullets: lambda block: _tag("ol" if block.numbered else "ul", _all("li", block.items)),
    Table: _table,
    Bars: _bars,
    Pairs: _pairs,
    Signature: lambda block: _tag("p", escape(block.closing)) + _lines(block.lines, right=block.right),
}
