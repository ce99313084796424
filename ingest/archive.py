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
from typing import Final

import pyzipper

from ingest.errors import BrokenFile, InputError, PasswordNeeded, UnsafeArchive, WrongPassword
from ingest.notes import note

MEGABYTE: Final = 1024 * 1024
MEMBER_BYTES: Final = 100 * MEGABYTE
ARCHIVE_BYTES: Final = 300 * MEGABYTE
MEMBERS: Final = 1000
RATIO: Final = 200  # text statements shrink 5 to 30 times
RATIO_FROM: Final = MEGABYTE  # tiny members may shrink more without harm

Password = Callable[[str], str | None]
Member = tuple[str, bytes | InputError]  # a file of an archive, or why it cannot be read

_BAD_ZIP: Final = (zipfile.BadZipFile, pyzipper.BadZipFile, struct.error, EOFError, OSError, ValueError)


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
    try:
        archive = pyzipper.AESZipFile(io.BytesIO(data))
    except (*_BAD_ZIP, NotImplementedError) as error:
        raise BrokenFile("zip", file=file) from error
    with archive:
        _refuse_unsafe(archive.infolist(), file)
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
            if total > ARCHIVE_BYTES:
                raise UnsafeArchive(file=file, reason=note("zip_total", limit=ARCHIVE_BYTES // MEGABYTE))
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
        return _bounded(archive, info, file, secret)
    except RuntimeError as error:  # what both zip libraries raise for a password that does not fit
        if isinstance(error, NotImplementedError):
            raise UnsafeArchive(file=file, reason=note("zip_method")) from error
        raise WrongPassword(file=file) from error
    except (*_BAD_ZIP, zlib.error) as error:
        if info.flag_bits & 1:  # ZipCrypto checks one byte only: 1 wrong password in 256 fails later, as bad data
            raise WrongPassword(file=file) from error
        raise BrokenFile("zip", file=f"{file}/{_name(info)}") from error


def _bounded(archive: "zipfile.ZipFile", info: zipfile.ZipInfo, file: str, secret: bytes | None) -> bytes:
    """Read a member piece by piece, and stop as soon as it is more than a statement can be."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(info, pwd=secret) as stream:
        while piece := stream.read(MEGABYTE):
            pieces.append(piece)
            size += len(piece)
            if size > MEMBER_BYTES:
                raise UnsafeArchive(file=file, reason=note("zip_member", limit=MEMBER_BYTES // MEGABYTE))
            if size > RATIO_FROM and size > RATIO * max(info.compress_size, 1):
                raise UnsafeArchive(file=file, reason=note("zip_ratio", limit=RATIO))
    return b"".join(pieces)


def _refuse_unsafe(infos: list[zipfile.ZipInfo], file: str) -> None:
    if len(infos) > MEMBERS:
        raise UnsafeArchive(file=file, reason=note("zip_count", limit=MEMBERS))
    for info in infos:
        path = _path(info)
        if path.startswith("/") or ".." in path.split("/") or path[1:2] == ":":
            raise UnsafeArchive(file=file, reason=note("zip_outside"))
        if info.file_size > MEMBER_BYTES:
            raise UnsafeArchive(file=file, reason=note("zip_member", limit=MEMBER_BYTES // MEGABYTE))


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
