"""Statements inside ZIP files: plain, ZipCrypto (WeChat) and WinZip AES (Alipay), read in memory, never unpacked to disk.

A statement is a few megabytes. Sizes are enforced while reading, because the sizes a ZIP declares may lie.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Final

from ingest import limits
from ingest.errors import BrokenFile, InputError, PasswordNeeded, UnsafeArchive, WrongPassword
from ingest.notes import note

Password = Callable[[str], str | None]
Member = tuple[str, bytes | InputError]  # a file of an archive, or why it cannot be read

_ENTRY: Final = b"PK\x01\x02"
_LISTED: Final = 20  # times as many entries as members are allowed, for those of workbooks that a ZIP holds as they are
_HEADER: Final = 30  # bytes before a member's name


@cache
def _unreadable() -> tuple[type[Exception], ...]:
    """Return what both zip libraries raise for bytes that they cannot read."""
    import pyzipper  # noqa: PLC0415

    broken = zipfile.BadZipFile, pyzipper.BadZipFile, struct.error, zlib.error, EOFError, OSError, ValueError
    return *broken, NotImplementedError


def is_zip(data: bytes) -> bool:
    """Tell a ZIP by its first bytes (an empty ZIP counts)."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members(data: bytes, file: str, password: Password) -> Iterator[Member]:
    """Yield the files of a ZIP; folders and the clutter of file managers are passed over.

    `password` is asked at most once per archive, with the file's name, and only if a member is encrypted.

    Raises:
        BrokenFile: the ZIP is damaged or holds no file. A member that is damaged on its own is yielded as the error.
        PasswordNeeded, WrongPassword: encrypted.
        UnsafeArchive: more members, bytes, compression or path than a statement needs.
    """
    import pyzipper  # noqa: PLC0415  (a library of ciphers, which only archives need)

    refuse_many(data, file)
    try:
        archive = pyzipper.AESZipFile(io.BytesIO(data))
    except _unreadable() as error:
        raise BrokenFile("zip", file=file) from error
    with archive:
        refuse_unsafe(archive.infolist(), file)
        infos = [info for info in archive.infolist() if not info.is_dir() and not _clutter(_path(info))]
        if not infos:
            raise BrokenFile("no_files", file=file)
        secret = _secret(infos, file, password)
        total = 0
        for info in infos:
            name = _name(info)
            try:
                content = _read(archive, info, file, secret)
            except BrokenFile as error:
                yield name, error
                continue
            total += len(content)
            if total > limits.RATIO_FROM and total > limits.RATIO * len(data):
                raise UnsafeArchive(file=file, reason=note("zip_ratio", limit=limits.RATIO))
            if total > limits.ARCHIVE_BYTES:
                raise UnsafeArchive(file=file, reason=note("zip_total", limit=limits.ARCHIVE_BYTES // limits.MEGABYTE))
            yield name, content


def _secret(infos: list[zipfile.ZipInfo], file: str, password: Password) -> bytes | None:
    if not any(info.flag_bits & 1 for info in infos):
        return None
    answer = password(file)
    if answer is None:
        raise PasswordNeeded(file=file)
    return answer.encode()


def _read(archive: "zipfile.ZipFile", info: zipfile.ZipInfo, file: str, secret: bytes | None) -> bytes:
    try:
        return bounded(archive, info, file, secret)
    except RuntimeError as error:  # what both zip libraries raise for a password that does not fit
        if isinstance(error, NotImplementedError):
            raise UnsafeArchive(file=file, reason=note("zip_method")) from error
        raise WrongPassword(file=file) from error
    except _unreadable() as error:
        if info.flag_bits & 1:  # ZipCrypto checks one byte only: 1 wrong password in 256 fails later, as bad data
            raise WrongPassword(file=file) from error
        raise BrokenFile("zip", file=f"{file}/{_name(info)}") from error


def bounded(archive: "zipfile.ZipFile", info: zipfile.ZipInfo, file: str, secret: bytes | None) -> bytes:
    """Read a member piece by piece, and stop as soon as it is more than a statement can be.

    Raises:
        UnsafeArchive: it unpacks to more than it may.
    """
    pieces: list[bytes] = []
    size = 0
    with archive.open(info, pwd=secret) as stream:
        while piece := stream.read(limits.MEGABYTE):
            pieces.append(piece)
            size += len(piece)
            if size > limits.MEMBER_BYTES:
                raise UnsafeArchive(file=file, reason=note("zip_member", limit=limits.MEMBER_BYTES // limits.MEGABYTE))
            if size > limits.RATIO_FROM and size > limits.RATIO * max(info.compress_size, 1):
                raise UnsafeArchive(file=file, reason=note("zip_ratio", limit=limits.RATIO))
    return b"".join(pieces)


def refuse_many(data: bytes, file: str) -> None:
    """Count the entries of the list of members before the library makes an object of each; what they hold may be a ZIP too.

    Raises:
        UnsafeArchive: there are too many.
    """
    if data.count(_ENTRY) > _LISTED * limits.MEMBERS:
        raise UnsafeArchive(file=file, reason=note("zip_count", limit=limits.MEMBERS))


def refuse_unsafe(infos: list[zipfile.ZipInfo], file: str) -> None:
    """Look at the list of members before anything is read.

    Raises:
        UnsafeArchive: too many members, one too large, one that names a place outside, or two that share their bytes.
    """
    if len(infos) > limits.MEMBERS:
        raise UnsafeArchive(file=file, reason=note("zip_count", limit=limits.MEMBERS))
    _refuse_overlap(infos, file)
    for info in infos:
        path = _path(info)
        if path.startswith("/") or ".." in path.split("/") or path[1:2] == ":":
            raise UnsafeArchive(file=file, reason=note("zip_outside"))
        if info.file_size > limits.MEMBER_BYTES:
            raise UnsafeArchive(file=file, reason=note("zip_member", limit=limits.MEMBER_BYTES // limits.MEGABYTE))


def _refuse_overlap(infos: list[zipfile.ZipInfo], file: str) -> None:
    """Refuse members that share their bytes: thus a small ZIP would unpack to any size."""
    reached = 0
    for begin, size in sorted((info.header_offset, info.compress_size) for info in infos):
        if begin < reached:
            raise UnsafeArchive(file=file, reason=note("zip_overlap"))
        reached = begin + _HEADER + size


def _clutter(path: str) -> bool:
    name = posixpath.basename(path)
    return path.startswith("__MACOSX/") or name.startswith(".") or name in ("Thumbs.db", "desktop.ini")


def _path(info: zipfile.ZipInfo) -> str:
    """Return a member's path; Chinese tools store GBK bytes without saying so, which ZIP reads as cp437."""
    path = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeEncodeError, UnicodeDecodeError):
            path = path.encode("cp437").decode("gb18030")
    return path.replace("\\", "/")


def _name(info: zipfile.ZipInfo) -> str:
    return posixpath.basename(_path(info))
