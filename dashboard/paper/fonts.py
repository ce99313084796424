"""Fonts for PDFs, found among those of the system.

Only TrueType outlines will do: the text of a PDF made with CFF outlines (most `.otf`, Noto's `.ttc`) looks right but
cannot be copied out again. What a font may be embedded for it says itself (OS/2 `fsType`, OpenType specification).
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont, TTLibError

from dashboard.errors import MissingFont
from dashboard.paper.wrap import is_wide

OWN: Final = "WALLETWATCH_FONT"  # a font file that goes before all others
FOR_CHINESE: Final = "WenQuanYi Micro Hei"

# Known by their files: with Latin letters, the bold one beside the upright one; then with Chinese ones.
_LATIN: Final = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("segoeui.ttf", "segoeuib.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
_CHINESE: Final = (
    ("msyh.ttc", "msyhbd.ttc"),
    ("msyh.ttf", "msyhbd.ttf"),
    ("PingFang.ttc", ""),
    ("Hiragino Sans GB.ttc", ""),
    ("STHeiti Light.ttc", "STHeiti Medium.ttc"),
    ("wqy-microhei.ttc", ""),
    ("wqy-zenhei.ttc", ""),
    ("simhei.ttf", ""),
    ("Songti.ttc", ""),
    ("simsun.ttc", ""),
    ("Arial Unicode.ttf", ""),
    ("DroidSansFallbackFull.ttf", ""),
    ("DroidSansFallback.ttf", ""),
)
_EMBEDDING_FORBIDDEN: Final = 0x0002


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, its bold sister (None where there is none), and the characters it has."""

    path: Path
    bold: Path | None
    has: frozenset[int]


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces a text needs, the first for whatever it has; `written_out` says in other characters what none has."""

    faces: tuple[Face, ...]
    written_out: Mapping[int, str]


def faces_for(text: str, *, chinese_first: bool) -> Faces:
    r"""Return the fewest faces that have the characters of a text; what no face has becomes a number, as `\U0001f600`.

    Raises:
        MissingFont: no face has its Chinese characters, or there is no face at all.
    """
    wanted = {ord(sign) for sign in text}
    chosen: list[Face] = []
    for face in _candidates(chinese_first=chinese_first):
        if face not in chosen and (not chosen or wanted & face.has):
            chosen.append(face)
            wanted -= face.has
        if not wanted:
            break
    lacking = "".join(sorted(chr(code) for code in wanted if is_wide(chr(code)) or not chosen))
    if lacking:
        raise MissingFont(sample=lacking[:10], font=FOR_CHINESE)
    return Faces(tuple(chosen), {code: _numbered(code) for code in wanted})


def _numbered(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _candidates(*, chinese_first: bool) -> Iterator[Face]:
    """Yield faces, the one that sets the look of the page first; each is opened only when it is asked for."""
    named = os.environ.get(OWN, "")
    if named and (own := _face(Path(named), None)):
        yield own
    if chinese_first:  # some Chinese fonts have no Latin letters, and then look after a Latin one
        yield from islice((face for face in _available(_CHINESE) if ord("a") in face.has), 1)
    yield from islice(_available(_LATIN), 1)
    yield from _available(_CHINESE)
    yield from _available(_LATIN)


def _available(pairs: Iterable[tuple[str, str]]) -> Iterator[Face]:
    files = _files(tuple(dict.fromkeys(_folders())))
    for name, bold in pairs:
        found = _face(files[name], files.get(bold)) if name in files else None
        if found:
            yield found


@cache
def _face(path: Path, bold: Path | None) -> Face | None:
    """Return what a font file can do; None where its text could not be copied or it may not be embedded."""
    try:
        with path.open("rb") as file, TTFont(file, lazy=True, fontNumber=0) as font:  # of a collection the first
            usable = "glyf" in font and not font["OS/2"].fsType & _EMBEDDING_FORBIDDEN
            return Face(path, bold, frozenset(font.getBestCmap() or ())) if usable else None
    except (OSError, TTLibError, KeyError, AssertionError):  # damaged, or no font at all
        return None


@cache
def _files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Return the font files below some folders by name; the first of a name counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                found.setdefault(name, Path(root, name))
    return found


def _folders() -> Iterator[Path]:
    """Yield where this system keeps its fonts, the person's own first."""
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts")
        yield Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts")
    elif sys.platform == "darwin":
        yield home / "Library" / "Fonts"
        yield from (Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    else:
        yield from (Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"), "fonts"), home / ".fonts")
        shares = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        yield from (Path(share, "fonts") for share in shares.split(":"))
