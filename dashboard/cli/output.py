"""Files the commands write: readable by their owner only, whole or not at all."""

from pathlib import Path

from dashboard.cli.guard import Refused


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file of the person's, 0600, in the place of one of that name; text becomes UTF-8.

    Raises:
        Refused: the system does not let it be written.
    """
    from dashboard.private import keep_private

    try:
        keep_private(path, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise Refused("cli.cannot_write", path=path, reason=error.strerror or type(error).__name__) from error
