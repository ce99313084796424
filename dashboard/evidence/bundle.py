"""The ZIP around a pack: written so that equal contents are equal bytes, and read as the hostile file it may be."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from dashboard.errors import NotAPack, UnsafePack
from ingest import archive, limits
from ingest.errors import UnsafeArchive
from ingest.notes import note

_FIRST: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # the earliest moment that a ZIP can hold
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_OWNER_ONLY: Final = 0o600 << 16


def bundled(members: Mapping[str, bytes], made: dt.datetime) -> bytes:
    """Return a ZIP of members by name, each said to be from the same moment.

    Nothing is compressed: the same contents give the same bytes also where another zlib is at work.
    """
    moment = max(made.astimezone(dt.UTC), _FIRST).timetuple()[:6]
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_STORED) as pack:
        for name, content in sorted(members.items()):
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 3  # the same on every system
            entry.external_attr = _OWNER_ONLY
            pack.writestr(entry, content)
    return told.getvalue()


def opened(content: bytes, file: str) -> list[tuple[str, bytes]]:
    """Return the members of a ZIP in its order; a name may come twice.

    Raises:
        NotAPack: it is no ZIP, damaged or encrypted.
        UnsafePack: it asks for more members, room or paths than any pack needs.
    """
    try:
        archive.refuse_many(content, file)
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            infos = pack.infolist()
            archive.refuse_unsafe(infos, file)
            if any(info.compress_type not in _METHODS for info in infos):
                raise UnsafePack(file=file, reason=note("zip_method"))
            return _members(pack, infos, file)
    except UnsafeArchive as error:
        raise UnsafePack(file=file, reason=error.notes["reason"]) from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
        raise NotAPack(file=file) from error


def _members(pack: zipfile.ZipFile, infos: list[zipfile.ZipInfo], file: str) -> list[tuple[str, bytes]]:
    found, total = [], 0
    for info in infos:
        member = archive.bounded(pack, info, file, None)
        total += len(member)
        if total > limits.ARCHIVE_BYTES:
            raise UnsafePack(file=file, reason=note("zip_total", limit=limits.ARCHIVE_BYTES // limits.MEGABYTE))
        found.append((info.filename, member))
    return found
