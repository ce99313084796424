"""What a pack says about itself: its files with their hashes, the case, and one fingerprint of all of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dashboard.evidence.cells import record

NAME: Final = "manifest.json"
CONTRACT: Final = 1
PROGRAM: Final = "walletwatch"
_FINGERPRINT: Final = "fingerprint"


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a pack, as the manifest lists it; `size` in bytes, `sha256` in hexadecimal digits."""

    name: str
    size: int
    sha256: str


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def written(facts: Mapping[str, Any], members: Mapping[str, bytes]) -> bytes:
    """Return the manifest of some members; `facts` are what else it says."""
    listed = [
        {"name": name, "size": len(content), "sha256": sha256(content)} for name, content in sorted(members.items())
    ]
    said = {**facts, "contract": CONTRACT, "program": PROGRAM, "members": listed}
    return record({**said, _FINGERPRINT: sha256(record(said))})


def read(content: bytes) -> dict[str, Any] | None:
    """Return what a manifest says; None where it is none, or no longer what its own fingerprint says."""
    try:
        said = json.loads(content)
        whole = record(said) == content  # nothing was put between its lines, either
    except (ValueError, RecursionError):
        return None
    if not (whole and isinstance(said, dict) and said.get("contract") == CONTRACT and said.get("program") == PROGRAM):
        return None
    rest = {name: value for name, value in said.items() if name != _FINGERPRINT}
    return said if said.get(_FINGERPRINT) == sha256(record(rest)) and _is_list(said.get("members")) else None


def listed(said: Mapping[str, Any]) -> tuple[Listed, ...]:
    """Return the files that a manifest lists."""
    return tuple(Listed(one["name"], one["size"], one["sha256"]) for one in said["members"])


def _is_list(members: object) -> bool:
    kinds = {"name": str, "size": int, "sha256": str}
    return isinstance(members, list) and all(
        isinstance(one, dict) and one.keys() == kinds.keys() and all(type(one[key]) is kinds[key] for key in kinds)
        for one in members
    )
