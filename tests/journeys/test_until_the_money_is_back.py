"""Three troubles from the statement to their end: what is open, who owes what by when, and when money is called back."""

from typing import Any

from tests.dashboard.cli.calling import call
from tests.journeys.conftest import Person


def figures(case: Any) -> tuple[str, str, str, str]:
    (money,) = case["money"]
    return money["at_risk"], money["claimed"], money["provisional"], money["final"]


def due(case: Any, clock: str) -> str:
    return str({one["id"]: one["due"] for one in case["clocks"]}[clock])


def state(case: Any, clock: str) -> str:
    return str({one["id"]: one["state"] for one in case["clocks"]}[clock])


def proposed(case: Any) -> list[str]:
    return [one["kind"] for one in case["proposals"]]


def asks_nothing_again(person: Person, alert: str) -> None:
    """See that the alert knows what was done in its case."""
    clocks = person.asks("alerts", "show", alert)["alert"]["clocks"]
    assert {one["id"] for one in clocks if one["state"] == "met"} >= {"own-freeze", "own-notice", "cn-notify"}


def ends_with_its_case(person: Person, alert: str) -> None:
    assert alert not in {one["id"] for one in person.asks("scan", "--as-of", "2026-06-04")["alerts"]}
    person.asks("case", "reopen", person.case)
    assert person.asks("alerts", "show", alert)["alert"]["state"] == "open"


def test_a_wallet_in_china_is_emptied_at_night(person: Person) -> None:
    wallet = "wallet:138****0000"
    lunches = [
        f"{wallet},2026-0{month}-{day:02d}T12:{day:02d}:00,-{24 + day % 7}.50,CNY,示例面馆,l{month}{day},,,payment,余额"
        for month in (2, 3, 4)
        for day in range(1, 28, 3)
    ]
    stolen = [
        f"{wallet},2026-04-30T03:{38 + 2 * n}:0{n},-900.00,CNY,示例{name},s{n},,,payment,余额"
        for n, name in enumerate("甲乙丙")
    ]
    person.imports("april", *lunches, *stolen)
    person.keeps(wallet, "wallet", "CN")
    (alert,) = [one for one in person.asks("scan", "--as-of", "2026-05-01")["alerts"] if one["kind"] == "unauthorized"]
    assert alert["playbook"] == {"topic": "account-theft", "jurisdiction": "CN"}

    person.on("2026-05-01")
    said = person.asks("alerts", "triage", alert["id"], "--answer", "approved=no")["alert"]
    assert said["playbook"]["topic"] == "account-theft"
    assert "冻结" in call("--locale", "zh", "playbook", "account-theft", "--jurisdiction", "CN").out
    case = person.opens(alert["id"], "--at", "2026-05-01T08:00")
    assert (case["topic"], case["act_now"], figures(case)) == (
        "account-theft",
        True,
        ("2700.00", "0.00", "0.00", "0.00"),
    )
    assert case["escalation"] == [{"body": "cn-pboc", "why": None, "on": None, "clock": None}]

    person.logs("--step", "freeze", "--at", "2026-05-01T08:05")
    person.logs("--channel", "phone", "--with", "示例客服", "--reference", "A-1", "--at", "2026-05-01T08:12")
    assert "not_approved" in person.refused(
        "case", "letter", person.case, "--template", "unauthorised-notice", "-o", person.folder / "n.md"
    )
    notice = person.writes("unauthorised-notice", "zh", "--confirm", "not_approved")
    assert [word for word in ("2,700.00", "电子商务法", "A-1") if word not in notice] == []
    case = person.logs("--template", "unauthorised-notice", "--channel", "app", "--at", "2026-05-01T20:00")
    assert (case["status"], figures(case)) == ("waiting", ("0.00", "2700.00", "0.00", "0.00"))
    assert (state(case, "own-freeze"), state(case, "own-notice")) == ("met", "met")
    assert case["escalation"][0]["on"] == "2026-05-17"

    person.on("2026-05-18")
    assert person.sees()["escalation"] == [
        {"body": "cn-pboc", "why": "silence", "on": "2026-05-17", "clock": "own-supervisor"}
    ]
    complaint = person.writes("regulator-complaint", "zh", "--confirm", "no_answer")
    assert "中国人民银行" in complaint
    assert "2,700.00" in complaint
    case = person.logs(
        "--template", "regulator-complaint", "--party", "regulator", "--channel", "form", "--at", "2026-05-18"
    )
    assert state(case, "own-supervisor") == "met"  # later than best, and done
    asks_nothing_again(person, alert["id"])
    letters = [argument for path in sorted(person.folder.glob("*.zh.md")) for argument in ("--letter", path)]
    assert {"manifest.json", "transactions.csv", "timeline.csv", "letters/unauthorised-notice.zh.md"} <= person.packs(
        "2026-05-18", "--locale", "zh", *letters
    )
    person.on("2026-05-21")
    case = person.logs("--confirm", "complaint_passed_on=2026-05-20", "--at", "2026-05-21")
    assert due(case, "cn-pboc-reply") == "2026-06-04"

    person.imports("june", f"{wallet},2026-06-03T10:00:00,2700.00,CNY,示例支付赔付,c1,,,refund,")
    person.on("2026-06-03")
    said = person.logs("--result", "accepted", "--party", "provider", "--in-writing", "--at", "2026-06-02")
    assert (figures(said), state(said, "cn-pboc-reply")) == (("0.00", "2700.00", "0.00", "0.00"), "met")
    assert "statement" in person.refused("case", "close", person.case, "--outcome", "refunded")
    case = person.logs("--kind", "credited", "--amount", "2700")
    assert figures(case) == ("0.00", "0.00", "2700.00", "0.00")  # told, and no row named yet
    (credit,) = [one["facts"]["txn_id"] for one in said["proposals"] if one["kind"] == "credit"]
    case = person.logs("--kind", "credited", "--transaction", credit)
    assert (figures(case), proposed(case)) == (("0.00", "0.00", "0.00", "2700.00"), ["close"])
    closed = person.asks("case", "close", person.case, "--outcome", "refunded")["case"]
    assert (closed["status"], closed["outcome"], closed["clocks"], closed["escalation"]) == (
        "closed",
        "refunded",
        [],
        [],
    )
    ends_with_its_case(person, alert["id"])


