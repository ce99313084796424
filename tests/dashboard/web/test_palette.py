"""The colours: readable in light and dark."""

from itertools import product

import pytest

from dashboard.web.palette import GROUNDS, PALETTE, TEXTS, colour, contrast, css_variables

AA = 4.5


@pytest.mark.parametrize(("text", "ground", "dark"), list(product(TEXTS, GROUNDS, (False, True))))
def test_every_text_can_be_read_on_every_ground(text: str, ground: str, dark: bool) -> None:
    assert contrast(colour(text, dark=dark), colour(ground, dark=dark)) >= AA


@pytest.mark.parametrize("dark", [False, True])
def test_white_words_can_be_read_on_a_button(dark: bool) -> None:
    assert contrast("#ffffff", colour("button", dark=dark)) >= AA


def test_the_style_sheet_knows_every_colour_it_asks_for() -> None:
    from dashboard.views import paint

    sheet = paint._SHEET.read_text("utf-8")
    asked = {part.partition(")")[0] for part in sheet.split("var(--ww-")[1:]} - {"browse"}
    assert asked <= set(PALETTE)
    assert all(f"--ww-{name}:" in css_variables() for name in asked)
