"""A table says its words as they are, short or long."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.views.parts import tabled
from tests.dashboard.views.visiting import bodies, tables


def page(rows: int) -> None:
    import pandas as pd

    from dashboard.views.parts.tabled import tabled

    tabled(pd.DataFrame({"who": [f"<b>{n}</b>" for n in range(rows)], "": ["¥1"] * rows}), "what it shows")


@pytest.mark.parametrize("rows", [0, 3, tabled.LONGEST + 1])
def test_every_row_stands_there_as_text(rows: int) -> None:
    app = AppTest.from_function(page, args=(rows,), default_timeout=60).run()
    assert not app.exception
    (table,) = tables(app)
    assert table["who"].tolist() == [f"<b>{n}</b>" for n in range(rows)]
    assert table[""].tolist() == ["¥1"] * rows


def test_a_short_table_needs_no_grid_and_is_named_for_those_who_cannot_see_it() -> None:
    app = AppTest.from_function(page, args=(3,), default_timeout=60).run()
    assert not app.dataframe
    assert 'aria-label="what it shows"' in bodies(app)[0]


def test_a_long_table_is_a_grid() -> None:
    app = AppTest.from_function(page, args=(tabled.LONGEST + 1,), default_timeout=60).run()
    assert len(app.dataframe) == 1
    assert isinstance(app.dataframe[0].value, pd.DataFrame)