def test_an_american_card_is_charged_twice_and_its_credit_taken_back(person: Person) -> None:
    card = "bank:4417"
    cafe = [
        f"{card},2026-0{month}-{day:02d}T12:05:00,-{price},USD,Corner Cafe,o{month}{day},,,payment,"
        for month in (3, 4, 5)
        for day, price in ((3, "8.10"), (9, "12.40"), (15, "9.90"), (21, "11.20"), (27, "7.60"))
        if (month, day) < (5, 20)
    ]
    twice = [f"{card},2026-05-04T12:0{n}:07,-129.00,USD,Harbor Outfitters,t{n},T1,,payment," for n in (1, 2)]
    person.imports("may", *cafe, *twice)
    person.keeps(card, "debit", "US")
    (alert,) = [one for one in person.asks("scan", "--as-of", "2026-05-15")["alerts"] if one["kind"] == "duplicate"]

    person.on("2026-05-06")
    case = person.opens(alert["id"], "--at", "2026-05-06")
    # from the payment, until a statement is known: 27 May, 30 June, 3 July
    assert due(case, "us-ree-60") == "2026-07-03"
    case = person.logs("--channel", "phone", "--reference", "C-7", "--at", "2026-05-06T10:00")
    assert (state(case, "us-ree-60"), due(case, "us-ree-prov")) == ("met", "2026-05-20")
    # Thu 7 = 1, Fri 8 = 2, Mon 11 to Fri 15 = 7, Mon 18 to Wed 20 = 10: the call wants confirming in writing
    assert (state(case, "us-ree-confirm"), due(case, "us-ree-confirm")) == ("running", "2026-05-20")
    letter = person.writes("duplicate-charge", "en", "--confirm", "one_order")
    assert "129.00" in letter
    assert "C-7" in letter
    assert "Regulation E" in letter
    case = person.logs("--template", "duplicate-charge", "--channel", "email", "--at", "2026-05-08")
    assert state(case, "us-ree-confirm") == "met"

    person.imports("credit", f"{card},2026-05-19,129.00,USD,Bank,p1,,PROVISIONAL CREDIT,adjustment,")
    person.on("2026-05-20")
    (credit,) = [one for one in person.sees()["proposals"] if one["kind"] == "credit"]
    assert credit["event"] == "credit_provisional"
    row = credit["facts"]["txn_id"]
    case = person.logs("--kind", "credit-provisional", "--transaction", row, "--at", "2026-05-19")
    assert (case["status"], figures(case)) == ("waiting", ("0.00", "0.00", "129.00", "0.00"))
    assert (state(case, "us-ree-prov"), state(case, "us-ree-45")) == ("met", "running")
    assert "back" in person.refused("case", "close", person.case, "--outcome", "refunded")

    person.imports("gone", f"{card},2026-06-10,-129.00,USD,Bank,p2,,PROVISIONAL CREDIT REVERSED,adjustment,")
    person.on("2026-06-11")
    (gone,) = person.sees()["proposals"]  # they gave provisional credit in time: nobody is late
    assert gone["kind"] == "taken_back"
    case = person.logs("--kind", "credit-taken-back", "--transaction", gone["facts"]["txn_id"], "--at", "2026-06-10")
    assert (case["status"], figures(case)) == ("disputed", ("0.00", "129.00", "0.00", "0.00"))
    assert due(case, "us-ree-honour") == "2026-06-17"  # Thu 11 = 1, Fri 12, Mon 15, Tue 16, Wed 17 = 5
    assert case["escalation"] == [{"body": "us-cfpb", "why": "taken_back", "on": "2026-06-10", "clock": None}]
    complaint = person.writes("regulator-complaint", "en", "--confirm", "taken_back_on=2026-06-10")
    assert "took the credit back on 10 June 2026" in complaint
    assert "not answered" not in complaint  # nobody has to say what is not so


