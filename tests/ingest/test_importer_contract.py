"""What every importer must do; it runs on each because the importer exists."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import InputError
from ingest.importer import Importer, KeyCells, choose, importers
from ingest.money import LARGEST
from ingest.pdf.document import is_pdf
from ingest.schema import ASSIGNED, conform, validate
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import expected_path, keys, named, reading, sample_cases, samples, source_of
from tests.ingest.rewriting import changed, records_of, rotated

NAMES = [importer.name for importer in importers()]
CASES = list(sample_cases())
SOURCES = {path: source_of(path) for _, path in CASES}


def case_id(value: object) -> str:
    return value.stem if isinstance(value, Path) else str(value)


by_importer = pytest.mark.parametrize("importer", importers(), ids=lambda importer: importer.name)
by_case = pytest.mark.parametrize(("name", "sample"), CASES, ids=case_id)


@cache
def read(sample: Path) -> list[Statement]:
    """Return what its importer reads in a sample, for tests that change nothing of it."""
    return named(sample.parent.name).parse(SOURCES[sample])


def parsed(importer: Importer, source: Source) -> list[Statement] | InputError:
    try:
        return importer.parse(source)
    except InputError as error:
        return error


def test_importers_are_found_by_being_there() -> None:
    assert {"alipay", "wechat", "cmb_debit", "cmb_netbank", "cmb_credit", "ofx", "canonical"} <= set(NAMES)
    assert len(NAMES) == len(set(NAMES))


@by_importer
def test_an_importer_says_what_it_reads(importer: Importer) -> None:
    for said in (importer.name, importer.family, importer.institution, *importer.file_types):
        assert isinstance(said, str)
        assert said.strip() == said != ""
    assert importer.file_types
    assert isinstance(importer.key_cells, KeyCells)
    assert importer.key_cells.amount
    assert importer.key_cells.date


@by_importer
def test_an_importer_has_samples_and_expected_files(importer: Importer) -> None:
    own = samples(importer.name)
    assert own, f"tests/ingest/importers/samples/{importer.name}/ holds no sample"
    assert [path.name for path in own if not expected_path(path).exists()] == []


def test_every_sample_folder_and_expected_file_belongs_to_something() -> None:
    assert {name for name, _ in CASES} <= set(NAMES)
    wanted = {expected_path(path) for _, path in CASES}
    assert set(CASES[0][1].parent.parent.glob("*/*.expected.json")) == wanted


@by_case
def test_exactly_the_right_importer_claims_a_sample(name: str, sample: Path) -> None:
    assert [importer.name for importer in importers() if importer.detect(SOURCES[sample])] == [name]


@by_case
def test_the_name_of_a_file_does_not_matter(name: str, sample: Path) -> None:
    source = Source("download (3).bin", SOURCES[sample].data)
    assert choose(source).name == name


@by_case
def test_a_sample_is_read_as_expected(name: str, sample: Path) -> None:
    expected = json.loads(expected_path(sample).read_text(encoding="utf-8"))
    assert json.loads(json.dumps(reading(read(sample)))) == expected


@by_case
def test_what_an_importer_returns_is_made_of_ledger_rows(name: str, sample: Path) -> None:
    for statement in read(sample):
        frame = conform(statement.rows.assign(txn_id=[str(n) for n in range(len(statement.rows))]))
        validate(frame)
        assert not set(ASSIGNED) & set(statement.rows.columns)
        assert statement.rows["amount"].abs().max() <= LARGEST or statement.rows.empty


@by_case
def test_every_line_is_a_transaction_or_skipped_or_unread(name: str, sample: Path) -> None:
    """A table's lines are counted here without the importer; other records as the anatomy of the format says."""
    lines = [
        line
        for statement in read(sample)
        for line in (
            *statement.rows["line"].tolist(),
            *(aside.number for aside in (*statement.skipped, *statement.unread)),
        )
    ]
    assert Counter(lines) == Counter(records_of(named(name), SOURCES[sample]))


@by_case
def test_the_same_file_gives_the_same_keys_twice(name: str, sample: Path) -> None:
    assert keys(read(sample)) == keys(named(name).parse(source_of(sample)))


@by_case
def test_cells_that_the_institution_may_rewrite_are_no_part_of_identity(name: str, sample: Path) -> None:
    """Every cell that is no key cell gets the content of another row's: status, direction, category, balance ..."""
    rewritten = named(name).parse(rotated(named(name), SOURCES[sample]))
    was, now = keys_by_line(read(sample)), keys_by_line(rewritten)
    assert was.keys() & now.keys()
    assert {line: was[line] for line in was.keys() & now.keys()} == {
        line: now[line] for line in was.keys() & now.keys()
    }


def keys_by_line(statements: Sequence[Statement]) -> dict[tuple[int, int], str]:
    """Return keys by line, and by place among the rows of that line: a one-line OFX file has one."""
    found: dict[tuple[int, int], str] = {}
    for statement in statements:
        for line, key in zip(statement.rows["line"].tolist(), statement.keys, strict=True):
            found[line, sum(1 for known, _ in found if known == line)] = key
    return found


