from ingest.source import Source
from tests.ingest.golden import named, samples

ORDER = "Website,Order ID,Order Date,Currency,Total Owed,ASIN,Quantity,Order Status,Product Name\n"
ROW = "Amazon.com,111-0000001-0000001,2024-03-15T15:04:05Z,USD,5.00,{asin},1,Closed,Example pen\n"


def keys(data: str) -> list[str]:
    (statement,) = named("amazon").parse(Source("a.csv", data.encode()))
    return list(statement.keys)


def test_no_row_of_a_list_counts_as_money_moved() -> None:
    """The card that pays for the parcel has a statement of its own."""
    for name in ("amazon", "amazon_refunds"):
        for sample in samples(name):
            for statement in named(name).parse(Source("a.csv", sample.read_bytes())):
                assert not statement.rows["moved"].any()


def test_two_things_of_one_order_are_two_rows() -> None:
    assert len(set(keys(ORDER + ROW.format(asin="B000000001") + ROW.format(asin="B000000002")))) == 2
