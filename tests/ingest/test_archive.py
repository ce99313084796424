import io
import random
import struct
import zipfile
from collections.abc import Mapping
from contextlib import suppress

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st

from ingest import archive, limits
from ingest.errors import BrokenFile, InputError, PasswordNeeded, UnsafeArchive, WrongPassword
from ingest.source import Source, unpacked

CONTENT = "交易时间,金额\n2026-01-01,1.00\n".encode() * 20


def plain(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def aes(files: Mapping[str, bytes], password: bytes) -> bytes:
    """WinZip AES, what Alipay sends."""
    data = io.BytesIO()
    with pyzipper.AESZipFile(data, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as made:
        made.setpassword(password)
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def zipcrypto(name: str, content: bytes, password: bytes) -> bytes:
    """The old encryption, what WeChat sends; no Python library writes it, so here it is (APPNOTE 6.1)."""
    crc_table = [_crc_entry(n) for n in range(256)]
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = crc_table[(keys[0] ^ byte) & 255] ^ (keys[0] >> 8)
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc_table[(keys[2] ^ (keys[1] >> 24)) & 255] ^ (keys[2] >> 8)

    def encrypted(byte: int) -> int:
        word = (keys[2] | 2) & 0xFFFF
        mask = (word * (word ^ 1)) >> 8 & 255
        update(byte)
        return byte ^ mask

    for byte in password:
        update(byte)
    stored = plain({name: content}, zipfile.ZIP_STORED)
    info = zipfile.ZipFile(io.BytesIO(stored)).infolist()[0]
    body = bytes(encrypted(byte) for byte in bytes(11) + bytes([info.CRC >> 24]) + content)
    file_name = info.filename.encode()
    utf8 = 0x800 if file_name != info.filename.encode("ascii", "ignore") else 0
    sizes = struct.pack("<IIIHH", info.CRC, len(body), len(content), len(file_name), 0)
    local = struct.pack("<4sHHHHH", b"PK\x03\x04", 20, 1 | utf8, 0, 0, 0x21) + sizes + file_name + body
    central = (
        struct.pack("<4sHHHHHH", b"PK\x01\x02", 20, 20, 1 | utf8, 0, 0, 0x21)
        + sizes
        + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    )
    central += file_name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def _crc_entry(n: int) -> int:
    for _ in range(8):
        n = (n >> 1) ^ 0xEDB88320 if n & 1 else n >> 1
    return n


def opened(data: bytes, password: str | None = None) -> list[archive.Member]:
    return list(archive.members(data, "a.zip", lambda _: password))


def test_a_plain_zip_gives_its_files() -> None:
    assert opened(plain({"a.csv": CONTENT, "folder/b.csv": b"b"})) == [("a.csv", CONTENT), ("b.csv", b"b")]


@pytest.mark.parametrize("kind", ["AES", "ZipCrypto"])
def test_encrypted_zips_open_with_their_password(kind: str) -> None:
    data = aes({"a.csv": CONTENT}, b"123456") if kind == "AES" else zipcrypto("a.csv", CONTENT, b"123456")
    assert opened(data, "123456") == [("a.csv", CONTENT)]
    with pytest.raises(PasswordNeeded):
        opened(data)
    for wrong in ("654321", "", "密码"):
        with pytest.raises(WrongPassword):
            opened(data, wrong)


def test_every_wrong_password_is_told_so() -> None:
    """ZipCrypto checks one byte, so one wrong password in 256 shows only as damaged content."""
    data = zipcrypto("a.csv", CONTENT, b"123456")
    for n in range(600):
        with pytest.raises(WrongPassword):
            opened(data, f"wrong {n}")


def test_the_password_is_asked_once_and_only_if_needed() -> None:
    asked: list[str] = []

    def password(file: str) -> str:
        asked.append(file)
        return "123456"

    list(archive.members(aes({"a.csv": b"1", "b.csv": b"2"}, b"123456"), "secret.zip", password))
    list(archive.members(plain({"a.csv": b"1"}), "open.zip", password))
    assert asked == ["secret.zip"]


def test_the_clutter_of_file_managers_is_passed_over() -> None:
    files = {"__MACOSX/._a.csv": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "账单/": b"", "账单/a.csv": CONTENT}
    assert opened(plain(files)) == [("a.csv", CONTENT)]


def test_names_in_gbk_are_read_though_the_zip_does_not_say_so() -> None:
    raw = "支付宝交易明细.csv".encode("gb18030")
    data = plain({"x" * len(raw): b"1"}).replace(b"x" * len(raw), raw)
    assert opened(data) == [("支付宝交易明细.csv", b"1")]


def test_names_in_utf8_are_read() -> None:
    assert opened(plain({"支付宝交易明细.csv": b"1"})) == [("支付宝交易明细.csv", b"1")]


@pytest.mark.parametrize("path", ["../a.csv", "/etc/a.csv", "a/../../b.csv", "C:/a.csv", "..\\a.csv"])
def test_paths_that_leave_the_folder_are_refused(path: str) -> None:
    with pytest.raises(UnsafeArchive):
        opened(plain({path: b"1"}))


def test_a_member_that_swells_is_refused() -> None:
    with pytest.raises(UnsafeArchive, match="200 times"):
        opened(plain({"a.csv": bytes(30 * limits.MEGABYTE)}))


def test_a_declared_size_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBER_BYTES", 100)
    with pytest.raises(UnsafeArchive, match="file larger"):
        opened(plain({"a.csv": bytes(101)}))


def test_a_size_that_lies_is_found_while_reading() -> None:
    data = plain({"a.csv": random.Random(1).randbytes(5000)}, zipfile.ZIP_STORED)
    smaller = data.replace(struct.pack("<II", 5000, 5000), struct.pack("<II", 5000, 10))
    assert [(name, type(content)) for name, content in opened(smaller)] == [("a.csv", BrokenFile)]


def test_too_much_in_all_or_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 1000)
    with pytest.raises(UnsafeArchive, match="unpacks to more"):
        opened(plain({f"{n}.csv": bytes(400) for n in range(3)}))
    monkeypatch.setattr(limits, "MEMBERS", 2)
    with pytest.raises(UnsafeArchive, match="more than 2 files"):
        opened(plain({f"{n}.csv": b"1" for n in range(3)}))


def listed_often(content: bytes, times: int) -> bytes:
    """Return a ZIP that lists one member under many names: all point to the same bytes."""
    data = plain({"0000.csv": content})
    begin, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[begin:end]
    entries = b"".join(entry.replace(b"0000", b"%04d" % n) for n in range(times))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, times, times, len(entries), begin, 0)
    return data[:begin] + entries + tail


