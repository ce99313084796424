"""Statements inside ZIP files: plain, ZipCrypto (WeChat) and WinZip AES (Alipay), read in memory, never unpacked to disk.

A statement is a few megabytes. Sizes are enforced while reading, because the sizes a ZIP declares may lie.
"""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Final, NamedTuple

import pyzipper

from ingest.errors import BrokenFile, PasswordNeeded, UnsafeArchive, WrongPassword

MEGABYTE: Final = 1024 * 1024
MEMBER_BYTES: Final = 100 * MEGABYTE
ARCHIVE_BYTES: Final = 300 * MEGABYTE
MEMBERS: Final = 1000
RATIO: Final = 200  # text statements shrink 5 to 30 times
RATIO_FROM: Final = MEGABYTE  # tiny members may shrink more without harm

Password = Callable[[str], str | None]


class Member(NamedTuple):
    """One file of an archive."""

    name: str
    data: bytes


def is_zip(data: bytes) -> bool:
    """Tell a ZIP by its first bytes (an empty ZIP counts)."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members(data: bytes, file: str, password: Password) -> Iterator[Member]:
    """Yield the files of a ZIP; folders and the clutter of file managers are passed over.

    `password` is asked at most once per archive, with the file's name, and only if a member is encrypted.

    Raises:
        BrokenFile: the ZIP is damaged.
        PasswordNeeded, WrongPassword: encrypted.
        UnsafeArchive: more members, bytes, compression or path than a statement needs.
    """
    try:
        with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
            yield from _read_all(archive, file, password)
    except (zipfile.BadZipFile, pyzipper.BadZipFile) as error:
        raise BrokenFile("cut", file=file, line=1) from error


def _read_all(archive: "zipfile.ZipFile", file: str, password: Password) -> Iterator[Member]:
    infos = [info for info in archive.infolist() if not _clutter(info.filename, is_folder=info.is_dir())]
    _refuse_unsafe(infos, file)
    secret: bytes | None = None
    if any(info.flag_bits & 1 for info in infos):
        answer = password(file)
        if answer is None:
            raise PasswordNeeded(file=file)
        secret = answer.encode()
    total = 0
    for info in infos:
        content = _read(archive, info, file, secret)
        total += len(content)
        if total > ARCHIVE_BYTES:
            raise UnsafeArchive(file=file, reason=f"unpacks to more than {ARCHIVE_BYTES // MEGABYTE} MB")
        yield Member(_name(info), content)


def _read(archive: "zipfile.ZipFile", info: zipfile.ZipInfo, file: str, secret: bytes | None) -> bytes:
    try:
        with archive.open(info, pwd=secret) as stream:
            content = _bounded(stream, info, file)
    except RuntimeError as error:  # what both zip libraries raise for a password that does not fit
        raise WrongPassword(file=file) from error
    except NotImplementedError as error:
        raise UnsafeArchive(file=file, reason="uses a compression that statements do not use") from error
    except (zipfile.BadZipFile, pyzipper.BadZipFile, EOFError, OSError, ValueError) as error:
        if secret is not None:  # ZipCrypto checks one byte only: 1 wrong password in 256 fails later, as bad data
            raise WrongPassword(file=file) from error
        raise
    except Exception as error:  # zlib.error has no common base with the above
        if type(error).__module__ != "zlib":
            raise
        if secret is not None:
            raise WrongPassword(file=file) from error
        raise BrokenFile("cut", file=file, line=1) from error
    return content


def _bounded(stream: IO[bytes], info: zipfile.ZipInfo, file: str) -> bytes:
    content = stream.read(MEMBER_BYTES + 1)
    if len(content) > MEMBER_BYTES:
        raise UnsafeArchive(file=file, reason=f"holds a member larger than {MEMBER_BYTES // MEGABYTE} MB")
    if len(content) > RATIO_FROM and len(content) > RATIO * max(info.compress_size, 1):
        raise UnsafeArchive(file=file, reason=f"unpacks to more than {RATIO} times its size")
    return content


def _refuse_unsafe(infos: list[zipfile.ZipInfo], file: str) -> None:
    if len(infos) > MEMBERS:
        raise UnsafeArchive(file=file, reason=f"holds more than {MEMBERS} files")
    for info in infos:
        path = info.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or (len(path) > 1 and path[1] == ":"):
            raise UnsafeArchive(file=file, reason="names a file outside its own folder")
        if info.file_size > MEMBER_BYTES:
            raise UnsafeArchive(file=file, reason=f"holds a member larger than {MEMBER_BYTES // MEGABYTE} MB")


def _clutter(path: str, *, is_folder: bool) -> bool:
    name = posixpath.basename(path)
    return is_folder or path.startswith("__MACOSX/") or name.startswith(".") or name in ("Thumbs.db", "desktop.ini")


def _name(info: zipfile.ZipInfo) -> str:
    """Return the member's own name; Chinese tools store GBK bytes without saying so, which ZIP reads as cp437."""
    name = posixpath.basename(info.filename.replace("\\", "/"))
    if info.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
