"""Tells whether a pack is as it was made. It cannot tell who made it: anybody can write a pack of their own."""

import datetime as dt
import struct
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.errors import NotAPack
from dashboard.evidence import manifest
from dashboard.evidence.bundle import bundled, opened
from ingest import limits
from ingest.errors import BrokenFile


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a pack, with the names of its files.

    `said` is the manifest, empty where it was changed itself: then nothing can be compared. `repacked` tells that the files
    are the same and the ZIP around them is not, as mail programs may leave it.
    """

    said: dict[str, Any]
    files: int
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    repacked: bool = False

    @property
    def unchanged(self) -> bool:
        """Tell whether every file is there, as it was made, and no other."""
        return not (self.changed or self.missing or self.added)


def read_pack(path: Path) -> bytes:
    """Read a pack of sensible size.

    Raises:
        BrokenFile: it is not there, cannot be read or is too large.
    """
    try:
        if path.stat().st_size > limits.ARCHIVE_BYTES:
            raise BrokenFile("too_large", file=path.name, limit=limits.ARCHIVE_BYTES // limits.MEGABYTE)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BrokenFile("absent", file=path.name) from error
    except OSError as error:
        raise BrokenFile("unreadable", file=path.name, reason=error.strerror or type(error).__name__) from error


def verify(content: bytes, file: str) -> Verdict:
    """Compare a pack with its own manifest; `file` is its name, for messages.

    Raises:
        NotAPack: it is no ZIP, or holds no manifest.
        UnsafePack: it asks for more than any pack needs.
    """
    found = opened(content, file)
    counted = Counter(name for name, _ in found)
    members = dict(reversed(found))
    if manifest.NAME not in members:
        raise NotAPack(file=file)
    twice = tuple(name for name, times in counted.items() if times > 1)
    said = manifest.read(members[manifest.NAME])
    if said is None:
        return Verdict({}, len(found), changed=(manifest.NAME,), added=twice)
    listed = {one.name: one for one in manifest.listed(said)}
    own = {name: member for name, member in members.items() if name != manifest.NAME}
    changed = tuple(
        name
        for name in sorted(own.keys() & listed.keys())
        if (len(own[name]), manifest.sha256(own[name])) != (listed[name].size, listed[name].sha256)
    )
    verdict = Verdict(
        said, len(found), changed, tuple(sorted(listed.keys() - own.keys())), (*sorted(own.keys() - listed.keys()), *twice)
    )  # fmt: skip
    return verdict if not verdict.unchanged or _as_made(content, members, said) else _repacked(verdict)


def _as_made(content: bytes, members: dict[str, bytes], said: dict[str, Any]) -> bool:
    """Tell whether the ZIP itself is as we write it, with nothing between or after its files."""
    try:
        return bundled(members, dt.datetime.fromisoformat(str(said.get("made")))) == content
    except (ValueError, OverflowError, struct.error):  # a moment that no ZIP can hold
        return False


def _repacked(verdict: Verdict) -> Verdict:
    return Verdict(verdict.said, verdict.files, repacked=True)
