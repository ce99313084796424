from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named

HEAD = "Date,Description,Original Description,Amount,Transaction Type,Category,Account Name\n"


def read(*rows: str) -> list[Statement]:
    return named("mint").parse(Source("m.csv", (HEAD + "\n".join(rows) + "\n").encode()))


def test_the_word_beside_the_amount_tells_which_way_money_went() -> None:
    (statement,) = read("9/26/2023,A,A,4.50,debit,Coffee,Card", "9/26/2023,B,B,4.50,credit,Coffee,Card")
    assert statement.rows["amount"].tolist() == [-450, 450]


def test_every_account_is_a_statement_of_its_own() -> None:
    statements = read("9/26/2023,A,A,4.50,debit,Coffee,Card", "9/26/2023,A,A,4.50,debit,Coffee,Checking")
    assert [statement.account.label for statement in statements] == ["Card", "Checking"]
    assert statements[0].keys != statements[1].keys


def test_a_name_the_person_gave_later_is_no_part_of_identity() -> None:
    (before,), (after,) = (read(f"9/26/2023,{name},EXAMPLE CAFE,4.50,debit,Coffee,Card") for name in ("Cafe", "Ours"))
    assert before.keys == after.keys
