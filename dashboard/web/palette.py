"""The colours of the house, each for light and for dark: ink on paper, one accent, four states.

Every pair of text and ground is at least AA (4.5 to 1); a test counts. No state is told by colour alone.
"""

from typing import Final

PALETTE: Final[dict[str, tuple[str, str]]] = {
    "paper": ("#fbfaf7", "#161513"),  # the page
    "sheet": ("#ffffff", "#201f1b"),  # a card on it
    "shade": ("#f1efe9", "#2b2925"),  # what lies back: sidebar, table heads
    "line": ("#d9d5cb", "#403d37"),
    "ink": ("#1c1b19", "#ece9e2"),
    "quiet": ("#5b5850", "#b1aca0"),
    "accent": ("#1f4e79", "#8fbfea"),
    "button": ("#1f4e79", "#2f6ea6"),  # ground under white words
    "now": ("#a8201a", "#ff8f85"),  # act now
    "soon": ("#7d5200", "#f0bd60"),
    "watch": ("#435d74", "#a5bccf"),
    "back": ("#256236", "#8fcb9b"),  # money that came back, months that add up
}
GROUNDS: Final = ("paper", "sheet", "shade")
TEXTS: Final = ("ink", "quiet", "accent", "now", "soon", "watch", "back")


def css_variables() -> str:
    """Return the colours as CSS variables that follow the page's own colour scheme."""
    pairs = (f"--ww-{name}: light-dark({light}, {dark});" for name, (light, dark) in PALETTE.items())
    return ":root { " + " ".join(pairs) + " }"


def colour(name: str, *, dark: bool) -> str:
    """Return one colour, for charts, which know no CSS variables."""
    return PALETTE[name][dark]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG counts it.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
