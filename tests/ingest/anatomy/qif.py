"""Where the records of a QIF file are, and how their lines may change."""

import re
from collections.abc import Callable

from ingest.source import Source
from tests.ingest.rewriting import other

_DOS = "cp850"


def records(source: Source) -> list[int]:
    found, inside = [], False
    for number, line in enumerate((source.text(_DOS) or "").splitlines(), start=1):
        if line[:1] in "!^#" or not line.strip():
            inside = False
        elif not inside:
            found.append(number)
            inside = True
    return found


def rotated(source: Source) -> Source:
    return _rewritten(source, lambda code, value: value[::-1] if code in "CSEA" or (code == "L" and "[" not in value) else value)  # fmt: skip


def changed(source: Source, cell: str) -> Source:
    if cell == "account":
        text = source.text(_DOS) or ""
        return Source(source.name, text.replace("Everyday", "Every day").encode(_DOS))
    return _rewritten(source, lambda code, value: _other(code, value) if code == cell else value)


def _other(code: str, value: str) -> str:
    if code == "D":  # another year, so that every day stays a day and every order the same
        return re.sub(r"\d$", lambda digit: str((int(digit[0]) + 1) % 10), value)
    return other({"T": "amount"}.get(code, code), value)


def _rewritten(source: Source, rewrite: Callable[[str, str], str]) -> Source:
    lines, account = [], False
    for line in (source.text(_DOS) or "").splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if bare[:1] == "!":
            account = bare.lower().startswith(("!type:bank", "!type:cash", "!type:ccard"))
        if account and bare[:1] not in "!^" and bare[1:]:
            lines.append(f"{bare[0]}{rewrite(bare[0], bare[1:])}{line[len(bare) :]}")
        else:
            lines.append(line)
    return Source(source.name, "".join(lines).encode(_DOS))
