"""`walletwatch settings`: kept with the ledger, used by scans and back-tests."""

from pathlib import Path

from tests.dashboard.cli.calling import call


def test_a_budget_is_kept_and_used(tmp_path: Path) -> None:
    path = tmp_path / "l"
    assert call("--ledger", path, "settings", "--format", "json").json["budget"] == 0.25
    assert "0.5" in call("--ledger", path, "settings", "budget", "0.5").out
    assert call("--ledger", path, "settings", "--format", "json").json["budget"] == 0.5
    assert call("--ledger", path, "backtest", "--format", "json").json["budget"] == 0.5
    assert call("--ledger", path, "backtest", "--budget", "2", "--format", "json").json["budget"] == 2


def test_a_budget_that_makes_no_sense_is_refused_in_one_sentence(tmp_path: Path) -> None:
    refused = call("--ledger", tmp_path / "l", "settings", "budget", "31")
    assert refused.code == 2
    assert "from 0 to 30" in refused.err


def test_the_language_that_is_kept_is_that_of_every_command_until_another_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "l"
    assert "中文" in call("--ledger", path, "settings", "language", "zh").out
    assert "账本里还没有内容" in call("--ledger", path, "files").out
    assert "账本里还没有内容" not in call("--ledger", path, "--locale", "id", "files").out
    call("--ledger", path, "settings", "language", "system")
    assert "账本里还没有内容" not in call("--ledger", path, "files").out


def test_a_file_that_is_no_ledger_has_no_language(tmp_path: Path) -> None:
    path = tmp_path / "l"
    path.write_text("no ledger", encoding="utf-8")
    refused = call("--ledger", path, "files")
    assert (refused.code, refused.sentence.count("ledger") > 0) == (2, True)


def test_where_the_person_lives_is_kept_and_opens_playbooks(tmp_path: Path) -> None:
    path = tmp_path / "l"
    own = ("--ledger", path)
    assert call(*own, "settings", "--format", "json").json["country"] is None
    assert "Indonesia" in call(*own, "settings", "country", "id").out
    assert call(*own, "settings", "--format", "json").json["country"] == "ID"
    assert call(*own, "playbook", "duplicate-charge", "--format", "json").json["playbook"]["jurisdiction"] == "ID"
    asked = call(*own, "playbook", "duplicate-charge", "--jurisdiction", "CN", "--format", "json")
    assert asked.json["playbook"]["jurisdiction"] == "CN"
    call(*own, "settings", "country", "BR")  # of which there are no rules yet: no complaint where nobody asked for them
    fallen_back = call(*own, "playbook", "duplicate-charge", "--format", "json")
    assert (fallen_back.json["playbook"]["jurisdiction"], fallen_back.err) == ("ZZ", "")
    call(*own, "settings", "country", "none")
    assert call(*own, "settings", "--format", "json").json["country"] is None


def test_a_country_that_is_none_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for wrong in ("Indonesia", "QX", ""):
        refused = call("--ledger", tmp_path / "l", "settings", "country", wrong)
        assert (refused.code, "two letters" in refused.sentence) == (2, True)
