import pandas as pd
import pytest

from ingest.rows import ledger_rows
from ingest.statement import ROW_COLUMNS


def test_what_is_absent_takes_the_default_of_the_schema() -> None:
    rows = ledger_rows({"amount": [1, 2], "currency": ["EUR", "USD"], "counterparty": ["SQ *EXAMPLE", ""]}, [4, 5])
    assert tuple(rows) == ROW_COLUMNS
    assert rows["line"].tolist() == [4, 5]
    assert rows["merchant"].tolist() == ["example", ""]
    assert (rows["kind"].tolist(), rows["balance"].isna().all()) == (["payment"] * 2, True)


@pytest.mark.parametrize("words", [["b", "a", "b"], ["a", "a", "a"], [], ["", "é"]])
def test_categories_are_those_that_pandas_makes_of_the_words(words: list[str]) -> None:
    made = ledger_rows({"kind": words}, list(range(len(words))))["kind"]
    pd.testing.assert_series_equal(made, pd.Series(words, dtype="category"), check_names=False)
