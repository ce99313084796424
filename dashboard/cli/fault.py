"""The report of an internal error: where it happened, and nothing of what was in the statements.

An exception's text and its local variables may quote a statement, so only its kind and the places it passed are kept.
"""

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

_SHOWN: Final = 3  # parts of a path that are ours or a library's; what stands before them names the person


def write_report(error: BaseException, command: str) -> Path:
    """Write the report to a file of its own, readable by the owner only."""
    handle, name = tempfile.mkstemp(prefix="walletwatch-error-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(_lines(error, command)) + "\n")
    return Path(name)


def _lines(error: BaseException, command: str) -> Iterator[str]:
    yield f"walletwatch {version('walletwatch')}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"command: {command or '-'}"
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        for frame in traceback.extract_tb(link.__traceback__):
            yield f"  {'/'.join(Path(frame.filename).parts[-_SHOWN:])}:{frame.lineno}:{frame.name}"
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
