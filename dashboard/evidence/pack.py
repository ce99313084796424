"""The evidence pack of a case: one ZIP, the same bytes for the same ledger, case, language and day."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from dashboard.errors import MissingFont
from dashboard.evidence import checklist, manifest, proofs, summary, tables
from dashboard.evidence.bundle import bundled
from dashboard.evidence.cells import record
from dashboard.evidence.matter import Matter, gather
from dashboard.i18n import words
from dashboard.paper.as_markdown import as_markdown
from dashboard.paper.as_pdf import as_pdf
from detect.casebook import Casebook
from ingest import limits

SUMMARY: Final = "summary.pdf"
_FILES: Final[Mapping[str, Callable[[Matter], bytes]]] = {
    "checklist.md": lambda matter: as_markdown(checklist.checklist(matter)).encode(),
    "contacts.csv": tables.contacts,
    "links.json": lambda matter: record(proofs.links(matter)),
    "statements.json": lambda matter: record(proofs.statements(matter)),
    "timeline.csv": tables.timeline,
    "transactions.csv": tables.transactions,
}
_LONGEST: Final = 80  # characters of a file's name
_NOT_IN_A_NAME: Final = re.compile(r"[^\w.()-]+")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack. `left_out` says by name what is not in it although it was asked for, and why: missing_font, not_kept, too_large."""

    content: bytes
    names: tuple[str, ...]
    fingerprint: str
    left_out: Mapping[str, str]


def evidence_pack(casebook: Casebook, case_id: str, locale: str, as_of: dt.date) -> bytes:
    """Return the pack of a case as the bytes of a ZIP.

    Raises:
        UnknownName: there is no such case.
    """
    return packed(casebook, case_id, locale, as_of).content


def packed(
    casebook: Casebook, case_id: str, locale: str, as_of: dt.date, *, with_originals: bool = False,
    letters: Mapping[str, bytes] | None = None,
) -> Pack:  # fmt: skip
    """Return the pack of a case.

    Args:
        casebook: of the ledger.
        case_id: or the unique beginning of it.
        locale: zh, en or id.
        as_of: the day of the pack.
        with_originals: put the untouched uploads in, which show everything that is on them.
        letters: files of the person's, by name, such as the letters that went out.

    Raises:
        UnknownName: there is no such case.
    """
    matter = gather(casebook, case_id, words(locale), as_of)
    left_out: dict[str, str] = {}
    members = {name: make(matter) for name, make in _FILES.items()}
    members |= {f"letters/{safe_name(name)}": content for name, content in sorted((letters or {}).items())}
    if with_originals:
        members |= dict(_originals(casebook, matter, left_out))
    document = summary.summary(matter, tuple(sorted(members)))
    members["summary.md"] = as_markdown(document).encode()
    try:
        members[SUMMARY] = as_pdf(document)
    except MissingFont:
        left_out[SUMMARY] = "missing_font"
    members[manifest.NAME] = manifest.written(_facts(matter, left_out), members)
    said = manifest.read(members[manifest.NAME]) or {}
    return Pack(bundled(members, matter.made), tuple(sorted(members)), str(said["fingerprint"]), left_out)


def safe_name(name: str) -> str:
    """Return a name that is one file on every system.

    >>> safe_name("../a b:c.pdf"), safe_name("..")
    ('a_b_c.pdf', 'file')
    """
    return _NOT_IN_A_NAME.sub("_", name).strip("._")[-_LONGEST:].lstrip("._") or "file"


def _facts(matter: Matter, left_out: Mapping[str, str]) -> dict[str, object]:
    """Return what the manifest says beside the list of files."""
    case = matter.case
    return {
        "version": version("walletwatch"),
        "case": case.case_id,
        "topic": case.topic,
        "locale": matter.words.locale,
        "made": matter.made.isoformat(),
        "made_from": {
            "as_of": matter.as_of.isoformat(),
            "log_lines": len(case.events),
            "uploads": sorted({sight.sha256 for sight in matter.sights}),
        },
        "left_out": dict(left_out),
    }


def _originals(casebook: Casebook, matter: Matter, left_out: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the kept uploads that show rows of the case; note those that cannot be put in."""
    total = 0
    for sha256, file in sorted({(sight.sha256, sight.file) for sight in matter.sights}):
        name = f"originals/{sha256[:12]}-{safe_name(matter.said(file))}"
        source = casebook.ledger.originals.read(file, sha256)
        if source is None:
            left_out[name] = "not_kept"
            continue
        total += len(source.data)
        if len(source.data) > limits.MEMBER_BYTES or total > limits.ARCHIVE_BYTES // 2:
            left_out[name] = "too_large"  # `verify` would refuse the pack
            continue
        yield name, source.data
