"""What the person said of debits for wallets that no wallet's statement shows."""

from typing import Final

from detect.institutions import wallet_named
from detect.view import View

# It is mine; another wallet of mine uses this card; I do not know it; I cannot say.
ANSWERS: Final = ("known", "other_wallet", "unknown", "unsure")


class DebitAnswers:
    """The answers by the rows of the ledger. `given`: the answer to each row, by its position."""

    def __init__(self, view: View) -> None:
        self._view = view
        table = view.context.debit_answers
        told = zip(table["txn_id"], table["answer"], strict=True)
        self.given = {view.position[row]: str(answer) for row, answer in told if row in view.position}
        self._others = {self._pair(row) for row, answer in self.given.items() if answer == "other_wallet"}

    def another_wallet(self, row: int) -> bool:
        """Tell whether the person said that another wallet of the name in a row uses its account."""
        return bool(self._others) and self._pair(row) in self._others

    def _pair(self, row: int) -> tuple[int, str]:
        """Return the bank's account and the name of the wallet: by rows, so that renamed accounts lose no answer."""
        return int(self._view.account[row]), wallet_named(str(self._view.words[row]))
