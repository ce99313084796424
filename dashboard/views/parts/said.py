"""Small turns of phrase that several parts of the pages share."""

from collections.abc import Mapping

from dashboard.i18n import Words


def counted(words: Words, key: str, count: int, **facts: object) -> str:
    """Return `<key>.none`, `.one` or `.many`, whichever fits; a language without plurals says the same in two of them."""
    form = "none" if count == 0 and f"{key}.none" in words else "one" if count == 1 else "many"
    return words(f"{key}.{form}", count=count, **facts)


def sums(words: Words, amounts: Mapping[str, int]) -> str:
    """Return amounts of several currencies beside each other; currencies are never added up."""
    return " · ".join(words.money(amount, currency) for currency, amount in sorted(amounts.items()))


def month(words: Words, text: str) -> str:
    """Write a month such as 2026-05."""
    return words(f"page.month.m{text[5:7]}", year=text[:4])
