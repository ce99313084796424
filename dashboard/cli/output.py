"""Files the commands write: readable by their owner only, whole or not at all."""

import os
from pathlib import Path

from dashboard.cli.guard import Refused


def write_private(path: Path, text: str) -> None:
    """Write a file of the person's, 0600, in the place of one of that name.

    Raises:
        Refused: the system does not let it be written.
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refused("cli.cannot_write", path=path, reason=error.strerror or type(error).__name__) from error
