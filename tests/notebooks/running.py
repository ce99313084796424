"""Notebooks run as Jupyter runs them, without Jupyter: cells in order, the last expression of each shown."""

import ast
import json
from pathlib import Path
from typing import Any, Final

import altair as alt
import pandas as pd

FOLDER: Final = Path(__file__).resolve().parents[2] / "notebooks"


def cells(path: Path) -> list[dict[str, Any]]:
    """Return the code cells of a notebook."""
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


def run(name: str, **settings: object) -> dict[str, Any]:
    """Run a notebook and return its names; those in `settings` keep the value given here. What it shows is drawn, too."""
    names: dict[str, Any] = {"__name__": "__main__"}
    drawing = alt.renderers.active
    try:
        with pd.option_context("display.html.use_mathjax", True, "display.max_colwidth", 50):
            for number, cell in enumerate(cells(FOLDER / name)):
                _show(_run("".join(cell["source"]), f"{name} cell {number}", names))
                names |= {setting: value for setting, value in settings.items() if setting in names}
    finally:
        alt.renderers.enable(drawing)
    return names


def _run(source: str, where: str, names: dict[str, Any]) -> object:
    """Run one cell; return what its last line says, None where that is no expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, where, "exec"), names)
    return eval(compile(ast.Expression(last.value), where, "eval"), names) if isinstance(last, ast.Expr) else None


def _show(value: Any) -> None:
    """Draw a value as Jupyter would; a chart must be one that Jupyter draws itself."""
    if isinstance(value, alt.TopLevelMixin):
        assert "application/vnd.vegalite.v5+json" in value._repr_mimebundle_(), "drawn with scripts from elsewhere"
    elif isinstance(value, pd.DataFrame):
        value._repr_html_()
