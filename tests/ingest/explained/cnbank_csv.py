from decimal import Decimal

from tests.ingest.told import Explained, Told

EXPLAINED = {
    "deb-sig__double-entry-generator__example-cmb-records.csv": Explained(
        "the rows print no year; ours is taken from the title (2024年01月), the script's is 1900",
        Told(6, Decimal("380.80"), Decimal("-8056.78"), "2023-12-29", "2024-01-05"),
    ),
    "deb-sig__double-entry-generator__example-bocom_credit-records.csv": Explained(
        "amounts bear no sign, so the script counts all as income; 消费 (four lines, 73.58) is money out, as its own note says",
        Told(8, Decimal("805.27"), Decimal("-73.58"), "2025-01-10", "2025-01-29"),
    ),
    "deb-sig__double-entry-generator__example-icbc-debit-v1-records.csv": Explained(
        "the script counts the line 人民币合计 as a transaction of -8641.98 without a day; it is the total, a skipped line",
        Told(11, Decimal("2841.74"), Decimal("-4241.08"), "2023-02-08", "2023-05-02"),
    ),
    "TinySnow__beancount-importer-rust__工商银行交易明细测试数据集.csv": Explained(
        "the script sums 收入 and 支出 alone; 转出, out and in say as plainly which way (three more out, one more in, 320.00 "
        "each), and 未知方向 does not: that line is unread",
        Told(22, Decimal("960.00"), Decimal("-7780.40"), "2026-03-01", "2026-03-02"),
        unread=(20,),
    ),
}
NO_NUMBERS = {  # no references and no balances
    "deb-sig__double-entry-generator__example-cmb-records.csv": 2,
    "deb-sig__double-entry-generator__example-bocom_credit-records.csv": 3,
    "deb-sig__double-entry-generator__example-cgb_credit-records.csv": 2,
    "deb-sig__double-entry-generator__example-hsbchk-credit-records.csv": 2,
    "deb-sig__double-entry-generator__example-icbc-debit-v1-records.csv": 2,  # its balances are masked
}
