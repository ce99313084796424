from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named


def read(head: str, row: str) -> Statement:
    (statement,) = named("stripe").parse(Source("s.csv", f"{head}\n{row}\n".encode()))
    return statement


REPORT = "balance_transaction_id,{created},currency,gross,fee,net,reporting_category,description"
ROW = "txn_1,2025-09-01 10:00:00,eur,10.00,{fee},9.70,charge,Order"


def test_a_fee_is_what_is_missing_from_the_net_however_it_is_signed() -> None:
    for fee in ("0.30", "-0.30"):
        assert read(REPORT.format(created="created_utc"), ROW.format(fee=fee)).rows["fee"].tolist() == [-30]


def test_a_moment_is_known_only_where_the_heading_says_utc() -> None:
    known, unknown = (read(REPORT.format(created=name), ROW.format(fee="0.30")) for name in ("created_utc", "created"))
    assert str(known.rows["instant"].iloc[0]) == "2025-09-01 10:00:00+00:00"
    assert unknown.rows["instant"].isna().all()
    assert known.keys == unknown.keys


def test_a_history_in_small_letters_is_the_same_history() -> None:
    head = "id,type,source,amount,fee,net,currency,created"
    row = "txn_1,charge,ch_1,1000,36,964,jpy,2026-08-20T00:00:00Z"
    importer, source = named("stripe"), Source("s.csv", f"{head}\n{row}\n".encode())
    assert importer.detect(source)
    rows = importer.parse(source)[0].rows
    assert (rows["amount"].tolist(), rows["fee"].tolist(), rows["currency"].tolist()) == ([1000], [-36], ["JPY"])
