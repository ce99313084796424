"""Runs the command in this process, byte for byte as a shell would see it."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.cli.main import main

SAMPLES = Path(__file__).parents[2] / "ingest" / "importers" / "samples"
JUNE = SAMPLES / "alipay" / "june.csv"


@dataclass(frozen=True)
class Outcome:
    """What a call left behind."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()

    @property
    def json(self) -> Any:
        answer = json.loads(self.out)
        assert answer["contract"] == 1
        return answer

    @property
    def sentence(self) -> str:
        """The one sentence on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def streams(stdin: str, *, encoding: str, terminal: bool) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    kind = Terminal if terminal else io.TextIOWrapper
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = kind(io.BytesIO(stdin.encode()), encoding="utf-8")
    sys.stdout, sys.stderr = kind(out, encoding=encoding), io.TextIOWrapper(err, encoding="utf-8")
    try:
        yield out, err
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def call(*argv: object, stdin: str = "", encoding: str = "utf-8", terminal: bool = False) -> Outcome:
    """Run one call; `terminal` makes standard input and output one."""
    with streams(stdin, encoding=encoding, terminal=terminal) as (out, err):
        code = main([str(word) for word in argv])
        sys.stdout.flush()
        sys.stderr.flush()
        return Outcome(code, out.getvalue(), err.getvalue())
