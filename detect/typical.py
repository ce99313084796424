"""What an ordinary small payment is in a currency, where a person's own past does not say it yet."""

from typing import Final

from ingest.money import DIGITS

# In whole units, by hand: a meal, a ride, a few groceries.
_USUAL: Final = {
    "CNY": 40,
    "IDR": 50_000,
    "JPY": 2_000,
    "KRW": 15_000,
    "INR": 400,
    "VND": 100_000,
    "THB": 200,
    "RUB": 800,
    "TRY": 300,
}
_ELSEWHERE: Final = 30


def typical_payment(currency: str) -> int:
    """Return a usual small payment in minor units.

    >>> typical_payment("CNY"), typical_payment("EUR"), typical_payment("JPY")
    (4000, 3000, 2000)
    """
    return int(_USUAL.get(currency, _ELSEWHERE) * 10 ** DIGITS.get(currency, 2))
