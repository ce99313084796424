"""A pack is compared with its own manifest, and read as the hostile file it may be."""

import datetime as dt
import io
import json
import warnings
import zipfile

import pytest

from dashboard.errors import NotAPack, UnsafePack
from dashboard.evidence import manifest
from dashboard.evidence.bundle import bundled
from dashboard.evidence.cells import record
from dashboard.evidence.verify import verify
from ingest import limits

MADE = dt.datetime(2026, 6, 29, 12, 0, tzinfo=dt.UTC)
MEMBERS = {"summary.md": b"# What happened\n", "timeline.csv": b"when,what\r\n", "letters/one.md": b"Dear bank\n"}
FACTS = {"case": "c0ffee", "made": MADE.isoformat()}


def listed(members: dict[str, bytes]) -> dict[str, bytes]:
    return {**members, manifest.NAME: manifest.written(FACTS, members)}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", method) as pack:
        for name, content in members.items():
            pack.writestr(name, content)
    return told.getvalue()


def found(members: dict[str, bytes]) -> tuple[tuple[str, ...], ...]:
    verdict = verify(zipped(members), "p.zip")
    assert not verdict.unchanged
    return verdict.changed, verdict.missing, verdict.added


def test_a_pack_as_it_was_made_is_unchanged() -> None:
    verdict = verify(bundled(listed(MEMBERS), MADE), "p.zip")
    assert (verdict.unchanged, verdict.repacked, verdict.files) == (True, False, 4)
    assert verdict.said["case"] == "c0ffee"


def test_a_pack_that_was_zipped_anew_has_the_same_files() -> None:
    for content in (zipped(listed(MEMBERS)), bundled(listed(MEMBERS), MADE) + b"more"):
        verdict = verify(content, "p.zip")
        assert (verdict.unchanged, verdict.repacked) == (True, True)


def test_what_changed_is_missing_or_was_added_is_named() -> None:
    whole = listed(MEMBERS)
    assert found({**whole, "summary.md": b"# What hapPened\n"}) == (("summary.md",), (), ())
    assert found({name: content for name, content in whole.items() if name != "timeline.csv"}) == ((), ("timeline.csv",), ())  # fmt: skip
    assert found({**whole, "more.csv": b""}) == ((), (), ("more.csv",))


def test_a_file_that_is_there_twice_was_added() -> None:
    told = io.BytesIO(zipped(listed(MEMBERS)))
    with warnings.catch_warnings(), zipfile.ZipFile(told, "a") as pack:
        warnings.simplefilter("ignore")
        pack.writestr("summary.md", b"another")
    assert verify(told.getvalue(), "p.zip").added == ("summary.md",)


def test_a_changed_manifest_is_told() -> None:
    said = json.loads(listed(MEMBERS)[manifest.NAME])
    other_case = record({**said, "case": "beef"})
    spaced = listed(MEMBERS)[manifest.NAME] + b"\n"
    deep = b"[" * 100_000
    for content in (other_case, spaced, deep, b"[]", b"\xff", record({**said, "members": [{"name": 1}]})):
        assert found({**MEMBERS, manifest.NAME: content}) == ((manifest.NAME,), (), ())


def test_a_moment_that_no_zip_can_hold_is_no_mishap() -> None:
    for moment in ("0001-01-01T00:00:00+14:00", "9999-01-01T00:00:00+00:00", "never"):
        written = manifest.written({**FACTS, "made": moment}, MEMBERS)
        verdict = verify(zipped({**MEMBERS, manifest.NAME: written}), "p.zip")
        assert (verdict.unchanged, verdict.repacked) == (True, True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello", zipped({"a": b"b"}), zipped(listed(MEMBERS))[:-30]])
def test_what_is_no_pack_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPack, match=r"p\.zip"):
        verify(content, "p.zip")


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "C:\\x", "a/../../b"])
def test_a_name_outside_of_the_pack_is_refused(name: str) -> None:
    with pytest.raises(UnsafePack, match="outside"):
        verify(zipped({**listed(MEMBERS), name: b""}), "p.zip")


def test_a_pack_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({**listed(MEMBERS), "zeros": bytes(4 * limits.MEGABYTE)})
    with pytest.raises(UnsafePack, match="times its size"):
        verify(bomb, "p.zip")
    monkeypatch.setattr(limits, "MEMBER_BYTES", limits.MEGABYTE)
    with pytest.raises(UnsafePack):
        verify(bomb, "p.zip")
    monkeypatch.setattr(limits, "MEMBERS", 3)
    with pytest.raises(UnsafePack, match="more than 3 files"):
        verify(zipped(listed(MEMBERS)), "p.zip")


def test_another_compression_is_refused() -> None:
    with pytest.raises(UnsafePack, match="compression"):
        verify(zipped(listed(MEMBERS), zipfile.ZIP_LZMA), "p.zip")
