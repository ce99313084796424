from decimal import Decimal

from tests.ingest.told import Explained, Told

EXPLAINED = {
    "TinySnow__beancount-importer-rust__支付宝交易明细测试数据集.csv": Explained(
        "two rows have directions that Alipay never prints (转出, expense): they are kept as unread lines",
        Told(21, Decimal("197.76"), Decimal("-3985.52"), "2026-03-01", "2026-03-02", Decimal("88.88")),
        unread=(41, 42),
    ),
}
