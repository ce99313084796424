"""`walletwatch contact check`."""

from tests.dashboard.cli.calling import call


def test_it_says_what_can_be_said_of_each() -> None:
    told = call("contact", "check", "95188", "96ll0.cc", "--format", "json").json["contacts"]
    assert [(one["text"], one["verdict"], one["contact"]) for one in told] == [
        ("96ll0.cc", "doubt", None),
        ("95188", "listed", "cn.alipay"),
    ]
    said = call("contact", "check", "example.org").out
    assert "does not mean it is fake" in said
    assert "playbook contact-safely" in said


def test_a_text_without_any_is_one_sentence() -> None:
    refused = call("contact", "check", "hello")
    assert (refused.code, refused.sentence) == (2, "There is no number, link or address in it.")