def test_an_indonesian_top_up_does_not_arrive(person: Person) -> None:
    bank, wallet = "bca:8705", "ovo:0812****0000"
    person.imports(
        "may",
        *(f"{wallet},2026-05-{day:02d}T12:00:00,-25000,IDR,Warung Contoh,w{day},,,payment," for day in (2, 3, 9)),
        f"{bank},2026-05-04T09:00:00,-500000,IDR,TOP UP OVO,b1,,,payment,",
    )
    person.keeps(wallet, "wallet", "ID")
    person.keeps(bank, "debit", "ID")
    (row,) = [one["id"] for one in person.exports() if one["amount"].startswith("-500000")]

    person.on("2026-05-05")
    case = person.opens("--topic", "topup-missing", "--account", wallet, "--transaction", row, "--at", "2026-05-05")
    assert case["playbook"] == {"topic": "topup-missing", "jurisdiction": "ID"}
    assert figures(case)[0] == "500000.00"
    assert [one["body"] for one in case["escalation"]] == [
        "id-bi",
        "id-laps",
    ]  # who holds the money decides, not the bank
    case = person.logs("--channel", "chat", "--as", "complaint", "--next", "2026-05-12", "--at", "2026-05-05T10:00")
    assert (case["status"], case["next_on"]) == ("waiting", "2026-05-12")

    person.on("2026-05-12")
    assert "500.000" in person.writes("failed-payment", "id", "--confirm", "topup_not_arrived")
    case = person.logs("--result", "refused", "--party", "provider", "--in-writing", "--at", "2026-05-05")
    assert case["escalation"][0] == {"body": "id-bi", "why": "refused", "on": "2026-05-05", "clock": None}
    assert (state(case, "id-bi-escalate"), state(case, "id-answer-written")) == ("running", "met")
    assert "Bank Indonesia" in person.writes("regulator-complaint", "id", "--confirm", "refused_on=2026-05-05")
    case = person.logs("--party", "regulator", "--channel", "phone", "--with", "BICARA 131", "--at", "2026-05-12")
    assert (case["status"], state(case, "id-bi-escalate")) == ("waiting", "met")

    person.imports("june", f"{wallet},2026-05-20T09:00:00,500000,IDR,TOP UP BCA,w99,,,top_up,")
    person.on("2026-05-20")
    (back,) = [one["facts"]["txn_id"] for one in person.sees()["proposals"] if one["kind"] == "credit"]
    case = person.logs("--kind", "credited", "--transaction", back, "--at", "2026-05-20")
    assert (figures(case)[3], "close" in proposed(case)) == ("500000.00", True)
    assert person.asks("case", "close", person.case, "--outcome", "refunded")["case"]["outcome"] == "refunded"
