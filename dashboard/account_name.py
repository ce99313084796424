"""What an account is called on a page: its institution's name in the language instead of the code, and its number."""

import re
from typing import Final

from dashboard.i18n import Words, quoted

# As importers label accounts: `alipay:138****0000`, `alipay`, `alipay 2`, and lists of several people `alipay (ann)`.
_LABEL: Final = re.compile(r"([a-z0-9_-]+)(?::| (?=[\d(])|$)(.*)", re.DOTALL)


def account_name(label: str, words: Words) -> str:
    """Return the name of an account as plain text for a sentence; a name that the person gave it stays as it is.

    Labels stay what commands and files know accounts by.
    """
    found = _LABEL.fullmatch(label)
    if found is None:
        return quoted(label)
    keys = f"letter.company.{found[1]}", f"page.institution.{found[1]}"
    name = next((words(key) for key in keys if key in words), "")
    return quoted(f"{name} {found[2]}" if name else label)
