"""What axe-core says against a page, less what is Streamlit's own and told in docs/ACCESSIBILITY.md."""

from importlib.resources import files
from typing import Final

from playwright.sync_api import Page

_AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
_RUN: Final = "() => axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
_MATCHES: Final = "([target, own]) => document.querySelector(target)?.matches(own) ?? false"

# rule -> selector of the elements on which it is Streamlit's; each stands in docs/ACCESSIBILITY.md with the reason
OWN: Final[dict[str, str]] = {
    "presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]',
    "target-size": '[data-testid="stDateInput"] [role="spinbutton"]',
}


def faults(page: Page) -> list[str]:
    """Return rule and element of everything on the page as it stands that is against a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found = page.evaluate(_RUN)["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        for node in fault["nodes"]
        if not (own := OWN.get(fault["id"])) or not page.evaluate(_MATCHES, [node["target"][-1], own])
    ]
