"""What people ask about, and what the library answers: the list the facts were gathered for, and the three articles."""

import re
from pathlib import Path

from dashboard.playbooks.library import library

TOPICS = {
    "account-closure",
    "account-theft",
    "contact-safely",
    "credit-line-dispute",
    "duplicate-charge",
    "locked-out",
    "payment-failed-debited",
    "poor-service",
    "privacy-leak",
    "refund-missing",
    "scam-payment",
    "topup-missing",
    "unauthorised-charge",
    "wrong-charge",
}


def rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, without its head."""
    below = text.split(heading, 1)[1].split("\n#", 1)[0]
    lines = [line.strip("|").split("|") for line in below.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


def named(cell: str) -> set[str]:
    return set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", cell))


def test_the_library_holds_fourteen_topics() -> None:
    assert set(library().topics) == TOPICS


def test_every_topic_the_facts_were_gathered_for_has_a_playbook(shared: Path) -> None:
    text = (shared / "facts/law/PLAYBOOKS.md").read_text("utf-8")
    listed = {name for row in rows(text, "## 1. Topics and seed coverage") for name in named(row[0])}
    assert listed == set(library().topics)


def test_every_paragraph_of_the_articles_leads_to_a_playbook_or_a_part_that_all_share(shared: Path) -> None:
    text = (shared / "facts/law/PLAYBOOKS.md").read_text("utf-8")
    for article, paragraph, answer in rows(text, "### Seed paragraph -> playbook"):
        assert named(answer) <= set(library().topics), f"{article} {paragraph}"
        assert named(answer) or "`M-" in answer or "no playbook" in answer, f"{article} {paragraph} is not answered"