def test_members_that_share_their_bytes_are_refused() -> None:
    with pytest.raises(UnsafeArchive, match="same bytes"):
        opened(listed_often(CONTENT, 2))


def test_a_list_of_members_without_end_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBERS", 3)
    monkeypatch.setattr("pyzipper.AESZipFile", None)
    with pytest.raises(UnsafeArchive, match="more than 3 files"):
        opened(listed_often(CONTENT, 100))


def test_members_that_swell_together_are_refused() -> None:
    with pytest.raises(UnsafeArchive, match="200 times"):
        opened(plain({f"{n}.csv": bytes(900_000) for n in range(9)}))


def test_an_empty_zip_says_so() -> None:
    with pytest.raises(BrokenFile, match="no file in it"):
        opened(plain({}))


def test_a_zip_in_a_zip_is_refused_alone() -> None:
    outer = Source("outer.zip", plain({"inner.zip": plain({"a.csv": b"1"}), "b.csv": b"2"}))
    inner, other = unpacked(outer, lambda _: None)
    assert isinstance(inner, tuple)
    assert isinstance(inner[1], UnsafeArchive)
    assert isinstance(other, Source)
    assert other.data == b"2"


def test_a_workbook_in_a_zip_is_a_workbook_even_if_stored_as_it_is() -> None:
    """Its own bytes then stand in the ZIP, which must not be taken for the workbook."""
    book = plain({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    outer = Source("bill.zip", plain({"bill.xlsx": book}, zipfile.ZIP_STORED))
    assert not outer.is_spreadsheet
    (inner,) = unpacked(outer, lambda _: None)
    assert isinstance(inner, Source)
    assert inner.is_spreadsheet
    assert inner.name == "bill.zip/bill.xlsx"


def test_a_damaged_member_does_not_stop_the_others() -> None:
    data = plain({"a.csv": CONTENT, "b.csv": b"2"}, zipfile.ZIP_STORED)
    (_, broken), (_, whole) = opened(data.replace(CONTENT[:20], b"?" * 20, 1))
    assert isinstance(broken, BrokenFile)
    assert whole == b"2"


@given(st.data())
def test_damaged_zips_are_read_or_refused(data: st.DataObject) -> None:
    made = bytearray(
        data.draw(
            st.sampled_from(
                [
                    plain({"a.csv": CONTENT, "b.csv": b"b"}),
                    aes({"a.csv": CONTENT}, b"1"),
                    zipcrypto("a.csv", CONTENT, b"1"),
                ]
            )
        )
    )
    for _ in range(data.draw(st.integers(1, 8))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(made[: data.draw(st.integers(0, len(made)))])
    with suppress(InputError):
        opened(cut, "1")