KEY_CELLS = [
    (importer.name, cell)
    for importer in importers()
    for cell in dict.fromkeys(
        cell
        for cell in (
            importer.key_cells.reference,
            importer.key_cells.amount,
            importer.key_cells.date,
            *importer.key_cells.texts,
            *importer.key_cells.also,
            importer.key_cells.row_type.partition(" ")[0],
        )
        if cell
    )
]


@pytest.mark.parametrize(("name", "cell"), KEY_CELLS)
def test_a_declared_key_cell_is_part_of_identity(name: str, cell: str) -> None:
    """Of some row of some sample: a row with a reference rests on other cells than one without."""

    def moves(sample: Path) -> bool:
        was = keys(read(sample))
        now = keys(named(name).parse(changed(named(name), SOURCES[sample], cell)))
        return len(was) == len(now) and was != now

    assert any(map(moves, samples(name)))


# -- detect never raises, parse only what it may -----------------------------------------------------------------------


def survives(data: bytes, readers: Iterable[Importer] = importers()) -> None:
    """No importer raises on these bytes, but for the errors that people can read."""
    source = Source("odd", data)
    for importer in readers:
        claimed = importer.detect(source)
        importer.nearly(source)
        result = parsed(importer, source) if claimed else []
        if isinstance(result, InputError):
            assert str(result).startswith("odd")


ODD = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "byte-order mark alone": b"\xef\xbb\xbf",
    "half of UTF-16": b"\xff\xfe\x00",
    "binary": bytes(range(256)) * 20,
    "NULs": b"\0" * 5000,
    "one huge line": b"a," * 500_000,
    "one huge cell": b'"' + b"x" * 300_000,
    "quotes only": b'"' * 999,
    "PDF": b"%PDF-1.7\n1 0 obj\n",
    "damaged workbook": b"PK\x03\x04" + b"\0" * 22 + b"\x13\0\0\0[Content_Types].xml" + b"\0" * 99,
    "damaged old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
    "ZIP": b"PK\x05\x06" + b"\0" * 18,
    "OFX with nothing": b"<OFX></OFX>",
    "OFX with nonsense": b"<OFX><STMTRS><STMTTRN><TRNAMT><DTPOSTED></STMTRS></OFX>",
    "canonical without rows": b"account,booked_at,amount,currency,counterparty\n",
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_odd_content_is_survived(data: bytes) -> None:
    survives(data)


def beside(name: str) -> list[Importer]:
    """Return an importer and a few others: all of them on everything would take an hour."""
    return [named(name), *random.Random(name).sample(importers(), 2)]


@by_case
def test_a_sample_cut_anywhere_is_survived(name: str, sample: Path) -> None:
    data, readers = SOURCES[sample].data, beside(name)
    ends = (1, 6) if is_pdf(SOURCES[sample]) else range(1, 7)  # one letter of a PDF's `%%EOF` is like another
    points = {round(n * len(data) / 14) for n in range(14)} | {len(data) - n for n in ends}
    for point in sorted(points):
        survives(data[:point], readers)


@by_case
def test_a_cut_sample_is_refused_or_gives_a_beginning_of_its_rows(name: str, sample: Path) -> None:
    """Never other rows: a cut amount or number must not look like a whole one."""
    if SOURCES[sample].is_spreadsheet or is_pdf(SOURCES[sample]):
        pytest.skip("a cut workbook or PDF does not open at all")
    data = SOURCES[sample].data
    whole = keys(read(sample))
    for point in random.Random(7).sample(range(len(data)), min(25, len(data))):
        source = Source("cut", data[:point])
        if named(name).detect(source) and not isinstance(statements := parsed(named(name), source), InputError):
            strange = [key for key in keys(statements) if key not in whole]
            assert len(strange) <= 1, data[point - 40 : point]  # the text of the last cell may be cut unnoticed


ENCODINGS = ("utf-16", "utf-32", "gb18030", "cp1252", "shift_jis", "utf-8-sig")


@by_case
def test_a_sample_in_another_encoding_is_survived(name: str, sample: Path) -> None:
    """Two encodings a sample, other ones for the next."""
    text = SOURCES[sample].text("gb18030", "cp1252")
    for encoding in random.Random(sample.name).sample(ENCODINGS, 2):
        survives((text or "").encode(encoding, errors="replace"), beside(name))


@given(st.binary(max_size=400))
def test_random_bytes_are_survived(data: bytes) -> None:
    survives(data)


@given(st.sampled_from([path for _, path in CASES]), st.randoms(use_true_random=False))
def test_a_sample_with_damaged_bytes_is_survived(sample: Path, chance: random.Random) -> None:
    data = bytearray(SOURCES[sample].data)
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    survives(bytes(data))
