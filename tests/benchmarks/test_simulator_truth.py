"""The hidden truth: labels that point at the right lines, look-alikes at the documented rates, views that fit together."""

import csv
import io
import statistics
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.simulator import Life, days, simulate
from benchmarks.simulator.diary import LABELS
from benchmarks.simulator.views import Row, decimal
from tests.benchmarks.exports import Exports

ENCODINGS = {"alipay": "gb18030", "alipay_web": "gb18030", "wechat_csv": "utf-8-sig", "cmb_netbank": "utf-8-sig"}


@lru_cache(maxsize=128)
def _rows(life: Life, account: str) -> tuple[Row, ...]:
    return life.view(account, life.periods()[0]).rows


def _raw_lines(exports: Exports) -> dict[str, list[str]]:
    """Return the text of every line of every file, as it stands there."""
    lines = {}
    for file in exports.truth["files"]:
        path = exports.folder / file["file"]
        if path.suffix == ".xlsx":
            sheet = openpyxl.load_workbook(path).active
            lines[path.name] = [",".join(_shown(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
        else:
            lines[path.name] = path.read_bytes().decode(ENCODINGS.get(file["format"], "utf-8")).splitlines()
    return lines


def _shown(cell: Any) -> str:
    return f"{cell:.2f}" if isinstance(cell, float | int) else str(cell or "")


def _label_rows(exports: Exports) -> list[dict[str, Any]]:
    return [row for label in exports.truth["labels"] for row in label["rows"]]


def test_every_row_of_a_label_stands_where_the_truth_says(dense: Exports) -> None:
    lines = _raw_lines(dense)
    seen = 0
    for row in _label_rows(dense):
        for file, line in row["seen"]:
            text = lines[file][line - 1]
            assert decimal(abs(row["amount"])) in text.replace('"', "").replace(",", "" if "招商" in file else ","), (
                file,
                line,
            )
            assert row["at"][:10] in text or row["at"][:10].replace("-", "") in text, (file, line)
            seen += 1
    assert seen > 1_000


def test_mirrors_are_lines_of_equal_money(dense: Exports) -> None:
    lines = _raw_lines(dense)
    netbank = dense.of("cmb_netbank").name
    for name, amount_at, method_at, prefix in (("alipay", 6, 7, "支付宝-"), ("wechat_csv", 5, 6, "财付通-")):
        wallet_file = dense.of(name).name
        (group,) = (g for g in dense.truth["mirrors"] if (g["wallet_file"], g["bank_file"]) == (wallet_file, netbank))
        assert len(group["lines"]) > 100
        for wallet_line, bank_line in group["lines"]:
            wallet = next(csv.reader([lines[wallet_file][wallet_line - 1]]))
            bank = next(csv.reader([lines[netbank][bank_line - 1]]))
            assert (
                wallet[amount_at].lstrip("¥") in (bank[2], bank[3]) or "提现" in wallet[1]
            )  # a withdrawal costs a fee
            assert bank[6].strip().startswith(prefix)
            assert wallet[method_at] == "招商银行储蓄卡(8705)"


def test_own_money_leaves_one_pocket_and_enters_the_other(dense: Exports) -> None:
    signs = Counter[tuple[str, bool, bool]]()
    for wallet, bank in dense.life.truth.mirrors:
        event = dense.life.truth.event(wallet.event)
        booked = next(trace.amount for trace in dense.life.truth.traces(wallet.event) if trace.row == bank)
        signs[event.kind, event.amount > 0, booked > 0] += 1
        if event.kind == "withdrawal":
            assert booked == -event.amount - event.fee
    assert signs.keys() <= {
        ("purchase", False, False), ("send", False, False), ("packet_out", False, False), ("refund", True, True),
        ("to_fund", False, False), ("from_fund", True, True), ("repayment", False, False), ("withdrawal", False, True),
        ("top_up", True, False),
    }  # fmt: skip
    assert {kind for kind, *_ in signs} >= {"purchase", "send", "refund", "withdrawal", "top_up"}


def test_labels_are_complete(dense: Exports) -> None:
    ids = [label["id"] for label in dense.truth["labels"]]
    assert len(ids) == len(set(ids))
    for label in dense.truth["labels"]:
        assert label["kind"] in LABELS
        assert any(row["seen"] for row in label["rows"])
        assert (label["at_stake"] > 0) == (label["kind"] not in ("lookalike", "hard_negative"))
        assert label["knowable_on"] >= min(row["at"] for row in label["rows"] if row["seen"])[:10]


def test_a_duplicate_names_its_original_and_its_extra(dense: Exports) -> None:
    for family in ("D1", "D2", "D3", "D5"):
        for label in dense.labels(family):
            amounts = {row["amount"] for row in label["rows"]}
            assert {row["role"] for row in label["rows"]} == {"original", "extra"}
            assert len(amounts) == 1
            assert amounts == {-label["at_stake"]}


def test_double_submits_share_their_order_number_as_often_as_documented(short_lives: list[Life]) -> None:
    """60 % the same, 20 % none, 20 % another one, on wallets."""
    found = Counter[str]()
    for life in short_lives:
        rows = {
            row.id.event: row for wallet in ("wallet", "wallet2") for row in life.view(wallet, life.periods()[0]).rows
        }
        for label in life.truth.labels:
            if label.family in ("D1", "D2"):
                one, two = (rows.get(number) for _, number in label.members)
                if one and two:
                    found[
                        "same"
                        if one.order == two.order != "" and one.order != "/"
                        else "none"
                        if one.order in ("", "/")
                        else "other"
                    ] += 1
                    assert one.reference != two.reference
    total = found.total()
    assert total > 40
    assert 0.45 < found["same"] / total < 0.75
    assert 0.08 < found["none"] / total < 0.35
    assert 0.08 < found["other"] / total < 0.35


def test_double_submits_follow_within_seconds_and_retries_within_minutes(short_lives: list[Life]) -> None:
    lags = defaultdict(list)
    for life in short_lives:
        for label in life.truth.labels:
            if label.family in ("D1", "D2"):
                first, second = (life.truth.event(number).at for _, number in label.members)
                lags[label.family].append(second - first)
    assert 15 < statistics.median(lags["D1"]) < 40
    assert sum(lag < 120 for lag in lags["D1"]) / len(lags["D1"]) > 0.85
    assert all(120 <= lag <= 900 for lag in lags["D2"])


# -- base rates (DETECTION §5b-5e) -----------------------------------------------------------------------------------


def _moments(life: Life, account: str, without: str) -> list[list[int]]:
    """Return the times of equal payments to one counterparty, group by group."""
    groups = defaultdict(list)
    for row in reversed(_rows(life, account)):
        if row.amount < 0 and (not without or without not in row.party):
            groups[row.party, row.amount].append(row.at)
    return list(groups.values())


def _close_pairs(lives: list[Life], account: str, within: int, *, without: str = "") -> float:
    """Return pairs of neighbouring equal payments at most so many days apart, per account and month."""
    groups = [times for life in lives for times in _moments(life, account, without)]
    return sum(b - a <= within * days.DAY for times in groups for a, b in pairwise(times)) / (12 * len(lives))


def _monthly_pairs(lives: list[Life], account: str, *, without: str = "") -> float:
    """Return payments that have an equal one 25 to 35 days later, per account and month."""
    groups = [times for life in lives for times in _moments(life, account, without)]
    return sum(
        any(25 * days.DAY <= later - at <= 35 * days.DAY for later in times) for times in groups for at in times
    ) / (12 * len(lives))


def test_a_card_statement_has_the_equal_pairs_of_real_ones(lives: list[Life]) -> None:
    """Between Berka's rates and twice TabFormer's; the metro abroad, which charges each tap, is left out."""
    for within, berka, tabformer in ((1, 0.007, 0.043), (3, 0.013, 0.071), (7, 0.023, 0.100)):
        assert berka <= _close_pairs(lives, "card", within, without="METRO") <= 2.2 * tabformer
    assert 0.086 <= _monthly_pairs(lives, "card", without="METRO") <= 2 * 1.39


def test_wallets_have_far_more_equal_pairs_than_cards(lives: list[Life]) -> None:
    """Coffee, machines and tickets; transit alone adds more than ten a month."""
    for account in ("wallet", "wallet2"):
        assert 0.5 < _close_pairs(lives, account, 1, without="乘车码") < 6
    assert 15 < sum(_close_pairs(lives, account, 1) for account in ("wallet", "wallet2")) < 60


def test_at_least_twenty_lookalikes_stand_against_every_duplicate(lives: list[Life], dense: Exports) -> None:
    for life in (*lives, dense.life):
        families = life.truth.families()
        innocent = sum(count for family, count in families.items() if family.startswith("N") and family != "N12")
        assert innocent >= 20 * sum(families[f"D{n}"] for n in range(1, 8))


def test_transit_taps_come_two_to_six_a_day(lives: list[Life]) -> None:
    for life in lives:
        taps = Counter(
            days.day_of(event.at)
            for event in life.events
            if event.party.category == "transit" and event.kind == "purchase"
        )
        assert min(taps.values()) >= 2
        assert max(taps.values()) <= 6
        assert 2 <= statistics.mean(taps.values()) <= 4
        assert all(days.is_business_day(day, "CN") for day in taps)


def test_a_second_cup_is_as_likely_as_documented(lives: list[Life]) -> None:
    cups = sum(event.party.category in ("coffee", "tea") for life in lives for event in life.events)
    second = sum(life.truth.families()["N1"] for life in lives)
    assert 0.04 < second / cups < 0.08


def test_natural_prevalence_is_rare(lives: list[Life]) -> None:
    families = sum((life.truth.families() for life in lives), Counter[str]())
    assert 1 <= sum(families[f"D{n}"] for n in range(1, 8)) <= 11  # 0.4 a year, twelve years
    assert sum(count for family, count in families.items() if family.startswith("U")) <= 5


# -- two views of one payment ----------------------------------------------------------------------------------------


def test_every_card_payment_of_a_wallet_has_its_bank_row_and_the_other_way_round(
    dense: Exports, lives: list[Life]
) -> None:
    for life in (dense.life, *lives):
        mirrored = {row for pair in life.truth.mirrors for row in pair}
        planted = {
            number
            for label in life.truth.labels
            if label.family in ("R2", "R7", "M1", "M2", "M3", "M4", "M5", "F1", "F2", "T1", "T2")
            for _, number in label.members
        }
        end = (days.number(life.last) + 1) * days.DAY
        for wallet in ("wallet", "wallet2"):
            for row in _rows(life, wallet):
                if "8705" in row.method and row.id not in mirrored:
                    assert row.id.event in planted, row
        for row in _rows(life, "debit"):
            if row.said.startswith(("支付宝-", "财付通-")) and row.id not in mirrored:
                assert row.id.event in planted, row
        # Every booking lies in the days after its wallet row: up to three for payments, more for refunds.
        for wallet_id, bank_id in life.truth.mirrors:
            event = life.truth.event(wallet_id.event)
            booked = next(trace.at for trace in life.truth.traces(wallet_id.event) if trace.row == bank_id)
            assert (
                0 <= days.day_of(booked) - days.day_of(event.at) <= (3 if event.kind != "refund" else 60)
                or booked > end
            )


def test_payments_from_the_balance_have_no_bank_row(dense: Exports) -> None:
    for row in (*_rows(dense.life, "wallet"), *_rows(dense.life, "wallet2")):
        if row.method in ("余额", "余额宝", "零钱", "花呗"):
            assert all(trace.row.account == row.id.account for trace in dense.life.truth.traces(row.id.event))


def test_a_refund_that_never_comes_leaves_the_promise_alone(dense: Exports) -> None:
    for label in dense.labels("M1"):
        purchase = next(row for row in label["rows"] if row["role"] == "purchase")
        assert purchase["seen"]
        assert not [row for row in label["rows"] if row["account"] in ("debit", "card") and row["amount"] > 0]
        shown = next(row for row in _rows(dense.life, purchase["account"]) if row.id.event == purchase["event"])
        assert shown.status in ("交易关闭", "已全额退款") or label["promised_by"] == "merchant"


def test_the_ends_of_refunds_are_what_they_are_called(dense: Exports) -> None:
    def banked(family: str) -> list[tuple[int, list[int]]]:
        found = []
        for label in dense.labels(family):
            promised = sum(
                row["amount"]
                for row in label["rows"]
                if row["role"] == "refund" and row["account"] in ("wallet", "wallet2")
            )
            found.append(
                (
                    promised,
                    [row["amount"] for row in label["rows"] if row["role"] == "refund" and row["account"] == "debit"],
                )
            )
        return found

    assert all(row["account"] != "debit" for label in dense.labels("R2") for row in label["rows"])
    assert all(booked == [promised] for promised, booked in banked("R7"))
    assert all(len(booked) == 1 and 0 < booked[0] < promised for promised, booked in banked("M2"))
    assert all(booked == [promised] for promised, booked in banked("M3"))
    assert all(booked == [-promised] for promised, booked in banked("M4"))
    assert all(booked == [promised, promised] for promised, booked in banked("M5"))
    for label in dense.labels("M3"):
        assert max(row["at"] for row in label["rows"])[:10] >= label["knowable_on"]
    assert dense.labels("M4")[0]["also"] == ["duplicate"]


def test_the_card_never_runs_dry(lives: list[Life], dense: Exports) -> None:
    for life in (*lives, dense.life):
        assert min(row.balance for row in _rows(life, "debit")) >= 0


def test_thieves_are_strangers_except_the_one_nobody_can_catch(dense: Exports) -> None:
    known = Counter(event.party.name for event in dense.life.events)
    for label in dense.truth["labels"]:
        if label["kind"] == "unauthorized" and label["family"] != "U-loan":
            theirs = {dense.life.truth.event(row["event"]).party.name for row in label["rows"]}
            outside = any(known[name] > sum(row["event"] >= 0 for row in label["rows"]) for name in theirs)
            assert outside == (label["family"] == "U-inhabit")


def test_no_file_tells_the_truth(dense: Exports, tmp_path: Path) -> None:
    """Nothing in a statement says which rows were planted."""
    for path in dense.paths:
        text = path.read_bytes()
        for word in (b"theft", b"lookalike", b"duplicate", b"U-", b"missing_refund"):
            assert word not in text or path.suffix == ".xlsx"


@pytest.mark.parametrize("split", ["whole", "monthly"])
def test_the_csv_lines_of_the_netbank_add_up(split: str, tmp_path: Path) -> None:
    life = simulate(21, months=3)
    for path in life.write(tmp_path, formats=["cmb_netbank"], split=split):
        cells = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        rows = [row for row in cells if len(row) == 7 and row[4] != "余额"]
        for newer, older in pairwise(rows):
            change = _fen(newer[2]) - _fen(newer[3])
            assert _fen(newer[4]) == _fen(older[4]) + change


def _fen(text: str) -> int:
    return int(text.replace(".", "")) if text else 0
