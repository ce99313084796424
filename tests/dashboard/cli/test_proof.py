"""Whether a statement adds up, on the command line: in a line where it does, with the lines where it does not."""

from pathlib import Path

from tests.dashboard.cli.calling import JUNE, SAMPLES, call

HEADING = "account,booked_at,amount,currency,counterparty,balance\n"


def broken(folder: Path, rows: int = 5) -> Path:
    """A statement whose balance is five too low from its third line on."""
    balances = [90 - 10 * n - (5 if n > 1 else 0) for n in range(rows)]
    lines = (f"a,2026-06-{n + 1:02},-10.00,EUR,Shop {n},{balance}.00\n" for n, balance in enumerate(balances))
    (folder / "broken.csv").write_text(HEADING + "".join(lines))
    return folder / "broken.csv"


def told(ledger: Path, *argv: object) -> list[str]:
    return call("--ledger", ledger, *argv).out.splitlines()


def test_a_statement_that_adds_up_is_told_in_one_line(empty: Path) -> None:
    (line,) = [line for line in told(empty, "import", JUNE) if line.startswith("june.csv") and "adds up" in line]
    assert "the printed totals match the lines: number of rows" in line


def test_every_comparison_of_a_statement_is_told(empty: Path) -> None:
    (line,) = [line for line in told(empty, "import", SAMPLES / "pdf_bca" / "tahapan.pdf") if "adds up;" in line]
    assert "the printed totals match the lines" in line
    assert "opening balance and lines give the closing balance 3831694.22" in line
    assert "each of 4 running balances follows from the one before" in line


def test_what_cannot_be_checked_says_why(empty: Path) -> None:
    said = told(empty, "import", SAMPLES / "canonical" / "minimal.csv")
    assert "minimal.csv: cannot be checked; the export prints no totals or balances to compare with." in said


def test_a_broken_balance_is_told_with_the_lines_around_it(empty: Path, tmp_path: Path) -> None:
    said = told(empty, "import", broken(tmp_path), "--dry-run")
    at = said.index(
        "broken.csv, a, 1 Jun 2026 to 5 Jun 2026: what was read does not add up to what the statement prints."
    )
    assert said[at + 1 : at + 5] == [
        "  does not add up: the running balance is off by -5.00 at line 4",
        "      line 3: a  2026-06-02  -10.00  EUR  Shop 1  80.00",
        "      line 4: a  2026-06-03  -10.00  EUR  Shop 2  65.00",
        "Every line would go in all the same; look at these places, or export once more.",
    ]


def test_a_rehearsal_does_not_say_that_the_lines_are_in(empty: Path, tmp_path: Path) -> None:
    file = broken(tmp_path)
    assert not any("is in all the same" in line for line in told(empty, "import", file, "--dry-run"))
    assert any("is in all the same" in line for line in told(empty, "import", file))


def test_statements_of_one_file_are_told_apart_by_their_accounts(empty: Path) -> None:
    said = told(empty, "import", SAMPLES / "revolut" / "english.csv")
    assert "english.csv, revolut:EUR: adds up; each of 7 running balances follows from the one before." in said
    assert "english.csv: 2 statements print no totals or balances to compare with." in said
    assert not any(line.startswith("english.csv: cannot be checked") for line in said)


def test_many_statements_that_do_not_add_up_are_counted_after_the_first_ones(empty: Path, tmp_path: Path) -> None:
    lines = (f"a{n},2026-06-0{day},-1.00,EUR,Shop,{balance}.00\n" for n in range(12) for day, balance in ((1, 9), (2, 7)))  # fmt: skip
    (tmp_path / "many.csv").write_text(HEADING + "".join(lines))
    said = told(empty, "import", tmp_path / "many.csv")
    assert sum("what was read does not add up" in line for line in said) == 10
    assert "And more like these: 2." in said
    listed = told(empty, "statements")
    assert sum("what was read does not add up" in line for line in listed) == 12


def test_the_list_of_statements_shows_the_lines_too(empty: Path, tmp_path: Path) -> None:
    told(empty, "import", broken(tmp_path), JUNE)
    said = told(empty, "statements")
    assert "      line 4: a  2026-06-03  -10.00  EUR  Shop 2  65.00" in said
    assert not any("june.csv: adds up" in line for line in said)


def test_programs_get_every_comparison_with_its_lines(empty: Path, tmp_path: Path) -> None:
    file = broken(tmp_path)
    (dry,) = call("--ledger", empty, "import", file, "--dry-run", "--format", "json").json["files"]
    (real,) = call("--ledger", empty, "import", file, "--format", "json").json["files"]
    (listed,) = call("--ledger", empty, "statements", "--format", "json").json["statements"]
    (result,) = dry["statements"][0]["checks"]
    assert (result["status"], result["detail"]) == ("off", "the running balance is off by -5.00 at line 4")
    assert [line["line"] for line in result["lines"]] == [3, 4]
    assert result["lines"][1]["text"] == "a  2026-06-03  -10.00  EUR  Shop 2  65.00"
    assert dry["statements"][0]["checks"] == real["statements"][0]["checks"] == listed["checks"]
    assert listed["check"] == {"status": result["status"], "detail": result["detail"]}
