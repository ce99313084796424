"""Files of the person's: readable by their owner only, whole or not at all."""

import os
from pathlib import Path


def keep_private(path: Path, content: bytes) -> None:
    """Write a file, 0600, in the place of one of that name.

    Raises:
        OSError: the system does not let it be written; what was there before stays.
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
